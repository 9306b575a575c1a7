/**
 * `npm run detect`: what the walls find in public attack data and what they report of honest traffic, against the goals.
 * `--data DIR` names the folder of the data (security/), `--only NAME` one case, `--lines` every line that was missed or wrong.
 * Ends with 1 when a goal is missed; data that is not there is said and skipped.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DETECT_CASES } from '../test/corpus/detect/cases.ts';
import { table } from '../test/corpus/detect/detect-case.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function detect(folder: string, only: string | undefined, withLines: boolean): Promise<boolean> {
  let isAllMet = true;
  for (const one of DETECT_CASES.filter(({ name }) => only === undefined || name === only)) {
    const outcome = await one.run(folder);
    if ('missing' in outcome) {
      say(`\n${one.name}: skipped, ${outcome.missing} is not in ${folder}; name its folder with --data DIR`);
      continue;
    }
    say(`\n${outcome.title}${outcome.rows.length === 0 ? '' : `\n${table(outcome.rows)}`}`);
    for (const { says, value, isMet } of outcome.goals) {
      say(`${isMet ? 'pass' : 'FAIL'}  ${says} (${value})`);
      isAllMet &&= isMet;
    }
    if (withLines) for (const line of outcome.lines) say(`      ${line.replace(/\s+/g, ' ')}`);
  }
  return isAllMet;
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, only: { type: 'string' }, lines: { type: 'boolean', default: false } },
});
const folder = resolve(values.data ?? '../shared/data/security');
process.exitCode = (await detect(folder, values.only, values.lines)) ? 0 : 1;
