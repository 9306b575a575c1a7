import { beforeAll, expect, it } from 'vitest';
import { answerTo, newId, only, prepareExam } from '../support/exam-day.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const HARD = ['devtools_open', 'remote_session', 'forbidden_process'];

let room: TestRoom;
beforeAll(async () => {
  room = await startTestRoom();
});

it('EX4 the paper stays closed before the start, also for who was suspended in the waiting room', async () => {
  const { staff, examId, candidates, question } = await prepareExam(room, { until: 'open' });
  const candidate = only(candidates);
  const socket = await candidate.socket();
  // What anybody can do by themselves: three hard types, repeated, reach a suspension by the standard policy (protocol 2).
  for (const type of [...HARD, ...HARD, ...HARD, ...HARD]) await socket.command('security_event', candidate.event(type));
  const { attempt, questions } = await candidate.rest.call('attempt_get', {});
  expect(attempt.state).toBe('suspended');
  expect(questions, 'nobody reads the paper before the others').toBeUndefined();
  const early = await socket.refusal('answer_save', answerTo(question('essay'), 'before anybody else', 1));
  expect(early.code).toBe('exam_not_open');

  await staff.rest.call('exam_start', { examId });
  expect((await candidate.rest.call('attempt_get', {})).questions, 'as whoever is suspended at work').not.toHaveLength(0);
  await staff.rest.call('proctor_action', { id: newId(), attemptId: candidate.attemptId, action: 'resume' });
  expect(await socket.command('answer_save', answerTo(question('essay'), 'now', 1))).not.toHaveProperty('held');
});
