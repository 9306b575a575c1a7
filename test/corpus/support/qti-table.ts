import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import { importQti } from '../../../src/main/exchange/qti/import-qti.ts';
import type { ImportReport } from '../../../src/shared/model/exam.ts';
import { QTI_EXPECTED, type QtiExpectation } from './qti-expected.ts';

/** A line of the summary of the corpus: what a file became, and what of it nobody expected. */
export interface QtiRow {
  readonly file: string;
  readonly imported: number;
  readonly byType: ImportReport['byType'];
  /** `identifier (type): reason` for each item left out. */
  readonly skipped: readonly string[];
  /** The code, where nothing of the file was taken. */
  readonly refused?: string;
  /** Differences between the file as a person read it and what it became; none is the goal. */
  readonly unexplained: readonly string[];
}

/** The files of the QTI corpus but its pictures, by their place in `folder`. */
export const qtiFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(?:png|jpg|gif|md)$/i.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** One row for each file of the QTI corpus in `folder`. */
export async function qtiTable(folder: string): Promise<QtiRow[]> {
  const rows: QtiRow[] = [];
  for (const file of qtiFiles(folder)) {
    const { report, refused } = await outcomeOf(readFileSync(join(folder, file)), file);
    const skipped = report?.skipped ?? [];
    rows.push({
      file,
      imported: report?.imported ?? 0,
      byType: report?.byType ?? {},
      skipped: skipped.map(({ item = '', type = '', reason }) => `${item} (${type}): ${reason}`),
      ...(refused === undefined ? {} : { refused }),
      unexplained: differences(QTI_EXPECTED[file], report, refused),
    });
  }
  return rows;
}

async function outcomeOf(bytes: Uint8Array, filename: string): Promise<{ report?: ImportReport | undefined; refused?: string }> {
  try {
    return { report: (await importQti(bytes, { filename })).report };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return { report: error.report, refused: error.code };
  }
}

function differences(
  expected: QtiExpectation | undefined,
  report: ImportReport | undefined,
  refused: string | undefined,
): string[] {
  if (!expected) return ['no person has read this file yet'];
  const found: string[] = [];
  if (expected.refused !== refused) found.push(`refused as ${refused ?? 'nothing'} instead of ${expected.refused ?? 'nothing'}`);
  const types = (counts: object | undefined): string => JSON.stringify(Object.entries(counts ?? {}).sort());
  if (types(expected.byType) !== types(report?.byType))
    found.push(`${types(report?.byType)} instead of ${types(expected.byType)}`);
  const left = report?.skipped ?? [];
  const due = expected.skipped ?? [];
  if (left.length !== due.length) found.push(`${left.length} items left out instead of ${due.length}`);
  for (const [index, [item, type, reason]] of due.entries()) {
    const one = left[index];
    if (one?.item !== item || one.type !== type || !one.reason.includes(reason))
      found.push(`${JSON.stringify(one)} instead of ${item} (${type}): ${reason}`);
  }
  return found;
}
