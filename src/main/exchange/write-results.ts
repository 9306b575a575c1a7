import { assertNever } from '../../shared/assert.ts';
import type { GradebookRow } from '../domain/grading/gradebook-rows.ts';
import type { ResultsWriter } from '../domain/grading/results-commands.ts';
import { canvasGradebook, moodleGradebook } from './gradebook-csv.ts';
import { resultsToCsv } from './results-csv.ts';

const CSV = 'text/csv; charset=utf-8';

/** A file name every system takes and every header carries, from a title in any script. */
const fileName = (title: string, kind: string): string => {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 _-]+/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .slice(0, 60);
  return `${plain || 'exam'}-${kind}`;
};

/** A gradebook has no column for it: the name of the file says that what people gave is not in it yet. */
const fileOf = (title: string, kind: string, rows: readonly GradebookRow[]): string =>
  fileName(title, rows.some(({ isMarkedBlind }) => isMarkedBlind) ? `${kind}-marked-blind` : kind);

/** The results of a sitting in the format asked for (EX7). The CSVs come without the mark for UTF-8: whoever asks decides. */
export const writeResults: ResultsWriter = (format, { title }, rows) => {
  switch (format) {
    case 'csv':
      return {
        filename: `${fileOf(title, 'results', rows)}.csv`,
        mediaType: CSV,
        text: resultsToCsv(rows).replace(/^\uFEFF/, ''),
      };
    case 'moodle':
      return { filename: `${fileOf(title, 'moodle', rows)}.csv`, mediaType: CSV, text: moodleGradebook(title, rows) };
    case 'canvas':
      return { filename: `${fileOf(title, 'canvas', rows)}.csv`, mediaType: CSV, text: canvasGradebook(title, rows) };
    case 'json': {
      const results = rows.map(({ email: _email, firstName: _first, lastName: _last, ...result }) => result);
      return {
        filename: `${fileOf(title, 'results', rows)}.json`,
        mediaType: 'application/json; charset=utf-8',
        text: JSON.stringify({ exam: title, results }, null, 2),
      };
    }
    default:
      return assertNever(format, 'format of results');
  }
};
