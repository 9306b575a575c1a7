import { describe, expect, it } from 'vitest';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { answerTo, type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

/** A candidate at work, and what staff see of them. */
async function atWork(options: Parameters<typeof startTestRoom>[0] = {}) {
  const room = await startTestRoom(options);
  const day = await prepareExam(room);
  const candidate = only(day.candidates);
  const { attemptId } = candidate;
  const { rest } = day.staff;
  return {
    room,
    day,
    candidate,
    attemptId,
    socket: await candidate.socket(),
    detail: () => rest.call('attempt_detail', { attemptId }),
    result: async () => only((await rest.call('results_get', { examId: day.examId })).results),
    accept: (id = newId(), reason?: string) => rest.call('held_accept', { id, attemptId, ...(reason ? { reason } : {}) }),
    act: (action: 'suspend' | 'resume') => rest.call('proctor_action', { id: newId(), attemptId, action }),
    audit: async () => (await rest.call('audit_list', { limit: 1_000 })).entries,
  };
}

const right = (day: ExamDay, revision: number, id = newId()) => answerTo(day.question('true_false'), true, revision, id);

describe('EX6 answers kept apart count when a proctor says so', () => {
  it('EX9 the last millisecond counts for everybody, and the end for nobody, whether the room has looked yet or not', async () => {
    const clock = createFakeClock();
    const { day, socket } = await atWork({ clock });
    clock.advance(60 * 60_000 - 1);
    expect(await socket.command('answer_save', right(day, 1))).not.toHaveProperty('held');
    clock.advance(1);
    expect(await socket.command('answer_save', right(day, 2))).toMatchObject({ held: 'late' });
  });

  it('EX6 paused: seen, accepted once, graded on submission', async () => {
    const { day, candidate, socket, detail, result, accept, audit } = await atWork();
    const watching = await day.staff.socket();
    expect(await detail()).toMatchObject({ heldAnswers: 0 });
    await day.staff.rest.call('exam_pause', { examId: day.examId });
    await socket.command('answer_save', answerTo(day.question('true_false'), false, 1));
    const held = right(day, 2);
    expect(await socket.command('answer_save', held)).toMatchObject({ held: 'paused' });
    await socket.command('answer_save', answerTo(day.question('essay'), 'in flight', 1));
    await day.staff.rest.call('exam_resume', { examId: day.examId });
    expect(await socket.command('answer_save', held)).toMatchObject({ duplicate: true, held: 'paused' });
    expect(await detail()).toMatchObject({ heldAnswers: 2, progress: { answered: 0 } });
    expect(await result()).toMatchObject({ heldAnswers: 2, score: 0 });

    const id = newId();
    expect(await accept(id, 'The network was slow')).toMatchObject({ ok: true, id, attempt: { progress: { answered: 2 } } });
    await watching.waitFor<AttemptStateEvent>('attempt-state', ({ progress }) => progress.answered === 2);
    expect(await accept(id)).toMatchObject({ ok: true, id, duplicate: true });
    expect((await candidate.rest.call('attempt_get', {})).answers).toEqual(
      expect.arrayContaining([
        { questionId: held.questionId, value: true, revision: 2 },
        { questionId: day.question('essay').id, value: 'in flight', revision: 1 },
      ]),
    );
    const after = await detail();
    expect(after).toMatchObject({ heldAnswers: 0, state: 'in_progress' });
    expect(after.timeline.filter((entry) => entry.kind === 'response')).toEqual([
      expect.objectContaining({ action: 'accept_held', automatic: false, reason: 'The network was slow' }),
    ]);
    const entries = (await audit()).filter(({ action }) => action === 'answers.held_accepted');
    expect(entries).toEqual([expect.objectContaining({ details: { answers: 2 } })]);
    expect(JSON.stringify(entries)).not.toContain('in flight');

    await socket.command('exam_submit', { id: newId(), revisions: { [held.questionId]: 2 } });
    expect(await result()).toMatchObject({ heldAnswers: 0, score: 1, pendingPoints: 1 });
  });

  it('EX6 suspended: an accepted answer replaces the older one that counted', async () => {
    const { day, candidate, socket, detail, accept, act } = await atWork();
    const essay = day.question('essay');
    await socket.command('answer_save', answerTo(essay, 'before', 1));
    await act('suspend');
    expect(await socket.command('answer_save', answerTo(essay, 'while suspended', 2))).toMatchObject({ held: 'suspended' });
    expect(await detail()).toMatchObject({ heldAnswers: 1, progress: { answered: 1 } });
    expect((await accept()).attempt).toMatchObject({ state: 'suspended', progress: { answered: 1 } });
    expect((await candidate.rest.call('attempt_get', {})).answers).toEqual([
      { questionId: essay.id, value: 'while suspended', revision: 2 },
    ]);
  });

  it('EX6 EX7 late: accepting grades the finished attempt again', async () => {
    const clock = createFakeClock();
    const { room, day, candidate, socket, detail, result, accept } = await atWork({ clock });
    clock.advance(60 * 60_000 + 1);
    expect(await socket.command('answer_save', right(day, 1))).toMatchObject({ held: 'late' });
    await day.staff.rest.call('exam_end', { examId: day.examId });
    expect(await result()).toMatchObject({ state: 'ended', score: 0, heldAnswers: 1 });
    await day.staff.rest.call('results_publish', { examId: day.examId, waiveHeld: true });
    expect(await candidate.rest.call('attempt_result', {})).toMatchObject({ score: 0 });
    const proctor = await room.proctor();
    await proctor.rest.call('held_accept', { attemptId: candidate.attemptId });
    expect(await result()).toMatchObject({ state: 'ended', score: 1, heldAnswers: 0 });
    expect(await candidate.rest.call('attempt_result', {})).toMatchObject({ score: 1 });
    expect(await detail()).toMatchObject({ heldAnswers: 0, progress: { answered: 1 } });
    await expect(accept()).rejects.toThrow('state_conflict');
  });

  it('EX6 later work is never replaced by what was kept apart before it', async () => {
    const { day, candidate, socket, detail, act } = await atWork();
    const essay = day.question('essay');
    const save = (value: string, revision: number) => socket.command('answer_save', answerTo(essay, value, revision));
    await act('suspend');
    await save('first', 1);
    await save('second', 5);
    await act('resume');
    await save('sent again', 6);
    expect(await detail()).toMatchObject({ heldAnswers: 0 });
    await act('suspend');
    await save('third', 9);
    await act('resume');
    // A page reloaded meanwhile counts on from what counts.
    await save('after the reload', 7);
    expect(await detail()).toMatchObject({ heldAnswers: 0 });
    const { attemptId } = candidate;
    expect(await day.staff.rest.refusal('held_accept', { id: newId(), attemptId })).toMatchObject({ code: 'state_conflict' });
    expect(only((await candidate.rest.call('attempt_get', {})).answers)).toMatchObject({ value: 'after the reload' });
  });

  it('EX6 of two pages of one pause the later one wins, and no earlier one is left over', async () => {
    const { day, candidate, socket, detail, act, accept } = await atWork();
    const essay = day.question('essay');
    await act('suspend');
    await socket.command('answer_save', answerTo(essay, 'before the reload', 3));
    await socket.command('answer_save', answerTo(essay, 'after the reload', 1));
    expect(await detail()).toMatchObject({ heldAnswers: 1 });
    await accept();
    expect(await detail()).toMatchObject({ heldAnswers: 0 });
    expect(only((await candidate.rest.call('attempt_get', {})).answers)).toMatchObject({
      value: 'after the reload',
      revision: 3,
    });
  });

  it('EX7 handing in with a held revision works, and is graded again when it is accepted', async () => {
    const { day, socket, result, accept, act } = await atWork();
    await act('suspend');
    const held = right(day, 3);
    await socket.command('answer_save', held);
    await act('resume');
    for (const revision of [2, 4]) {
      const refusal = await socket.refusal('exam_submit', { id: newId(), revisions: { [held.questionId]: revision } });
      expect(refusal).toMatchObject({ code: 'answers_missing' });
    }
    expect(await socket.command('exam_submit', { id: newId(), revisions: { [held.questionId]: 3 } })).toMatchObject({
      state: 'submitted',
    });
    expect(await result()).toMatchObject({ state: 'submitted', score: 0, heldAnswers: 1 });
    await accept();
    expect(await result()).toMatchObject({ state: 'submitted', score: 1, heldAnswers: 0 });
  });

  it('EX6 is for staff, over REST and the socket, and knows what does not exist', async () => {
    const { day, candidate, socket, act, attemptId } = await atWork();
    await act('suspend');
    await socket.command('answer_save', right(day, 1));
    const payload = { id: newId(), attemptId };
    expect((await socket.refusal('held_accept', payload)).code).toBe('role_forbidden');
    expect((await candidate.rest.refusal('held_accept', payload)).code).toBe('role_forbidden');
    expect((await day.room.anyone.refusal('held_accept', payload)).code).toBe('token_missing');
    const staff = await day.staff.socket();
    expect((await staff.refusal('held_accept', { id: newId(), attemptId: newId() })).code).toBe('attempt_not_found');
    expect(await staff.command('held_accept', payload)).toMatchObject({ ok: true, id: payload.id });
  });
});
