import { describe, expect, it } from 'vitest';
import { createUseQueue, type UntoldUse } from '../../../src/renderer/exam/seat/use-queue.ts';
import { RoomUnreachable } from '../../../src/shared/client/index.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';
import type { CommandInput } from '../../../src/shared/protocol/index.ts';

const ID = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const GRANT = ID(900);
const away = new RoomUnreachable('disconnected', 'Away.');

/** A room that answers as told, and storage that outlives the page. */
function world() {
  const state = { error: undefined as Error | undefined, now: 1_000, kept: [] as readonly UntoldUse[] };
  const sent: CommandInput<'tool_use'>[] = [];
  let ids = 0;
  let again = () => {};
  const open = () =>
    createUseQueue({
      send: async (use) => {
        sent.push(use);
        if (state.error) throw state.error;
      },
      newId: () => ID(++ids),
      now: () => state.now,
      recall: () => structuredClone(state.kept),
      remember: (uses) => {
        state.kept = structuredClone(uses);
      },
      onWay: (back) => {
        again = back;
        return () => {};
      },
    });
  /** Turns of the loop enough for a queue of a few. */
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const back = () => {
    again();
    return settle();
  };
  return { state, sent, open, back, settle };
}

describe('TL1 EX6 uses of a tool on their way to the room', () => {
  it('TL1 are told at once, and are then nobody’s any more', async () => {
    const { state, sent, open, back } = world();
    expect(await open().tell(GRANT, 'sheet.md')).toBe(true);
    await back();
    expect(sent).toEqual([{ id: ID(1), grantId: GRANT, dataPoint: 'sheet.md' }]);
    expect(state.kept).toEqual([]);
  });

  it('TL1 EX6 are kept while the room is away, and told in order, late, with when they were, once each', async () => {
    const { state, sent, open, back } = world();
    const queue = open();
    state.error = away;
    expect(await queue.tell(GRANT), 'what cannot be asked is not refused').toBe(true);
    state.now = 2_000;
    expect(await queue.tell(GRANT, 'two')).toBe(true);
    await back();
    expect(state.kept.map(({ id }) => id)).toEqual([ID(1), ID(2)]);
    state.error = undefined;
    sent.length = 0;
    await Promise.all([back(), back()]);
    expect(sent).toEqual([
      { id: ID(1), grantId: GRANT, occurredAt: '1970-01-01T00:00:01.000Z' },
      { id: ID(2), grantId: GRANT, dataPoint: 'two', occurredAt: '1970-01-01T00:00:02.000Z' },
    ]);
    expect(state.kept).toEqual([]);
  });

  it('TL1 EX6 outlive the page', async () => {
    const { state, sent, open, settle } = world();
    state.error = away;
    await open().tell(GRANT);
    state.error = undefined;
    sent.length = 0;
    open();
    await settle();
    expect(sent.map(({ id }) => id)).toEqual([ID(1)]);
    expect(state.kept).toEqual([]);
  });

  it('TL1 what the room refuses is said and not asked again', async () => {
    const { state, sent, open, back } = world();
    state.error = new RoomError('tool_not_granted', 'No.');
    expect(await open().tell(GRANT)).toBe(false);
    await back();
    expect(sent).toHaveLength(1);
    expect(state.kept).toEqual([]);
  });
});
