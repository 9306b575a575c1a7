import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/main/domain/access/actor.ts';
import { createCommandRouter, type RouterParts } from '../../../src/main/transport/command-router.ts';
import { COMMANDS } from '../../../src/shared/protocol/index.ts';

const ROOM: Actor = { kind: 'room' };

/** A router whose every handler only says that it was called; nothing else of the room is reached. */
function routerWith(names: readonly string[]) {
  const called: string[] = [];
  const handlers = Object.fromEntries(names.map((name) => [name, { execute: () => called.push(name) }]));
  const commits = { run: (execute: () => unknown) => Promise.resolve(execute()) };
  const meter = { commandHandled: () => {} };
  const tap = { done: () => {}, refused: () => {} };
  const router = createCommandRouter({
    handlers,
    commits,
    meter,
    tap,
    clock: { now: () => 0 },
    store: {},
  } as unknown as RouterParts);
  return { router, called };
}

describe('ID1 what no row of the table names is no command', () => {
  it('ID1 a handler without a row is not reached, not even by the room itself', async () => {
    const { router, called } = routerWith(['open_every_door', 'toString', '__proto__', 'setup_status']);
    for (const name of ['open_every_door', 'toString', '__proto__', 'constructor', ''])
      await expect(router.dispatch(name, {}, ROOM), name).rejects.toMatchObject({ code: 'unknown_command' });
    expect(called).toEqual([]);
    await router.dispatch('setup_status', {}, ROOM);
    expect(called).toEqual(['setup_status']);
  });

  it('ID1 every row says who may: anybody, or some, and nobody by leaving it out', () => {
    const callers = ['admin', 'proctor', 'student', 'service', 'requester'];
    for (const [name, { roles }] of Object.entries(COMMANDS)) {
      if (roles === 'anyone') continue;
      expect(roles.length, name).toBeGreaterThan(0);
      expect(
        roles.filter((role: string) => !callers.includes(role)),
        name,
      ).toEqual([]);
    }
  });
});
