import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AlertActionName, ProctorActionName } from '../../../src/shared/protocol/commands.ts';
import { textsOf } from './texts.ts';

const main = fileURLToPath(new URL('../../../src/main', import.meta.url));
const calls = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => [...readFileSync(join(main, name), 'utf8').matchAll(/(?:\baudit\(|\brefusals\.note\(work, )([^;]*);/g)])
  .map(([, call = '']) => call);
const spelt = calls.flatMap((call) => [...call.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action = '']) => action));

/** Actions that are put together while running: what stands before the dot, and everything that comes behind it. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  alert: AlertActionName.options,
  message: ['chat', 'hand', 'note'],
  recovery: ['denied', 'approved', 'approval_given'],
  response: [...ProctorActionName.options, 'accept_held'],
  session: ['connected', 'disconnected'],
  sitting: ['open', 'start', 'pause', 'resume', 'end'],
  tool: ['granted', 'denied', 'revoked'],
};

const actions = new Set([
  ...spelt,
  ...Object.entries(COMPOSED).flatMap(([before, behind]) => behind.map((what) => `${before}.${what}`)),
]);

describe('what the audit log says was done', () => {
  it('ST2 UI4 every action of the room has a name in both languages, and no name is left over', () => {
    expect(spelt.length).toBeGreaterThan(90);
    for (const folder of ['en', 'th'] as const) {
      const named = [...textsOf(folder).keys()].filter((key) => key.startsWith('audit:action.'));
      const known = new Set(named.map((key) => key.replace('audit:action.', '')));
      expect(
        [...actions].filter((action) => !known.has(action)),
        folder,
      ).toEqual([]);
      expect(
        [...known].filter((action) => !actions.has(action)),
        folder,
      ).toEqual([]);
    }
  });

  it('ST2 UI4 no action is put together that the list above does not know', () => {
    const composed = calls.flatMap((call) => [...call.matchAll(/`([a-z_]+)\.\$\{/g)].map(([, before = '']) => before));
    expect([...new Set(composed)].toSorted()).toEqual(Object.keys(COMPOSED));
  });
});
