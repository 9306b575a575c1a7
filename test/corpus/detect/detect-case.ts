/** What one kind of line came to: attacks that had to be found, and harmless ones that must not be. */
export interface Row {
  readonly category: string;
  readonly attacks: number;
  readonly found: number;
  readonly harmless: number;
  readonly wrong: number;
}

/** A figure that must be reached, with whether it was. */
export interface Goal {
  readonly says: string;
  readonly value: string;
  readonly isMet: boolean;
}

export interface Outcome {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
  /** What was missed or wrongly found, one line each, for `--lines`. */
  readonly lines: readonly string[];
}

/** One measurement of one wall; undefined, and the file it misses, when its data is not there. */
export interface DetectCase {
  readonly name: string;
  /** It depends on the machine: measured by `npm run detect`, not by a test. */
  readonly measuresTime?: boolean;
  run(folder: string): Promise<Outcome | { readonly missing: string }>;
}

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

export const atLeast = (says: string, part: number, whole: number, least: number): Goal => ({
  says: `${says}: at least ${percent(least, 1)}`,
  value: `${part} of ${whole}, ${percent(part, whole)}`,
  isMet: whole > 0 && part / whole >= least,
});

export const atMost = (says: string, part: number, whole: number, most: number): Goal => ({
  says: `${says}: at most ${percent(most, 1)}`,
  value: `${part} of ${whole}, ${percent(part, whole)}`,
  isMet: whole > 0 && part / whole <= most,
});

/** The rows as a table, precision as the share of what was found that was an attack. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ category, attacks, found, harmless, wrong }) => [
    category,
    String(attacks),
    String(found),
    percent(found, attacks),
    String(harmless),
    String(wrong),
    percent(found, found + wrong),
  ]);
  const head = ['category', 'attacks', 'found', 'recall', 'harmless', 'wrong', 'precision'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [line(head), ...cells.map(line)].join('\n');
}
