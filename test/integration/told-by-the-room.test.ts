import { describe, expect, it } from 'vitest';
import type { NotificationMessage } from '../../src/shared/model/notification.ts';
import type { ToolId } from '../../src/shared/model/tool.ts';
import { answerTo, at, newId, only, prepareExam } from '../support/exam-day.ts';
import { askBackIn } from '../support/recovery.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const CALCULATOR = 'calculator' as ToolId;

async function examDay(candidates = 1) {
  const day = await prepareExam(await startTestRoom(), { candidates });
  const { rest } = day.staff;
  const candidate = at(day.candidates, 0);
  return {
    day,
    rest,
    candidate,
    kept: async (type: string): Promise<NotificationMessage[]> =>
      (await candidate.rest.call('notifications_list', { type })).notifications,
  };
}

describe('NT1 what the room tells candidates by itself', () => {
  it('NT1 TL1 a tool granted, refused and taken back, once each, also to who was away; nobody else hears of it', async () => {
    const { day, rest, candidate, kept } = await examDay(2);
    const other = at(day.candidates, 1);
    const { userId } = candidate;
    const decide = (action: 'grant' | 'deny' | 'revoke', id = newId()) =>
      rest.call('tool_decide', { id, action, userId, toolId: CALCULATOR, minutes: 10, reason: 'as said' });
    const granting = newId();
    await decide('grant', granting);
    await decide('grant', granting);
    await decide('revoke');
    const socket = await candidate.socket();
    await socket.command('tool_request', { id: newId(), tool: 'calculator', reason: '', dataPoints: [] });
    await decide('deny');
    await socket.waitFor<NotificationMessage>('notification', ({ data }) => data?.decision === 'denied');
    const told = await kept('tool_access');
    expect(told.map(({ data }) => data?.decision)).toEqual(['denied', 'revoked', 'granted']);
    expect(at(told, 2)).toMatchObject({
      title: 'Calculator',
      severity: 'success',
      data: { toolId: 'calculator', reason: 'as said', expiresAt: expect.stringMatching(/Z$/) },
    });
    expect((await other.rest.call('notifications_list', { type: 'tool_access' })).notifications).toEqual([]);
  });

  it('NT1 ID6 how a request to go on ended, and that another device asked, without what would let it in', async () => {
    const { day, rest, candidate, kept } = await examDay();
    const { attemptId } = candidate;
    await rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    const socket = await candidate.socket();
    const { requestId } = await socket.command('recovery_request', { id: newId(), method: 'proctor_approval', reason: 'sorry' });
    expect(await kept('recovery_status')).toEqual([]);
    await rest.call('recovery_decide', { id: newId(), requestId, action: 'deny', reason: 'not yet' });
    expect(only(await kept('recovery_status'))).toMatchObject({
      severity: 'warning',
      data: { kind: 'resume', outcome: 'denied', requestId, reason: 'not yet' },
    });
    const device = await askBackIn(day, candidate.line);
    await rest.call('recovery_decide', { id: newId(), requestId: device.requestId, action: 'approve' });
    const told = at(await kept('recovery_status'), 0);
    expect(told).toMatchObject({ data: { kind: 'seat', outcome: 'approved' }, message: expect.stringMatching(/Another device/) });
    expect(JSON.stringify(told)).not.toContain(device.requestId);
  });

  it('NT1 EX7 the own result when it is released, and again when a decision changed it', async () => {
    const { day, rest, candidate, kept } = await examDay(2);
    const other = at(day.candidates, 1);
    const { attemptId } = candidate;
    const socket = await candidate.socket();
    await rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    await socket.command('answer_save', answerTo(day.question('true_false'), true, 1));
    expect(await kept('quiz_result')).toEqual([]);
    await rest.call('exam_end', { examId: day.examId });
    expect(await kept('quiz_result')).toEqual([]);
    await rest.call('results_publish', { examId: day.examId, waiveHeld: true });
    await expect.poll(async () => (await kept('quiz_result')).length).toBe(1);
    expect(only(await kept('quiz_result')).data).toMatchObject({ quizId: day.examId, attemptId, score: 0, maxScore: 7 });
    await rest.call('held_accept', { id: newId(), attemptId });
    await expect.poll(async () => (await kept('quiz_result')).length).toBe(2);
    expect(at(await kept('quiz_result'), 0).data).toMatchObject({ score: 1 });
    expect(await candidate.rest.call('attempt_result', {})).toMatchObject({ score: 1 });
    await expect.poll(async () => (await rest.call('grading_get', { examId: day.examId })).toTell).toBe(0);
    const others = (await other.rest.call('notifications_list', { type: 'quiz_result' })).notifications;
    expect(only(others).data).toMatchObject({ attemptId: other.attemptId });
  });
});

describe('EX6 answers kept apart', () => {
  it('EX6 are counted to the candidate on whatever machine, and to nobody else, until they are decided about', async () => {
    const { day, rest, candidate } = await examDay(2);
    const other = at(day.candidates, 1);
    const { attemptId } = candidate;
    const heldOf = async (of: typeof candidate) => (await of.rest.call('attempt_get', {})).heldAnswers;
    expect(await heldOf(candidate)).toBe(0);
    await rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    const socket = await candidate.socket();
    await socket.command('answer_save', answerTo(day.question('true_false'), true, 1));
    await socket.command('answer_save', answerTo(day.question('true_false'), false, 2));
    await socket.command('answer_save', answerTo(day.question('essay'), 'while suspended', 1));
    expect(await heldOf(candidate)).toBe(2);
    expect(await heldOf(other)).toBe(0);
    expect(JSON.stringify(await candidate.rest.call('attempt_get', {}))).not.toContain('while suspended');
    await rest.call('proctor_action', { id: newId(), attemptId, action: 'resume' });
    expect(await heldOf(candidate)).toBe(2);
    await rest.call('held_accept', { id: newId(), attemptId });
    expect(await heldOf(candidate)).toBe(0);
  });
});
