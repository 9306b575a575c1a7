import { beforeAll, describe, expect, it } from 'vitest';
import { endedExam, markAll, result } from '../support/ended-exam.ts';
import { answerTo, at, newId, prepareExam } from '../support/exam-day.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

let room: TestRoom;
beforeAll(async () => {
  room = await startTestRoom();
});
const ended = () => endedExam(room);

describe('EX7 marks and what was marked', () => {
  it('EX7 a mark counts for the text that was read: one that a proctor let replace it has to be read anew', async () => {
    const day = await ended();
    const { staff, examId, candidates, essays } = day;
    const [first, questionId] = [at(candidates, 0), at(essays, 0)];
    await markAll(day);
    const socket = await first.socket();
    const late = answerTo({ id: questionId }, 'Something quite different', 2);
    expect(await socket.command('answer_save', late)).toMatchObject({ held: 'late' });
    // The same words again say nothing new: that mark stays.
    await socket.command('answer_save', answerTo({ id: at(essays, 1) }, `answer 0 to ${at(essays, 1)}`, 2));
    await staff.rest.call('held_accept', { id: newId(), attemptId: first.attemptId });
    expect(await result(day, first)).toMatchObject({ score: 3, pendingPoints: 1 });
    expect(await staff.rest.call('grading_get', { examId })).toMatchObject({ toMark: 4, marked: 3 });
    const { answers } = await staff.rest.call('marking_answers', { examId, questionId });
    expect(answers.find(({ text }) => text === late.value)).not.toHaveProperty('mark');
    expect(await staff.rest.refusal('results_publish', { examId })).toMatchObject({ data: { unmarked: 1 } });
    const { entries } = await staff.rest.call('audit_list', { order: 'newest', limit: 10 });
    expect(entries.find(({ action }) => action === 'mark.voided')?.details).toMatchObject({ question: questionId, points: 1 });
  });

  it('EX7 the paper of a candidate and the table of answers count as the result does: with marks and corrections', async () => {
    const day = await ended();
    const { staff, examId, candidates } = day;
    await markAll(day, 0.5);
    const truth = day.question('true_false');
    for (const [questionId, correction] of [
      [truth.id, { treatment: 'keyed' as const, question: { ...truth, answer: false, points: 3 } }],
      [day.question('numerical').id, { treatment: 'dropped' as const }],
    ] as const) {
      const { basis } = await staff.rest.call('regrade_try', { examId, questionId, correction });
      await staff.rest.call('regrade_apply', { examId, questionId, correction, basis, reason: 'why' });
    }
    const { answers } = await staff.rest.call('answers_get', { examId });
    for (const candidate of candidates) {
      const { score, maxScore } = (await result(day, candidate)) ?? { score: -1, maxScore: -1 };
      const { questions } = await staff.rest.call('attempt_paper', { attemptId: candidate.attemptId });
      for (const lines of [questions, answers.filter(({ attemptId }) => attemptId === candidate.attemptId)]) {
        expect(lines).toHaveLength(4);
        expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(score);
        expect(lines.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBe(maxScore);
      }
    }
    expect(await result(day, at(candidates, 1))).toMatchObject({ score: 4, maxScore: 5 });
  });

  it('EX7 the cost of a wrong choice can be corrected as the points can', async () => {
    const gift = '::choice::Which? {=this ~%-50%that ~%-50%neither}';
    const day = await prepareExam(room, {
      gift,
      candidates: [{ candidateNumber: newId(), firstName: 'Dee', lastName: 'Wrong' }],
    });
    const { staff, examId } = day;
    const choice = day.question('single_choice');
    const guessing = at(day.candidates, 0);
    expect((await guessing.rest.call('attempt_get', {})).questions?.[0]).toMatchObject({ wrongCosts: 0.5 });
    const wrong = choice.choices.find(({ weight }) => weight < 0)?.id ?? '';
    await (await guessing.socket()).command('answer_save', answerTo(choice, wrong, 1));
    await staff.rest.call('exam_end', { examId });
    expect(await result(day, guessing), 'never less than nothing').toMatchObject({ score: 0, maxScore: 1 });
    expect((await staff.rest.call('attempt_paper', { attemptId: guessing.attemptId })).questions[0]).toMatchObject({
      points: -0.5,
    });
    const choices = choice.choices.map((one) => ({ ...one, weight: Math.max(0, one.weight) }));
    const correction = { treatment: 'keyed' as const, question: { ...choice, choices } };
    const { summary } = await staff.rest.call('regrade_try', { examId, questionId: choice.id, correction });
    expect(summary).toMatchObject({ changed: 0 });
  });

  it('EX7 a next sitting leaves nobody of the last one without a mark and a result', async () => {
    const day = await ended();
    const { staff, examId, candidates, essays } = day;
    await staff.rest.call('grading_set', { examId, blindMarking: true });
    await staff.rest.call('sitting_create', { examId });
    const proctor = await room.proctor('marks-next-sitting');
    const lifted = await proctor.rest.refusal('grading_set', { examId, blindMarking: false });
    expect(lifted.code, 'the blind is of the answers that are being marked').toBe('state_conflict');
    expect(await staff.rest.call('grading_get', { examId })).toMatchObject({ sittingState: 'ended', toMark: 4, marked: 0 });
    await markAll(day);
    expect((await staff.rest.call('results_get', { examId })).results).toHaveLength(3);
    const { text } = await staff.rest.call('results_export', { examId, format: 'moodle' });
    expect(text).toContain(at(candidates, 0).line.candidateNumber);
    await staff.rest.call('exam_open', { examId });
    expect((await staff.rest.call('results_get', { examId })).results, 'of who is in the room now').toHaveLength(0);
    await staff.rest.call('results_publish', { examId });
    expect(await at(candidates, 0).rest.call('attempt_result', {})).toMatchObject({ score: 4, pendingPoints: 0 });
    expect((await staff.rest.call('item_statistics', { examId })).candidates).toBe(3);
    await expect
      .poll(async () => (await staff.rest.call('certificates_list', { examId })).certificates.length)
      .toBeGreaterThan(0);
    expect(essays).toHaveLength(2);
  });
});
