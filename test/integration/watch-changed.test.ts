import { describe, expect, it } from 'vitest';
import { STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import { WATCHED_TYPES } from '../../src/shared/model/watch-list.ts';
import { at, joinBody, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const withoutCopy = {
  ...STANDARD_POLICY,
  name: 'books',
  weights: { copy: { weight: 0, confidence: 1, kind: 'plain' as const } },
};

describe('LD8 what is watched, by the policy in force', () => {
  it('LD8 ID5 is told before the consent and with the attempt, and to everybody at once when it changes', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 1 });
    const candidate = at(day.candidates, 0);
    const socket = await candidate.socket();
    const policy = async () => (await candidate.rest.call('attempt_get', {})).policy;
    expect(await policy()).toEqual({ name: 'standard', watched: [...WATCHED_TYPES] });

    await day.staff.rest.call('exam_policy_set', { examId: day.examId, policy: withoutCopy });
    const told = await socket.waitFor<{ watched: string[] }>('watch-changed');
    expect(told).toMatchObject({ examId: day.examId, name: 'books', notWatched: ['copy'] });
    expect(told.watched).not.toContain('copy');
    expect(await policy()).toEqual({ name: 'books', watched: told.watched, notWatched: ['copy'] });
    const { exams } = await candidate.rest.call('join_info', { examId: day.examId });
    expect(exams).toMatchObject([{ id: day.examId, notWatched: ['copy'] }]);

    // Other numbers are not another watch.
    await day.staff.rest.call('exam_policy_set', { examId: day.examId, policy: { ...withoutCopy, softCap: 50 } });
    await day.staff.rest.call('exam_policy_set', { examId: day.examId, policy: STANDARD_POLICY });
    await socket.waitFor<{ name: string }>('watch-changed', ({ name }) => name === 'standard');
    expect(socket.of('watch-changed')).toHaveLength(2);
  });

  it('ID5 nobody is watched for more than they read before they agreed: who read an older list is shown the new one', async () => {
    const room = await startTestRoom();
    const { staff, examId, roster } = await prepareExam(room, { candidates: 1, until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    await staff.rest.call('exam_policy_set', { examId, policy: withoutCopy });
    const read = async () => at([...(await room.anyone.call('join_info', { examId })).exams], 0).notWatched;
    const join = async (notWatched: readonly string[] | undefined) =>
      joinBody(room, only(roster), notWatched ? { notWatched: [...notWatched] } : {});
    const before = await read();
    expect(before).toEqual(['copy']);
    await staff.rest.call('exam_policy_set', { examId, policy: STANDARD_POLICY });
    const refusal = await room.anyone.refusal('join', await join(before));
    expect(refusal).toMatchObject({ code: 'consent_outdated', errors: [{ field: 'notWatched' }] });
    // Less is watched for than was read: nothing to ask again.
    await staff.rest.call('exam_policy_set', { examId, policy: withoutCopy });
    await room.anyone.call('join', await join(await read()));
  });
});
