import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../src/shared/model/answer.ts';
import { CandidateQuestion } from '../../src/shared/model/question.ts';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { answerTo, at, type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();

/** A right answer and answers of every wrong shape, by question type. */
function shapes(day: ExamDay): Record<string, { right: AnswerValue; wrong: unknown[] }> {
  const single = day.question('single_choice').choices;
  const multiple = day.question('multiple_choice').choices;
  const { pairs, stems, choices } = day.question('matching');
  const stem = at(stems, 0).id;
  return {
    single_choice: {
      right: at(single, 0).id,
      wrong: ['no-such-choice', true, [at(single, 0).id], { [stem]: at(choices, 0).id }],
    },
    multiple_choice: {
      right: multiple.filter(({ weight }) => weight > 0).map(({ id }) => id),
      wrong: ['text', true, ['no-such-choice'], [at(multiple, 0).id, at(multiple, 0).id], {}],
    },
    true_false: { right: true, wrong: ['true', [], {}] },
    short_answer: { right: 'CanaryWord ', wrong: [true, ['canaryword'], {}, 'x'.repeat(2_001)] },
    numerical: { right: '3,14', wrong: [true, ['3.14'], {}, '1'.repeat(101)] },
    matching: { right: pairs, wrong: ['text', true, [], { nothing: at(choices, 0).id }, { [stem]: 'no-such-choice' }] },
    essay: { right: 'First to the river, then along it.', wrong: [true, [], {}] },
  };
}

describe('EX5 saving answers', () => {
  it('EX5 takes the shape of every question type, and clears with null', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    const own = only(day.candidates).rest;
    const { questions = [] } = await own.call('attempt_get', {});
    for (const question of questions) CandidateQuestion.parse(question);
    for (const [type, { right }] of Object.entries(shapes(day))) {
      const { id } = day.question(type as 'essay');
      expect(await socket.command('answer_save', answerTo({ id }, right, 1)), type).toMatchObject({ ok: true, revision: 1 });
    }
    const stored = await own.call('attempt_get', {});
    expect(stored.attempt.progress).toEqual({ answered: 7, total: 7 });
    expect(Object.fromEntries(stored.answers.map(({ questionId, value }) => [questionId, value]))).toEqual(
      Object.fromEntries(Object.entries(shapes(day)).map(([type, { right }]) => [day.question(type as 'essay').id, right])),
    );

    await socket.command('answer_save', answerTo(day.question('essay'), null, 2));
    await socket.command('answer_save', answerTo(day.question('short_answer'), '   ', 2));
    expect((await own.call('attempt_get', {})).attempt.progress).toEqual({ answered: 5, total: 7 });
  });

  it('EX5 refuses every wrong shape with value_invalid or invalid_input and its field, and stores nothing', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    for (const [type, { wrong }] of Object.entries(shapes(day))) {
      for (const value of [...wrong, 42]) {
        const { id } = day.question(type as 'essay');
        const error = await socket.refusal('answer_save', { id: newId(), questionId: id, value, revision: 1 });
        expect(error, `${type} with ${JSON.stringify(value)?.slice(0, 60)}`).toMatchObject({ field: 'value' });
        expect(['value_invalid', 'invalid_input']).toContain(error.code);
      }
    }
    const description = { id: newId(), questionId: day.question('description').id, value: 'read', revision: 1 };
    expect((await socket.refusal('answer_save', description)).code).toBe('value_invalid');
    expect(queryStore(room.dataDir, 'SELECT * FROM answer_saves')).toEqual([]);
  });

  it('EX5 names the field of every other mistake', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    const good = answerTo(day.question('essay'), 'text', 1);
    const { revision: _, ...withoutRevision } = good;
    const field = async (payload: unknown) => {
      const { code, field: name } = await socket.refusal('answer_save', payload);
      return `${code} ${name}`;
    };
    expect(await field({ ...good, questionId: 'q99' })).toBe('question_not_found questionId');
    expect(await field({ ...good, id: 'not-a-uuid' })).toBe('invalid_input id');
    for (const revision of [0, -1, 1.5, '1', null]) expect(await field({ ...good, revision })).toBe('invalid_input revision');
    expect(await field(withoutRevision)).toBe('invalid_input revision');
    expect(await field({ ...good, attemptId: newId() })).toBe('invalid_input attemptId');
    expect(await field({ ...good, value: 'NUL \u0000' })).toBe('invalid_input value');
    expect(await field({ ...good, value: 'x'.repeat(200_001) })).toBe('invalid_input value');
  });

  it('EX5 takes an answer of 150,000 letters and refuses a frame beyond 256 KiB without losing the room', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    await socket.command('answer_save', answerTo(day.question('essay'), 'ก'.repeat(60_000), 1));
    await socket.command('answer_save', answerTo(day.question('essay'), 'x'.repeat(150_000), 2));
    const fate = await Promise.race([
      socket.ask('answer_save', answerTo(day.question('essay'), 'x'.repeat(2_000_000), 3)).then(
        (ack) => (ack.ok ? 'stored' : 'refused'),
        () => 'cut off',
      ),
      socket.closed.then(() => 'cut off'),
    ]);
    expect(['refused', 'cut off']).toContain(fate);
    const { answers } = await only(day.candidates).rest.call('attempt_get', {});
    expect(only(answers)).toMatchObject({ revision: 2 });
  });

  it('protocol 1 refuses an event other than an answer beyond 64 KiB', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const socket = await candidate.socket();
    const big = candidate.event('copy', { details: { text: 'x'.repeat(100_000) } });
    const fate = await Promise.race([
      socket.ask('security_event', big).then(
        (ack) => (ack.ok ? 'stored' : 'refused'),
        () => 'cut off',
      ),
      socket.closed.then(() => 'cut off'),
    ]);
    expect(['refused', 'cut off']).toContain(fate);
  });
});

