import type { AnswerLine } from '../../shared/model/attempt-paper.ts';
import { csvCell } from './results-csv.ts';

const FIELDS = [
  'attemptId',
  'candidateNumber',
  'name',
  'number',
  'questionId',
  'question',
  'type',
  'answer',
  'points',
  'maxPoints',
  'state',
] as const satisfies readonly (keyof AnswerLine)[];

const LINES_AT_ONCE = 1_000;
const written = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/**
 * All answers as CSV, as the results are written: no cell is a formula, whatever a candidate typed. In pieces, so that a
 * hall's hundred thousand lines are never in memory as one text. Source: features EX7.
 */
export function* answersToCsv(answers: readonly AnswerLine[]): Generator<string> {
  yield `\uFEFF${written(FIELDS)}`;
  for (let at = 0; at < answers.length; at += LINES_AT_ONCE) {
    const lines = answers.slice(at, at + LINES_AT_ONCE);
    yield lines.map((answer) => written(FIELDS.map((field) => csvCell(answer[field])))).join('');
  }
}
