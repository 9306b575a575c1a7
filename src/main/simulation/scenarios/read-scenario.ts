import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { BUILT_IN, isBuiltIn } from './built-in.ts';
import { Scenario } from './scenario.ts';

const LARGEST_BYTES = 256 * 1024;

/** A scenario that cannot be used; the message is one sentence saying what is wrong, where, and what to do. */
export class ScenarioRefused extends Error {
  override readonly name = 'ScenarioRefused';
}

const names = Object.keys(BUILT_IN).join(', ');

/** `behaviours[2].share`, or `the file` for the whole. */
function pathInWords(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`)).join('');
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `at ${pathInWords(first?.path ?? [])}: ${first?.message ?? 'not a scenario'}${more}. docs/SCENARIOS.md lists what there is`;
}

/** Reads a scenario from JSON text; `source` names it in the refusal. Throws `ScenarioRefused`. */
export function parseScenario(text: string, source: string): Scenario {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // V8 names line and column and may quote the text, which can be anything.
    const where = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    throw new ScenarioRefused(`${source} is no valid JSON${where ? `, from ${where} on` : ''}: correct it there`);
  }
  const read = Scenario.safeParse(json);
  if (!read.success) throw new ScenarioRefused(`${source} is no scenario, ${describe(read.error.issues)}`);
  return read.data;
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new ScenarioRefused(`${path} is no file: give a scenario in JSON`);
    const tooLarge = `${path} is larger than a scenario can be (${LARGEST_BYTES / 1024} KiB): give a scenario in JSON`;
    if (facts.size > LARGEST_BYTES) throw new ScenarioRefused(tooLarge);
    // Whatever its size was said to be: no more than this is read.
    const bytes = new Uint8Array(LARGEST_BYTES + 1);
    let length = 0;
    for (let more = 1; more > 0 && length < bytes.length; length += more) {
      more = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
    }
    if (length > LARGEST_BYTES) throw new ScenarioRefused(tooLarge);
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** The scenario of a `--scenario` option: one of our own by its name, or a JSON file. Rejects with `ScenarioRefused`. */
export async function readScenario(nameOrPath: string): Promise<Scenario> {
  if (isBuiltIn(nameOrPath)) return BUILT_IN[nameOrPath];
  let bytes: Uint8Array;
  try {
    bytes = await readBounded(nameOrPath);
  } catch (error) {
    if (error instanceof ScenarioRefused) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? `there is no file "${nameOrPath}"` : `${nameOrPath} cannot be read (${String(code)})`;
    throw new ScenarioRefused(`${why}; give a file, or one of the built-in scenarios: ${names}`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ScenarioRefused(`${nameOrPath} is not UTF-8 text: save it as UTF-8`);
  }
  return parseScenario(text, nameOrPath);
}
