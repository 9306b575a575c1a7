import { describe, expect, test } from 'vitest';
import { createDurations } from '../../../src/main/simulation/watch/durations.ts';
import { type ClientsWord, judgeAttempt, NO_VERDICT } from '../../../src/main/simulation/watch/judge-attempt.ts';
import { createWitness } from '../../../src/main/simulation/watch/witness.ts';
import type { SaveState } from '../../../src/shared/client/index.ts';
import type { AnswerValue, HeldReason } from '../../../src/shared/model/answer.ts';

const NOTHING_LEFT: ClientsWord = { saves: new Map(), pending: 0, pendingAnswers: 0 };
const still = (questionId: string, state: SaveState['state'], pending = 1): ClientsWord => ({
  saves: new Map([[questionId, { state, revision: 1 } as SaveState]]),
  pending,
  pendingAnswers: pending,
});

/** A candidate's memory, and the room's word that fits it, to be spoilt by each test. */
function attempt() {
  const witness = createWitness();
  let id = 0;
  return {
    witness,
    /** Makes a change; acknowledged unless told. */
    made(
      questionId: string,
      value: AnswerValue,
      revision: number,
      ack: { held?: HeldReason; duplicate?: boolean } | 'none' = {},
    ) {
      witness.answerMade(questionId, value);
      id += 1;
      if (ack !== 'none') {
        const output = { ok: true as const, id: `a${id}` as never, revision, ...ack };
        witness.answerAcked({ id: `a${id}`, questionId, revision, value }, output);
      }
    },
    reported(eventId: string, seq: number, isAcked = true, session = 's') {
      witness.eventMade(eventId);
      witness.eventSent(eventId, session, seq);
      if (isAcked) witness.eventAcked(eventId, {});
    },
  };
}
const room = (answers: Record<string, [AnswerValue, number]>, eventIds: string[] = []) => ({
  answers: Object.entries(answers).map(([questionId, [value, revision]]) => ({
    questionId: questionId as never,
    value,
    revision,
  })),
  eventIds,
});

describe('what a simulation finds when it asks the room', () => {
  test('EX6 nothing, where the room has what was acknowledged and last made', () => {
    const { witness, made, reported } = attempt();
    made('q1', 'a', 1);
    made('q1', 'b', 2);
    made('q2', ['x', 'y'] as never, 1, 'none');
    reported('e1', 1);
    reported('e2', 2);
    const word = room({ q1: ['b', 2], q2: [['x', 'y'] as never, 1] }, ['e1', 'e2']);
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toEqual({ ...NO_VERDICT, checked: 4 });
  });

  test('EX6 an acknowledged answer that is missing, older or another one is lost', () => {
    const { witness, made } = attempt();
    made('q1', 'a', 1);
    made('q2', 'b', 2);
    made('q3', 'c', 1);
    const word = room({ q2: ['a', 1], q3: ['d', 1] });
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ checked: 3, lost: 3 });
  });

  test('EX6 an answer nobody acknowledged and the client does not hold any more is lost; one it holds is only late', () => {
    const { witness, made } = attempt();
    made('q1', 'a', 1);
    made('q1', 'forgotten', 2, 'none');
    const word = room({ q1: ['a', 1] });
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ lost: 1, unacknowledged: 0 });
    expect(judgeAttempt(witness, word, still('q1', 'offline'))).toMatchObject({ lost: 0, unacknowledged: 1 });
    expect(judgeAttempt(witness, word, still('q1', 'saving'))).toMatchObject({ lost: 0, unacknowledged: 1 });
    // A client that says "saved" and is wrong excuses nothing.
    expect(judgeAttempt(witness, word, still('q1', 'saved', 0))).toMatchObject({ lost: 1, unacknowledged: 0 });
    witness.leftBehind(['q1']);
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ lost: 0, leftBehind: 1 });
  });

  test('EX6 what was made in a pause is kept apart, unless something newer was lost', () => {
    const { witness, made } = attempt();
    made('q1', 'a', 1);
    made('q1', 'b', 2, { held: 'paused' });
    const word = room({ q1: ['a', 1] });
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ lost: 0, keptApart: 1 });
    witness.answerMade('q1', 'c');
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ lost: 1, keptApart: 0 });
  });

  test('EX6 an answer taken twice or after a newer one is found', () => {
    const { witness } = attempt();
    witness.answerMade('q1', 'b');
    const ack = (id: string, revision: number, value: string, duplicate?: boolean) =>
      witness.answerAcked(
        { id, questionId: 'q1', revision, value },
        { ok: true, id: id, revision, ...(duplicate ? { duplicate } : {}) },
      );
    ack('x', 2, 'b');
    ack('x', 2, 'b', true);
    const word = room({ q1: ['b', 2] });
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ doubled: 0, outOfOrder: 0 });
    ack('x', 2, 'b');
    ack('y', 1, 'a');
    expect(judgeAttempt(witness, word, NOTHING_LEFT)).toMatchObject({ lost: 0, doubled: 1, outOfOrder: 1 });
  });

  test('EV5 events: lost, doubled, out of order, late and left behind are told apart', () => {
    const { witness, reported } = attempt();
    reported('e1', 1);
    reported('e2', 2);
    reported('e3', 3, false);
    const judge = (eventIds: string[], client = NOTHING_LEFT, behind = 0) =>
      judgeAttempt(witness, room({}, eventIds), client, behind);
    expect(judge(['e1', 'e2', 'e3'])).toEqual({ ...NO_VERDICT, checked: 3 });
    expect(judge(['e1', 'e3'])).toMatchObject({ lost: 1 });
    expect(judge(['e1', 'e2', 'e2', 'e3'])).toMatchObject({ doubled: 1 });
    expect(judge(['e2', 'e1', 'e3'])).toMatchObject({ outOfOrder: 1 });
    expect(judge(['e1', 'e2'])).toMatchObject({ lost: 1, unacknowledged: 0 });
    expect(judge(['e1', 'e2'], { ...NOTHING_LEFT, pending: 1 })).toMatchObject({ lost: 0, unacknowledged: 1 });
    expect(judge(['e1', 'e2'], NOTHING_LEFT, 1)).toMatchObject({ lost: 0, leftBehind: 1 });
    // An acknowledged one is lost even where the client still holds something.
    expect(judge(['e1', 'e3'], { ...NOTHING_LEFT, pending: 1 })).toMatchObject({ lost: 1 });
  });

  test('EV5 an event handed on to the next session may stand under either number', () => {
    const { witness, reported } = attempt();
    reported('e1', 1);
    reported('e2', 2, false);
    witness.eventSent('e2', 'next session', 1);
    reported('e3', 2, true, 'next session');
    expect(judgeAttempt(witness, room({}, ['e1', 'e3', 'e2']), NOTHING_LEFT)).toMatchObject({ lost: 0, outOfOrder: 0 });
  });
});

describe('durations', () => {
  test('OP1 are right to a percent, whatever their number, and know their maximum', () => {
    const durations = createDurations();
    expect(durations.figures()).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
    for (let ms = 1; ms <= 10_000; ms++) durations.add(ms);
    const { count, p50, p95, p99, max } = durations.figures();
    expect([count, max]).toEqual([10_000, 10_000]);
    for (const [figure, exact] of [
      [p50, 5_000],
      [p95, 9_500],
      [p99, 9_900],
    ] as const) {
      expect(Math.abs(figure - exact) / exact).toBeLessThan(0.011);
    }
  });
});
