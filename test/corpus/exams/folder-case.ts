import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOutImport } from '../../../src/main/exchange/import-task.ts';
import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';
import type { ImportReport } from '../../../src/shared/model/exam.ts';
import type { QuestionType } from '../../../src/shared/model/question.ts';

/** What a file must come to, read from it by something else than the importer, or written down by whoever read it. */
export type Expected =
  | { readonly types: Readonly<Partial<Record<QuestionType, number>>>; readonly skipped?: readonly string[] }
  | { readonly refused: string };

/** A folder of files from the world. */
export interface FolderCase {
  readonly name: string;
  /** Files of the folder that are papers; others are companions. */
  readonly files: RegExp;
  /** Nothing: nobody says what must come of this file, and the import is only counted. */
  readonly expected: (file: string, text: string, folder: string) => Expected | undefined;
}

/** What a folder came to, for a line of the table. */
export interface FolderOutcome {
  readonly name: string;
  readonly files: number;
  readonly questions: number;
  readonly byType: Readonly<Record<string, number>>;
  /** `file: item (type): reason`, and files refused as a whole. */
  readonly skipped: readonly string[];
  readonly differences: readonly string[];
}

/** How an import came out, in the words of `Expected`. */
async function cameTo(
  path: string,
): Promise<{ readonly report?: ImportReport | undefined; readonly code?: string; readonly why?: string }> {
  const outcome = await carryOutImport({ kind: 'exam', bytes: readFileSync(path), filename: path });
  if (outcome.ok) return { report: (outcome.value as ImportedExam).report };
  return { report: outcome.report, code: outcome.code, why: outcome.message };
}

/** Where what came differs from what had to come; in words, for nobody knows yet who is wrong. */
function differencesOf({ report, code }: Awaited<ReturnType<typeof cameTo>>, expected: Expected): string[] {
  if ('refused' in expected)
    return code === expected.refused ? [] : [`expected to be refused as ${expected.refused}, not ${code ?? 'read'}`];
  if (!report) return [`refused as ${code}`];
  const all = new Set([...Object.keys(expected.types), ...Object.keys(report.byType)]) as Set<QuestionType>;
  const types = [...all].flatMap((type) => {
    const [is, must] = [report.byType[type] ?? 0, expected.types[type] ?? 0];
    return is === must ? [] : [`${is} ${type} instead of ${must}`];
  });
  const skipped = report.skipped.map(({ type }) => type ?? '').toSorted();
  const must = [...(expected.skipped ?? [])].toSorted();
  return skipped.join() === must.join() ? types : [...types, `skipped [${skipped.join()}] instead of [${must.join()}]`];
}

/** Every paper of the folder through the importer; nothing if the folder is not there. */
export async function readFolder(one: FolderCase, data: string): Promise<FolderOutcome | undefined> {
  const folder = join(data, one.name);
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((file) => one.files.test(file));
  const byType: Record<string, number> = {};
  const skipped: string[] = [];
  const differences: string[] = [];
  let questions = 0;
  for (const file of files) {
    const came = await cameTo(join(folder, file));
    questions += came.report?.imported ?? 0;
    for (const [type, count] of Object.entries(came.report?.byType ?? {})) byType[type] = (byType[type] ?? 0) + count;
    for (const { item, type, reason } of came.report?.skipped ?? [])
      skipped.push(`${file}: ${item ?? '-'} (${type ?? '-'}): ${reason}`);
    if (came.code !== undefined && (came.report?.skipped.length ?? 0) === 0) skipped.push(`${file}: ${came.code}: ${came.why}`);
    const expected = one.expected(file, readFileSync(join(folder, file), 'utf8'), folder);
    if (expected) differences.push(...differencesOf(came, expected).map((difference) => `${file}: ${difference}`));
    else differences.push(`${file}: nobody has said what must come of it`);
  }
  return { name: one.name, files: files.length, questions, byType, skipped, differences };
}
