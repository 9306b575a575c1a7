import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BUILT_IN } from '../../../src/main/simulation/scenarios/built-in.ts';
import { parseScenario, readScenario, ScenarioRefused } from '../../../src/main/simulation/scenarios/read-scenario.ts';
import { Scenario } from '../../../src/main/simulation/scenarios/scenario.ts';
import { Spans, spanMs, windowMs } from '../../../src/main/simulation/scenarios/span.ts';

const dir = mkdtempSync(join(tmpdir(), 'invigil-scenarios-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = (content: string | Uint8Array, name = 'scenario.json'): string => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};

function refusalOf(text: string): string {
  try {
    parseScenario(text, 'day.json');
  } catch (error) {
    if (error instanceof ScenarioRefused) return error.message;
    throw error;
  }
  throw new Error('it was taken');
}
const refusal = (content: unknown): string => refusalOf(JSON.stringify(content));
const reading = async (path: string): Promise<string> =>
  readScenario(path).then(
    () => 'taken',
    (error: Error) => error.message,
  );

const behaviour = (changes: object = {}) => ({
  name: 'copies',
  share: 0.1,
  steps: [{ actions: [{ do: 'report', type: 'copy' }] }],
  ...changes,
});

describe('a scenario', () => {
  test('OP1 every built-in one is data that a file could hold, and is found by its name', async () => {
    for (const [name, scenario] of Object.entries(BUILT_IN)) {
      expect(parseScenario(JSON.stringify(scenario), name)).toEqual(scenario);
      expect(scenario.name).toBe(name);
      expect(await readScenario(name)).toBe(scenario);
    }
  });

  test('OP1 the example that is handed out is a scenario, and every field of a scenario is in its manual', async () => {
    const docs = join(import.meta.dirname, '../../../docs');
    const example = await readScenario(join(docs, 'scenarios/computer-room.json'));
    expect(example.behaviours?.length).toBeGreaterThan(0);
    expect(example.networks?.length).toBeGreaterThan(0);
    expect(example.proctor?.length).toBeGreaterThan(0);
    const manual = readFileSync(join(docs, 'SCENARIOS.md'), 'utf8');
    const fields = new Set<string>();
    const collect = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties } = schema as { properties?: Record<string, unknown> };
      for (const name of Object.keys(properties ?? {})) fields.add(name);
      const { const: literal } = schema as { const?: unknown };
      if (typeof literal === 'string') fields.add(literal);
      for (const inner of Object.values(schema)) collect(inner);
    };
    collect(z.toJSONSchema(Scenario, { unrepresentable: 'any' }));
    expect(fields.size).toBeGreaterThan(40);
    const named = new Set([...manual.matchAll(/`[^`]+`/g)].flatMap(([code]) => code.match(/\w+/g) ?? []));
    expect([...fields].filter((field) => !named.has(field))).toEqual([]);
  });

  test('OP1 a bad one is refused in one sentence that says what, where, and what to do', () => {
    expect(refusalOf('{\n  "name": "x",\n}')).toMatch(/^day\.json is no valid JSON, from line 3 column 1 on: correct it there$/);
    expect(refusal([])).toContain('at the file: ');
    expect(refusal({})).toContain('at name: ');
    expect(refusal({ name: 'x', behaviors: [] })).toContain('"behaviors"');
    expect(refusal({ name: 'x', behaviours: [behaviour({ share: 2 })] })).toContain('at behaviours[0].share: ');
    expect(
      refusal({ name: 'x', behaviours: [behaviour({ steps: [{ at: '10 percent', actions: [{ do: 'reload' }] }] })] }),
    ).toMatch(/at behaviours\[0\]\.steps\[0\]\.at: expected a time: "30s", "5min"/);
    expect(refusal({ name: 'x', behaviours: [behaviour({ steps: [{ actions: [{ do: 'explode' }] }] })] })).toMatch(
      /steps\[0\]\.actions\[0\]\.do: .*'report' \| 'wait' \| 'reload'/,
    );
    expect(refusal({ name: 'x', phases: { late: { share: 0.1, between: ['20%', '10%'] } } })).toContain('the earlier time first');
    expect(refusal({ name: 'x', proctor: [{ do: 'warn', at: '5%', who: 'cheats' }] })).toContain(
      'there is no behaviour "cheats"',
    );
    for (const text of ['[1,', '{"name": 1}', '{"name":"x","seed":""}']) {
      const message = refusalOf(text);
      expect(message).not.toContain('\n');
      expect(message).toContain('day.json');
    }
  });

  test('OP1 shares of more than everybody, names twice, and more than the room can be asked about are refused', () => {
    expect(
      refusal({
        name: 'x',
        networks: [
          { name: 'a', share: 0.7 },
          { name: 'b', share: 0.4 },
        ],
      }),
    ).toContain('add up to 1.1');
    expect(refusal({ name: 'x', behaviours: [behaviour(), behaviour()] })).toContain('"copies" is there twice');
    const often = { times: 50, actions: Array(7).fill({ do: 'report', type: 'copy' }) };
    expect(refusal({ name: 'x', behaviours: [behaviour({ steps: [often] })] })).toContain('at most 300 reports');
    const cuts = Array(5).fill({ do: 'cut', at: '5%', times: 50 });
    expect(refusal({ name: 'x', networks: [{ name: 'a', share: 1, faults: cuts }] })).toContain(
      'at networks[0].faults: at most 200 faults',
    );
    expect(refusal({ name: 'x', everybody: cuts })).toContain('at everybody: at most 200 faults');
    const exact = Array.from({ length: 10 }, (_, at) => ({ name: `n${at}`, share: 0.1 }));
    expect(parseScenario(JSON.stringify({ name: 'x', networks: exact }), 'x').networks).toHaveLength(10);
  });

  test('OP1 hostile files are refused at once: deep, endless, huge, no text, no file', async () => {
    expect(refusalOf('['.repeat(100_000))).toContain('no valid JSON');
    expect(refusalOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toContain('is no scenario');
    expect(refusalOf('{"name":"x","__proto__":{"share":1}}')).toContain('__proto__');
    expect(refusal({ name: 'x', behaviours: Array(51).fill(behaviour()) })).toContain('at behaviours: ');
    expect(refusal({ name: 'x', behaviours: [behaviour({ steps: [{ times: 1e9, actions: [{ do: 'reload' }] }] })] })).toContain(
      'times',
    );
    expect(refusal({ name: 'x'.repeat(65) })).toContain('at name: ');
    expect(await reading(file('x'.repeat(300 * 1024)))).toContain('larger than a scenario can be (256 KiB)');
    expect(await reading(file(new Uint8Array([0xff, 0xfe, 0x7b])))).toContain('is not UTF-8');
    expect(await reading(file('\uFEFF{"name":"with a mark"}'))).toBe('taken');
    expect(await reading(dir)).toMatch(/is no file|cannot be read/);
    expect(await reading(join(dir, 'missing.json'))).toMatch(
      /there is no file ".*missing\.json"; give a file, or one of .*exam-day/,
    );
    if (process.platform === 'win32') return;
    symlinkSync('/dev/zero', join(dir, 'endless.json'));
    expect(await reading(join(dir, 'endless.json'))).toContain('is no file');
  });

  test('OP1 times are seconds, minutes or a share of the working time; two of different units are put in order', () => {
    expect(spanMs('1.5s', 0)).toBe(1_500);
    expect(spanMs('2min', 0)).toBe(120_000);
    expect(spanMs('12.5%', 80_000)).toBe(10_000);
    expect(windowMs(['50%', '10s'], 60_000)).toEqual([10_000, 30_000]);
    for (const bad of ['101%', '86401s', '1441min', '-1s', '1h', '', '1e3s', ['1s'], ['1s', '2s', '3s'], ['2s', '1s'], 5, null]) {
      expect(Spans.safeParse(bad).success).toBe(false);
    }
  });
});
