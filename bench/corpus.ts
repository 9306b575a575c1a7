/**
 * `npm run corpus`: public papers through the importers: what was read by type, what was skipped and why, and where that
 * differs from what the files say. `--data DIR` names the folder of the data, `--lines` every skipped question.
 * Also how long 5,000 questions of Moodle XML take. Ends with 1 when a difference has no explanation; folders that are not
 * there are said and left out.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { carryOutInThread } from '../src/main/exchange/import-threads.ts';
import { type FolderOutcome, readFolder } from '../test/corpus/exams/folder-case.ts';
import { FOLDERS } from '../test/corpus/exams/folders.ts';
import { readRosters } from '../test/corpus/rosters/roster-files.ts';
import { qtiTable } from '../test/corpus/support/qti-table.ts';
import { moodleBank } from './imports/honest-files.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function table(outcomes: readonly FolderOutcome[]): string {
  const rows = outcomes.map(({ name, files, questions, byType, skipped, differences }) => [
    name,
    String(files),
    String(questions),
    String(skipped.length),
    String(differences.length),
    Object.entries(byType)
      .map(([type, count]) => `${type} ${count}`)
      .join(', '),
  ]);
  const head = ['folder', 'files', 'questions', 'skipped', 'unexplained', 'by type'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}

/** The folder of QTI, whose files a person has read one by one. */
async function qtiOutcome(folder: string): Promise<FolderOutcome> {
  const rows = await qtiTable(folder);
  const byType: Record<string, number> = {};
  for (const row of rows) for (const [type, count] of Object.entries(row.byType)) byType[type] = (byType[type] ?? 0) + count;
  return {
    name: 'qti',
    files: rows.length,
    questions: rows.reduce((sum, { imported }) => sum + imported, 0),
    byType,
    skipped: rows.flatMap(({ file, skipped, refused }) =>
      refused === undefined ? skipped.map((line) => `${file}: ${line}`) : [`${file}: ${refused}`],
    ),
    differences: rows.flatMap(({ file, unexplained }) => unexplained.map((line) => `${file}: ${line}`)),
  };
}

/** The rosters, in one line and what is not as it should be. True if all is. */
function sayRosters(folder: string): boolean {
  const outcomes = readRosters(folder);
  const people = outcomes.reduce((sum, one) => sum + one.people, 0);
  const refused = outcomes.filter((one) => one.refused !== undefined);
  const differences = outcomes.flatMap(({ file, differences: of }) => of.map((line) => `${file}: ${line}`));
  say(
    `rosters: ${outcomes.length} files, ${people} people, ${refused.length} refused because they list nobody, ${differences.length} unexplained`,
  );
  for (const difference of differences) say(`FAIL  rosters/${difference}`);
  return differences.length === 0;
}

async function timeOfManyQuestions(): Promise<void> {
  const xml = moodleBank();
  const [before, start] = [process.cpuUsage(), performance.now()];
  const outcome = await carryOutInThread({ kind: 'exam', bytes: new Uint8Array(xml) });
  const [spent, took] = [process.cpuUsage(before), performance.now() - start];
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  say(
    `\n5,000 questions of Moodle XML, ${(xml.length / 1e6).toFixed(1)} MB: ${outcome.ok ? 'read' : outcome.code} in ${seconds(took)}, ` +
      `${seconds((spent.user + spent.system) / 1000)} of them by the processor (goal: 3 s on a machine with nothing else to do)`,
  );
}

const { values } = parseArgs({ options: { data: { type: 'string' }, lines: { type: 'boolean', default: false } } });
const data = resolve(values.data ?? '../shared/data');
const outcomes: FolderOutcome[] = [];
const take = (name: string, outcome: FolderOutcome | undefined): void => {
  if (outcome) outcomes.push(outcome);
  else say(`${name}: skipped, it is not in ${data}; name its folder with --data DIR`);
};
for (const folder of FOLDERS) take(folder.name, await readFolder(folder, data));
take('qti', existsSync(resolve(data, 'qti')) ? await qtiOutcome(resolve(data, 'qti')) : undefined);
say(table(outcomes));
for (const { name, skipped, differences } of outcomes) {
  for (const difference of differences) say(`FAIL  ${name}/${difference}`);
  if (values.lines) for (const line of skipped) say(`      ${name}/${line.replace(/\s+/g, ' ')}`);
}
if (!values.lines) say('Which were skipped, and why: --lines');
const rosters = resolve(data, 'rosters');
const areRostersRight = !existsSync(rosters) || sayRosters(rosters);
await timeOfManyQuestions();
process.exitCode = areRostersRight && outcomes.every(({ differences }) => differences.length === 0) ? 0 : 1;
