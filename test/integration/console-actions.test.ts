import { describe, expect, it } from 'vitest';
import { ACTION_LIST } from '../../src/renderer/console/features/candidate/action-list.ts';
import type { AttemptDetail, AttemptState } from '../../src/shared/model/attempt.ts';
import { ProctorActionName } from '../../src/shared/protocol/commands.ts';
import { at, type Candidate, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const PROCTOR_ACTIONS = ACTION_LIST.flatMap((look) => {
  const parsed = ProctorActionName.safeParse(look.name);
  return parsed.success ? [{ ...look, action: parsed.data }] : [];
});

/** What is said with each action, as the console's form does. */
const SAID = {
  minutes: { minutes: 5 },
  message: { message: 'Please look up.' },
  reason: {},
  required_reason: { reason: 'seen' },
  nothing: {},
};

/** Brings an exam day's candidates into a state, in the ways there are. */
const WAYS: Readonly<
  Record<AttemptState, { until: 'open' | 'running'; lead: (day: ExamDay, candidate: Candidate) => Promise<unknown> }>
> = {
  waiting: { until: 'open', lead: async () => {} },
  in_progress: { until: 'running', lead: async () => {} },
  paused: {
    until: 'running',
    // One pause is for everybody.
    lead: async (day, candidate) => candidate === day.candidates[0] && day.staff.rest.call('exam_pause', { examId: day.examId }),
  },
  suspended: {
    until: 'running',
    lead: (day, { attemptId }) =>
      day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend', reason: 'seen' }),
  },
  submitted: {
    until: 'running',
    lead: async (_day, candidate) => (await candidate.socket()).ask('exam_submit', { id: newId() }),
  },
  ended: {
    until: 'running',
    lead: (day, { attemptId }) =>
      day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'terminate', reason: 'seen' }),
  },
};

describe('what the console offers', () => {
  const startTestRoom = testRooms();

  it('UI1 every action of the room is in the list, once', () => {
    expect(PROCTOR_ACTIONS.map(({ action }) => action).toSorted()).toEqual([...ProctorActionName.options].toSorted());
    expect(new Set(ACTION_LIST.map(({ name }) => name)).size).toBe(ACTION_LIST.length);
  });

  it.each(Object.keys(WAYS) as AttemptState[])(
    'UI1 EV3 for a candidate who is %s is exactly what the room does',
    async (state) => {
      const room = await startTestRoom();
      const { until, lead } = WAYS[state];
      // One for each action, since an action changes who it is done to.
      const day = await prepareExam(room, { candidates: PROCTOR_ACTIONS.length, until });
      for (const candidate of day.candidates) await lead(day, candidate);
      for (const [place, { action, asks, isPossible }] of PROCTOR_ACTIONS.entries()) {
        const { attemptId } = at(day.candidates, place);
        const before: AttemptDetail = await day.staff.rest.call('attempt_detail', { attemptId });
        expect(before.state).toBe(state);
        const answer = await day.staff.rest.call('proctor_action', { id: newId(), attemptId, action, ...SAID[asks] }).then(
          () => true,
          (error: unknown) => {
            expect(error).toMatchObject({ problem: { code: 'state_conflict' } });
            return false;
          },
        );
        expect(answer, action).toBe(isPossible(before));
      }
    },
  );

  it('UI1 EV3 and by how closely somebody is watched, and whether they are known', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { attemptId } = at(day.candidates, 0);
    const offered = async () => {
      const detail = await day.staff.rest.call('attempt_detail', { attemptId });
      return ACTION_LIST.filter(({ isPossible }) => isPossible(detail)).map(({ name }) => name);
    };
    const act = (action: ProctorActionName) => day.staff.rest.call('proctor_action', { id: newId(), attemptId, action });
    expect(await offered()).toEqual([
      'message',
      'warn',
      'increase_monitoring',
      'confirm_identity',
      'extend_time',
      'suspend',
      'release_seat',
      'terminate',
    ]);
    await act('increase_monitoring');
    expect(await offered()).toEqual(expect.arrayContaining(['increase_monitoring', 'restore_monitoring']));
    await act('increase_monitoring');
    expect(await offered()).not.toContain('increase_monitoring');
    await act('confirm_identity');
    expect(await offered()).not.toContain('confirm_identity');
    await act('suspend');
    expect(await offered()).toEqual(expect.arrayContaining(['resume']));
    expect(await offered()).not.toContain('suspend');
  });
});
