import { assertNever } from '../../shared/assert.ts';
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

/** The results of a sitting in the format asked for (EX7). The CSVs come without the mark for UTF-8: whoever asks decides. */
export const writeResults: ResultsWriter = (format, { title }, rows) => {
  switch (format) {
    case 'csv':
      return { filename: `${fileName(title, 'results')}.csv`, mediaType: CSV, text: resultsToCsv(rows).replace(/^\uFEFF/, '') };
    case 'moodle':
      return { filename: `${fileName(title, 'moodle')}.csv`, mediaType: CSV, text: moodleGradebook(title, rows) };
    case 'canvas':
      return { filename: `${fileName(title, 'canvas')}.csv`, mediaType: CSV, text: canvasGradebook(title, rows) };
    case 'json': {
      const results = rows.map(({ email: _email, firstName: _first, lastName: _last, ...result }) => result);
      return {
        filename: `${fileName(title, 'results')}.json`,
        mediaType: 'application/json; charset=utf-8',
        text: JSON.stringify({ exam: title, results }, null, 2),
      };
    }
    default:
      return assertNever(format, 'format of results');
  }
};
