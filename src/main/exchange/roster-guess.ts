import type { RosterMapping } from '../../shared/model/roster-reading.ts';
import type { CsvLine } from './csv-lines.ts';

/** So many lines tell what is in a column. */
const LOOKED_AT = 50;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u;
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}' .,’-]*$/u;
const NUMBERED = /\d/;

/**
 * The columns of a roster that names none, by what stands in them: a number each candidate has alone, names, an address. Nothing where
 * there is no such number or no name; a proposal, which somebody looks at before anything is written. Source: EX3.
 */
export function guessColumns(records: readonly CsvLine[]): RosterMapping | undefined {
  const lines = records.filter(({ isBroken }) => !isBroken).slice(0, LOOKED_AT);
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
  const valuesOf = (column: number): string[] => lines.map(({ cells }) => (cells[column] ?? '').trim());
  const isFull = (values: readonly string[], test: (value: string) => boolean): boolean =>
    values.length > 0 && values.every((value) => value !== '' && test(value));
  const columns = Array.from({ length: width }, (_, column) => ({ column, values: valuesOf(column) }));
  const mail = columns.find(({ values }) => isFull(values, (value) => MAIL.test(value)));
  const number = columns.find(
    ({ column, values }) =>
      column !== mail?.column &&
      isFull(values, (value) => NUMBERED.test(value) && !MAIL.test(value)) &&
      new Set(values).size === values.length,
  );
  const key = number ?? mail;
  const names = columns.filter(({ values }) => isFull(values, (value) => NAME.test(value)));
  const [first, second] = names;
  if (!key || !first) return undefined;
  const name: RosterMapping =
    second === undefined ? { fullName: first.column } : { firstName: first.column, lastName: second.column };
  return { candidateNumber: key.column, ...name, ...(mail ? { email: mail.column } : {}) };
}
