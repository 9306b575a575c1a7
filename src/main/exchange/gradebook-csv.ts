import type { GradebookRow } from '../domain/grading/gradebook-rows.ts';
import { exactTextCell } from './csv-cells.ts';

type Cell = string | number;

/** To the hundredth, which both platforms take and show; a number has no sign a spreadsheet could take for a formula. */
const hundredth = (value: number): number => Math.round(value * 100) / 100 || 0;

const line = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : exactTextCell(cell))).join(',')}\r\n`;

/** The points the exam is worth in the gradebook: those of the largest paper. */
export const pointsPossible = (rows: readonly GradebookRow[]): number =>
  rows.reduce((most, { maxScore }) => Math.max(most, maxScore), 0);

/** A score out of `possible`, where the candidate's own paper was worth less than the largest. */
const outOf = ({ score, maxScore }: GradebookRow, possible: number): number =>
  hundredth(maxScore > 0 && maxScore !== possible ? (score / maxScore) * possible : score);

/**
 * Grades as Moodle imports them (Grades, Import, CSV file): a head line, one line a person, and the grade under the title of the
 * exam. Whoever imports chooses which column says who it is: the candidate number stands as id number and as user name, the e-mail
 * address beside it. Source: Moodle's documentation, "Grade import".
 */
export function moodleGradebook(title: string, rows: readonly GradebookRow[]): string {
  const possible = pointsPossible(rows);
  const head = ['idnumber', 'username', 'email', 'firstname', 'lastname', title];
  const lines = rows.map((row): Cell[] => [
    row.candidateNumber,
    row.candidateNumber,
    row.email,
    row.firstName,
    row.lastName,
    outOf(row, possible),
  ]);
  return [head, ...lines].map(line).join('');
}

/** Blanks before the words, as Canvas writes and expects them. */
const POINTS_POSSIBLE = '    Points Possible';

/**
 * A gradebook as Canvas exports and imports it: five columns that say who it is, the assignment, and under the head a line with
 * what it is worth. The room does not know Canvas's own id of a person: Canvas then goes by the SIS user id, which is the candidate
 * number. Source: the Instructor Guide of Canvas, "How do I import grades in the Gradebook?".
 */
export function canvasGradebook(title: string, rows: readonly GradebookRow[]): string {
  const possible = pointsPossible(rows);
  const head = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', title];
  const lines = rows.map((row): Cell[] => [
    [row.lastName, row.firstName].filter((name) => name !== '').join(', '),
    '',
    row.candidateNumber,
    row.email,
    '',
    outOf(row, possible),
  ]);
  return [head, [POINTS_POSSIBLE, '', '', '', '', hundredth(possible)], ...lines].map(line).join('');
}
