import { beforeAll, describe, expect, it } from 'vitest';
import type { QuestionId } from '../../src/shared/model/ids.ts';
import { endedExam, markAll, result, told } from '../support/ended-exam.ts';
import { answerTo, at, newId, prepareExam } from '../support/exam-day.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

let room: TestRoom;
let proctor: Staff;
beforeAll(async () => {
  room = await startTestRoom();
  proctor = await room.proctor('fair-proctor');
});
const ended = () => endedExam(room);

/** A text that arrives after the end: kept apart until a proctor decides. */
async function keepApart(
  day: Awaited<ReturnType<typeof ended>>,
  place: number,
  questionId: QuestionId,
  text: string,
): Promise<void> {
  const socket = await at(day.candidates, place).socket();
  expect(await socket.command('answer_save', answerTo({ id: questionId }, text, 2))).toMatchObject({ held: 'late' });
  socket.close();
}

describe('EX7 the pass mark of a publication', () => {
  it('EX7 stays what it was: another one is for the next sitting', async () => {
    const day = await ended();
    const { staff, examId, candidates } = day;
    const second = at(candidates, 1);
    await markAll(day);
    await staff.rest.call('grading_set', { examId, passPercent: 50 });
    expect(await staff.rest.call('results_publish', { examId })).toMatchObject({ publishedPassPercent: 50 });
    await told(staff.rest, examId);
    const before = await second.rest.call('attempt_result', {});
    expect(before).toMatchObject({ score: 2, passed: true, passPercent: 50 });
    const { certificates } = await staff.rest.call('certificates_list', { examId });
    expect(certificates).toHaveLength(2);
    const changed = await staff.rest.call('grading_set', { examId, passPercent: 90 });
    expect(changed).toMatchObject({ rules: { passPercent: 90 }, publishedPassPercent: 50, toTell: 0 });
    expect(await second.rest.call('attempt_result', {})).toEqual(before);

    // Told anew for another reason, the old pass mark decides about the certificate too.
    const truth = day.question('true_false');
    const correction = { treatment: 'full_points' as const };
    const { basis } = await staff.rest.call('regrade_try', { examId, questionId: truth.id, correction });
    await staff.rest.call('regrade_apply', { examId, questionId: truth.id, correction, basis, reason: 'Both were right.' });
    await told(staff.rest, examId);
    expect(await second.rest.call('attempt_result', {})).toMatchObject({ score: 3, passed: true, passPercent: 50 });
    const after = (await staff.rest.call('certificates_list', { examId })).certificates;
    expect(after.filter(({ state, attemptId }) => state === 'valid' && attemptId === second.attemptId)).toMatchObject([
      { score: 3 },
    ]);
  });
});

describe('EX7 the text a mark is for', () => {
  it('EX7 a mark for a text that was replaced is refused, with the text that counts now', async () => {
    const day = await ended();
    const { staff, examId, essays, candidates } = day;
    const questionId = at(essays, 0);
    const open = (await staff.rest.call('marking_answers', { examId, questionId })).answers.find(({ text }) =>
      text.startsWith('answer 0'),
    );
    expect(open).toMatchObject({ answerRevision: 1 });
    await keepApart(day, 0, questionId, 'Quite another text');
    await proctor.rest.call('held_accept', { id: newId(), attemptId: at(candidates, 0).attemptId });
    const mark = { examId, questionId, paperId: open?.paperId ?? ('' as never), points: 1, revision: 0 };
    expect(await staff.rest.refusal('mark_save', { ...mark, answerRevision: 1 })).toMatchObject({
      code: 'state_conflict',
      status: 409,
      data: { mark: null, answer: { text: 'Quite another text', revision: 2 } },
    });
    expect(await result(day, at(candidates, 0))).toMatchObject({ score: 2, pendingPoints: 2 });
    await staff.rest.call('mark_save', { ...mark, answerRevision: 2 });
    expect(await result(day, at(candidates, 0))).toMatchObject({ score: 3, pendingPoints: 1 });
  });

  it('EX7 a trial does not outlive the answers it was made on, also where they are worth the same so far', async () => {
    const day = await ended();
    const { staff, examId, candidates } = day;
    const second = at(candidates, 1);
    const number = day.question('numerical');
    const [line] = number.accepted;
    const question = {
      ...number,
      accepted: [{ ...line, match: { kind: 'within' as const, value: 7, tolerance: 0 }, weight: 1 }],
    };
    const of = { examId, questionId: number.id, correction: { treatment: 'keyed' as const, question } };
    const { basis } = await staff.rest.call('regrade_try', of);
    const score = (await result(day, second))?.score;
    await keepApart(day, 1, number.id, '7');
    await proctor.rest.call('held_accept', { id: newId(), attemptId: second.attemptId });
    expect((await result(day, second))?.score, 'wrong before, wrong by the old key after').toBe(score);
    expect(await staff.rest.refusal('regrade_apply', { ...of, basis, reason: 'why' })).toMatchObject({ code: 'state_conflict' });
    const again = await staff.rest.call('regrade_try', of);
    await staff.rest.call('regrade_apply', { ...of, basis: again.basis, reason: 'why' });
    expect((await result(day, second))?.score).toBe((score ?? 0) + 1);
  });
});