describe('EX6 revisions and repeats', () => {
  it('EX6 a higher revision replaces, an equal or lower one is stale and changes nothing', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    const essay = day.question('essay');
    const save = (value: string, revision: number) => socket.command('answer_save', answerTo(essay, value, revision));
    expect(await save('one', 1)).not.toHaveProperty('stale');
    expect(await save('five', 5)).toMatchObject({ revision: 5 });
    expect(await save('three', 3)).toMatchObject({ stale: true, revision: 5 });
    expect(await save('also five', 5)).toMatchObject({ stale: true, revision: 5 });
    expect((await only(day.candidates).rest.call('attempt_get', {})).answers).toEqual([
      { questionId: essay.id, value: 'five', revision: 5 },
    ]);
  });

  it('EX6 an answer sent again is acked again and counted once, also over a new session', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const save = answerTo(day.question('essay'), 'kept', 4);
    const first = await (await candidate.socket()).command('answer_save', save);
    expect(first).toEqual({ ok: true, id: save.id, revision: 4 });
    const later = await day.join(only(day.roster), { resumeToken: candidate.joined.resumeToken });
    const socket = await later.socket();
    for (const _ of [1, 2]) expect(await socket.command('answer_save', save)).toEqual({ ...first, duplicate: true });
    expect(queryStore(room.dataDir, 'SELECT * FROM answer_saves WHERE client_id = ?', save.id)).toHaveLength(1);
  });

  it('EX6 the same client-made id of two candidates is two answers', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const save = answerTo(day.question('essay'), 'mine', 1);
    for (const candidate of day.candidates)
      expect(await (await candidate.socket()).command('answer_save', save)).not.toHaveProperty('duplicate');
  });

  it('EX6 is not taken before the start', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { until: 'open' });
    const socket = await only(day.candidates).socket();
    expect((await socket.refusal('answer_save', answerTo(day.question('essay'), 'early', 1))).code).toBe('exam_not_open');
  });

  it('EX6 is held while suspended and while paused, kept apart, and the next one counts again', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { attemptId, rest } = only(day.candidates);
    const socket = await only(day.candidates).socket();
    const essay = day.question('essay');
    await socket.command('answer_save', answerTo(essay, 'before', 1));
    await day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    const held = answerTo(essay, 'while suspended', 2);
    expect(await socket.command('answer_save', held)).toEqual({ ok: true, id: held.id, revision: 2, held: 'suspended' });
    expect(await socket.command('answer_save', held)).toEqual({
      ok: true,
      id: held.id,
      revision: 2,
      held: 'suspended',
      duplicate: true,
    });
    await day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume' });
    await day.staff.rest.call('exam_pause', { examId: day.examId });
    expect(await socket.command('answer_save', answerTo(essay, 'while paused', 3))).toMatchObject({ held: 'paused' });
    await day.staff.rest.call('exam_resume', { examId: day.examId });
    expect((await rest.call('attempt_get', {})).answers).toEqual([{ questionId: essay.id, value: 'before', revision: 1 }]);

    expect(await socket.command('answer_save', answerTo(essay, 'after', 4))).toEqual({
      ok: true,
      id: expect.any(String),
      revision: 4,
    });
    expect((await rest.call('attempt_get', {})).answers).toEqual([{ questionId: essay.id, value: 'after', revision: 4 }]);
  });

  it('EX6 an event sent without an ack callback is carried out all the same', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const [socket, console] = [await only(day.candidates).socket(), await day.staff.socket()];
    socket.emit('answer_save', answerTo(day.question('essay'), 'no reply needed', 1));
    await console.waitFor<AttemptStateEvent>('attempt-state', ({ progress }) => progress.answered === 1);
  });
});
