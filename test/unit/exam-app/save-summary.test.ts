import { describe, expect, it } from 'vitest';
import { type SaveInput, summariseSaves } from '../../../src/renderer/exam/seat/save-summary.ts';

const input = (change: Partial<SaveInput>): SaveInput => ({
  saves: new Map(),
  answers: new Map([['q', 'a']]),
  pendingAnswers: 0,
  typing: 0,
  connection: 'connected',
  isOnline: true,
  isOverdue: false,
  roomCannotSave: false,
  heldAnswers: 0,
  ...change,
});
const saves = (...states: Parameters<typeof mapOf>): SaveInput['saves'] => mapOf(...states);
function mapOf(...states: ('saving' | 'saved' | 'offline' | 'held' | 'refused' | 'superseded')[]): SaveInput['saves'] {
  return new Map(
    states.map((state, at) => [
      `q${at}`,
      state === 'held'
        ? { state, revision: 1, reason: 'paused' }
        : state === 'refused'
          ? { state, revision: 1, code: 'x', message: 'x' }
          : state === 'saved'
            ? { state, revision: 1, at: 1 }
            : { state, revision: 1 },
    ]),
  );
}

describe('EX6 what is said about saving', () => {
  it('EX6 says saved only when everything is acknowledged', () => {
    expect(summariseSaves(input({ saves: saves('saved', 'saved') }))).toEqual({ state: 'saved' });
    expect(summariseSaves(input({ saves: saves('saved', 'saving'), pendingAnswers: 1 }))).toEqual({ state: 'saving' });
    expect(summariseSaves(input({ saves: saves('saved'), typing: 1 }))).toEqual({ state: 'saving' });
    expect(summariseSaves(input({ saves: saves('saved'), pendingAnswers: 1 }))).toEqual({ state: 'saving' });
  });

  it('EX6 tells of answers that were kept apart before this page was opened, once nothing worse is true', () => {
    const before = { saves: saves('saved'), heldAnswers: 2 };
    expect(summariseSaves(input(before))).toEqual({ state: 'held_before', count: 2 });
    expect(summariseSaves(input({ ...before, saves: saves('held') }))).toMatchObject({ state: 'held' });
    expect(summariseSaves(input({ ...before, connection: 'waiting' }))).toMatchObject({ state: 'offline_nothing' });
  });

  it.each([
    ['the connection is lost', { connection: 'waiting' as const }],
    ['the browser says offline', { isOnline: false }],
    ['the room does not answer', { isOverdue: true }],
  ])('EX6 says not saved yet, and how many, when %s', (_, away) => {
    expect(summariseSaves(input({ saves: saves('saved', 'offline', 'offline'), pendingAnswers: 2, ...away }))).toEqual({
      state: 'offline',
      waiting: 2,
    });
    expect(summariseSaves(input({ saves: saves('saved'), typing: 1, ...away }))).toEqual({ state: 'offline', waiting: 1 });
    expect(summariseSaves(input({ saves: saves('saved'), ...away }))).toEqual({ state: 'offline_nothing' });
  });

  it('R11 EX6 says that it is the room that cannot save, and not the connection, while anything waits', () => {
    const full = { saves: saves('saved', 'saving'), roomCannotSave: true };
    expect(summariseSaves(input({ ...full, pendingAnswers: 1, isOverdue: true }))).toEqual({
      state: 'room_cannot_save',
      waiting: 1,
    });
    expect(summariseSaves(input({ ...full, typing: 2 }))).toEqual({ state: 'room_cannot_save', waiting: 2 });
    expect(summariseSaves(input({ ...full, pendingAnswers: 1, connection: 'waiting' }))).toMatchObject({ state: 'offline' });
    expect(summariseSaves(input({ saves: saves('saved'), roomCannotSave: true }))).toEqual({ state: 'saved' });
  });

  it('EX6 says what was kept apart, overtaken or refused', () => {
    expect(summariseSaves(input({ saves: saves('saved', 'held') }))).toEqual({ state: 'held', reason: 'paused' });
    expect(summariseSaves(input({ saves: saves('saved', 'superseded') }))).toEqual({ state: 'superseded' });
    expect(summariseSaves(input({ saves: saves('saved', 'refused'), connection: 'waiting', pendingAnswers: 3 }))).toEqual({
      state: 'refused',
    });
  });

  it('EX6 claims nothing when nothing was answered', () => {
    expect(summariseSaves(input({ answers: new Map() }))).toEqual({ state: 'none' });
  });
});