describe('EX7 answers kept apart', () => {
  it('EX7 publishing waits for them, says how many and whose, and goes on only where somebody answers for it', async () => {
    const day = await ended();
    const { staff, examId, essays, candidates, roster } = day;
    const held = at(candidates, 0);
    await markAll(day);
    for (const id of essays) await keepApart(day, 0, id, 'afterthought');
    const heldBy = [{ attemptId: held.attemptId, candidateNumber: at(roster, 0).candidateNumber, answers: 2 }];
    expect(await staff.rest.call('grading_get', { examId })).toMatchObject({ heldAnswers: 2, heldBy });
    const refused = await staff.rest.refusal('results_publish', { examId, waiveUnmarked: true });
    expect(refused).toMatchObject({ code: 'state_conflict', data: { unmarked: 0, held: 2, heldBy } });
    expect(refused.detail).toContain('2 answers of 1 candidate kept apart: decide');
    expect(await staff.rest.call('results_publish', { examId, waiveHeld: true })).toMatchObject({ waived: 0, waivedHeld: 2 });
    // The telling goes on meanwhile and is on record as well.
    const { entries } = await staff.rest.call('audit_list', { order: 'newest', limit: 50 });
    expect(entries.find(({ action }) => action === 'results.published')?.details).toMatchObject({
      waived: 0,
      waivedHeld: 2,
      held: [{ attempt: held.attemptId, answers: 2 }],
    });
    expect(await held.rest.call('attempt_result', {})).toMatchObject({ score: 4 });
  });
});

describe('EX7 marked blind', () => {
  it('EX7 no figure beside a name moves with a mark before all is marked, and it is said', async () => {
    const day = await ended();
    const { staff, examId, essays, candidates } = day;
    await staff.rest.call('grading_set', { examId, blindMarking: true });
    const correction = { treatment: 'dropped' as const };
    const essay = { examId, questionId: at(essays, 0), correction };
    const figures = async () => {
      const { items: _items, ...statistics } = await proctor.rest.call('item_statistics', { examId });
      return JSON.stringify([
        (await proctor.rest.call('results_get', { examId })).results,
        (await proctor.rest.call('results_export', { examId, format: 'moodle' })).text,
        (await proctor.rest.call('answers_get', { examId })).answers,
        await Promise.all(candidates.map(({ attemptId }) => proctor.rest.call('attempt_paper', { attemptId }))),
        statistics,
        (await proctor.rest.call('regrade_try', essay)).changes,
      ]);
    };
    const before = await figures();
    expect(await result(day, at(candidates, 0))).toMatchObject({ score: 2, pendingPoints: 2, isMarkedBlind: true });
    expect(await result(day, at(candidates, 2)), 'nothing of theirs is marked').not.toHaveProperty('isMarkedBlind');
    expect(await staff.rest.call('item_statistics', { examId })).toMatchObject({ isMarkedBlind: true });
    expect((await staff.rest.call('results_export', { examId, format: 'csv' })).filename).toMatch(/-marked-blind\.csv$/);
    const [first] = (await proctor.rest.call('marking_answers', { examId, questionId: at(essays, 0) })).answers;
    if (!first) throw new Error('two candidates answered');
    const { paperId, questionId } = first;
    await proctor.rest.call('mark_save', { examId, paperId, questionId, answerRevision: 1, points: 1, revision: 0 });
    expect(await figures()).toBe(before);

    // With answers unmarked a publication shows them all the same: that is lifting the blind.
    const early = { examId, waiveUnmarked: true };
    expect((await proctor.rest.refusal('results_publish', early)).code).toBe('state_conflict');
    expect(await staff.rest.call('grading_get', { examId })).not.toHaveProperty('publishedAt');
    await markAll(day);
    expect(await result(day, at(candidates, 0))).toMatchObject({ score: 4, pendingPoints: 0 });
    expect(await result(day, at(candidates, 0))).not.toHaveProperty('isMarkedBlind');
    await proctor.rest.call('results_publish', { examId });
  });

  it('EX7 an administrator who publishes before all is marked lifts it, on record', async () => {
    const day = await ended();
    const { staff, examId, candidates } = day;
    await staff.rest.call('grading_set', { examId, blindMarking: true });
    const published = await staff.rest.call('results_publish', { examId, waiveUnmarked: true });
    expect(published).toMatchObject({ isBlind: false, waived: 4 });
    expect(await result(day, at(candidates, 0))).not.toHaveProperty('isMarkedBlind');
    const { entries } = await staff.rest.call('audit_list', { order: 'newest', limit: 50 });
    expect(entries.find(({ action }) => action === 'results.published')?.details).toMatchObject({ isUnblinded: true });
  });
});

it('EX11 a next sitting has a start code of its own, where there is one at all', async () => {
  const { staff, examId, join, roster } = await prepareExam(room, { until: 'open' });
  await staff.rest.call('start_code_set', { examId, code: 'known to all' });
  await staff.rest.call('exam_end', { examId });
  const { startCode: code = '' } = await staff.rest.call('sitting_create', { examId });
  expect(code).toMatch(/^\w{4}-\w{4}$/);
  await staff.rest.call('exam_open', { examId });
  const { rest, socket } = await join(at(roster, 0));
  await (await socket()).command('client_ready', { id: newId() });
  const enter = (told: string) => rest.send('POST', '/api/v1/attempt/start-code', { body: { id: newId(), code: told } });
  expect((await enter('known to all')).status).toBe(403);
  expect((await enter(code)).status).toBe(200);
  await staff.rest.call('start_code_set', { examId, code: null });
  await staff.rest.call('exam_end', { examId });
  expect(await staff.rest.call('sitting_create', { examId })).not.toHaveProperty('startCode');
});
