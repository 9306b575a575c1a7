import { readBack } from './csv-cells.ts';
import { readCsvLines } from './csv-lines.ts';

export interface ReadGrade {
  readonly candidateNumber: string;
  readonly name: string;
  readonly score: number;
}

/** A gradebook as it was read. */
export interface ReadGradebook {
  readonly format: 'moodle' | 'canvas';
  readonly title: string;
  /** What the file says the exam is worth; Moodle's does not say it. */
  readonly pointsPossible?: number;
  readonly grades: readonly ReadGrade[];
}

const MOST_RECORDS = 20_000;

/** Reads a gradebook in Moodle's or Canvas's form as this room writes it, each text as it was before it was made safe. */
export function readGradebook(source: string): ReadGradebook | undefined {
  const [head, ...records] = readCsvLines(source, MOST_RECORDS).map(({ cells }) => cells.map(readBack));
  if (!head) return undefined;
  const at = (name: string): number => head.indexOf(name);
  const title = head.at(-1) ?? '';
  const scoreOf = (cells: readonly string[]): number => Number(cells[head.length - 1]);
  if (at('idnumber') === 0)
    return {
      format: 'moodle',
      title,
      grades: records.map((cells) => ({
        candidateNumber: cells[0] ?? '',
        name: [cells[at('lastname')], cells[at('firstname')]].filter(Boolean).join(', '),
        score: scoreOf(cells),
      })),
    };
  if (at('Student') !== 0 || at('SIS User ID') < 0) return undefined;
  const [possible, ...lines] = records;
  return {
    format: 'canvas',
    title,
    ...(possible ? { pointsPossible: scoreOf(possible) } : {}),
    grades: lines.map((cells) => ({
      candidateNumber: cells[at('SIS User ID')] ?? '',
      name: cells[0] ?? '',
      score: scoreOf(cells),
    })),
  };
}
