import { beforeAll, expect, it } from 'vitest';
import { answerTo, newId, only, prepareExam } from '../support/exam-day.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const HARD = ['devtools_open', 'remote_session', 'forbidden_process'];

let room: TestRoom;
beforeAll(async () => {
  room = await startTestRoom();
});

it('EX11 a start code that is changed before the start has to be entered anew', async () => {
  const { staff, examId, candidates } = await prepareExam(room, { until: 'open' });
  const candidate = only(candidates);
  const enter = (code: string) => candidate.rest.send('POST', '/api/v1/attempt/start-code', { body: { id: newId(), code } });
  const socket = await candidate.socket();
  await socket.command('client_ready', { id: newId() });
  await staff.rest.call('start_code_set', { examId, code: 'overheard' });
  expect(await enter('overheard')).toMatchObject({ status: 200 });
  await staff.rest.call('start_code_set', { examId, code: 'a new one' });
  await staff.rest.call('exam_start', { examId });
  expect(await candidate.rest.call('attempt_get', {}), 'who knew the old one does not know this').toMatchObject({
    needsStartCode: true,
  });
  expect(await enter('overheard')).toMatchObject({ status: 403 });
  expect(await enter('a new one')).toMatchObject({ status: 200 });
  expect((await candidate.rest.call('attempt_get', {})).questions).not.toHaveLength(0);
});

it('EX4 the paper stays closed before the start, also for who was suspended in the waiting room', async () => {
  const { staff, examId, candidates, question } = await prepareExam(room, { until: 'open' });
  const candidate = only(candidates);
  const socket = await candidate.socket();
  // What anybody can do by themselves: three hard types, repeated, reach a suspension by the standard policy (protocol 2).
  const events = [...HARD, ...HARD, ...HARD, ...HARD].map((type) => candidate.event(type));
  await socket.command('security_events', { events });
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
