import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../src/shared/model/answer.ts';
import { AttemptResult } from '../../src/shared/model/attempt.ts';
import { answerTo, at, type Candidate, type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

/** Answers by question type, saved in one go. */
async function answer(day: ExamDay, candidate: Candidate, values: Record<string, AnswerValue>): Promise<Record<string, number>> {
  const socket = await candidate.socket();
  const revisions: Record<string, number> = {};
  for (const [type, value] of Object.entries(values)) {
    const { id } = day.question(type as 'essay');
    await socket.command('answer_save', answerTo({ id }, value, 1));
    revisions[id] = 1;
  }
  return revisions;
}

const choice = (day: ExamDay, type: 'single_choice' | 'multiple_choice', ...texts: string[]): string[] =>
  texts.map((text) => day.question(type).choices.find((candidate) => candidate.text === text)?.id ?? `no choice "${text}"`);

describe('EX7 handing in', () => {
  it('EX7 waits for what the client claims to have saved', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    const essay = day.question('essay');
    const revisions = await answer(day, only(day.candidates), { essay: 'My way.', numerical: '3.14' });
    const error = await socket.refusal('exam_submit', { id: newId(), revisions: { ...revisions, [essay.id]: 2 } });
    expect(error).toMatchObject({ code: 'answers_missing', data: { missing: [essay.id] } });
    expect((await only(day.candidates).rest.call('attempt_get', {})).attempt.state).toBe('in_progress');

    await socket.command('answer_save', answerTo(essay, 'My longer way.', 2));
    const id = newId();
    expect(await socket.command('exam_submit', { id, revisions: { ...revisions, [essay.id]: 2 } })).toEqual({
      ok: true,
      id,
      state: 'submitted',
    });
    expect(await socket.command('exam_submit', { id })).toMatchObject({ duplicate: true, state: 'submitted' });
    expect(await socket.command('exam_submit', { id: newId() })).toMatchObject({ duplicate: true, state: 'submitted' });
    expect(await socket.command('answer_save', answerTo(essay, 'afterthought', 3))).toMatchObject({ held: 'late' });
  });

  it('EX7 is a conflict before the start, in a pause, while suspended and after the end', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { until: 'open' });
    const { attemptId } = only(day.candidates);
    const socket = await only(day.candidates).socket();
    const state = async () => (await socket.refusal('exam_submit', { id: newId() })).data?.state;
    const act = (action: 'suspend' | 'resume') => day.staff.rest.call('proctor_action', { id: newId(), attemptId, action });
    expect(await state()).toBe('waiting');
    await day.staff.rest.call('exam_start', { examId: day.examId });
    await day.staff.rest.call('exam_pause', { examId: day.examId });
    expect(await state()).toBe('paused');
    await day.staff.rest.call('exam_resume', { examId: day.examId });
    await act('suspend');
    expect(await state()).toBe('suspended');
    await act('resume');
    await day.staff.rest.call('exam_end', { examId: day.examId });
    expect(await state()).toBe('ended');
  });
});

describe('EX7 results', () => {
  async function graded() {
    const room = await startTestRoom();
    const roster = [
      { candidateNumber: '10', firstName: '=2+5', lastName: 'Formula' },
      { candidateNumber: '9', firstName: 'Anna, "Ann"', lastName: 'Quote' },
      { candidateNumber: '11', firstName: 'ลลนา', lastName: 'ใจดี' },
    ].map((line) => ({ ...line, firstName: `"${line.firstName.replaceAll('"', '""')}"` }));
    const day = await prepareExam(room, { candidates: roster });
    const { pairs, stems } = day.question('matching');
    const [full, partly] = [at(day.candidates, 0), at(day.candidates, 1)];
    const revisions = await answer(day, full, {
      single_choice: at(choice(day, 'single_choice', 'Mars'), 0),
      multiple_choice: choice(day, 'multiple_choice', 'two', 'four'),
      true_false: true,
      short_answer: '  CANARYWORD ',
      numerical: '3.145',
      matching: pairs,
      essay: 'To be read by a person.',
    });
    await (await full.socket()).command('exam_submit', { id: newId(), revisions });
    await answer(day, partly, {
      single_choice: at(choice(day, 'single_choice', 'Venus'), 0),
      multiple_choice: choice(day, 'multiple_choice', 'two', 'four', 'three'),
      true_false: false,
      short_answer: 'canaryhalf',
      numerical: '3.2',
      matching: { [at(stems, 0).id]: pairs[at(stems, 0).id] ?? '' },
    });
    return { day, full, partly };
  }

  it('EX7 grades every closed type exactly and leaves essays to people', async () => {
    const { day, full, partly } = await graded();
    const running = await day.staff.rest.call('results_get', { examId: day.examId });
    for (const result of running.results) AttemptResult.parse(result);
    // 9 before 10 before 11: numbers are sorted as numbers.
    expect(
      running.results.map(({ candidateNumber, score, maxScore, pendingPoints, state }) => [
        candidateNumber,
        score,
        maxScore,
        pendingPoints,
        state,
      ]),
    ).toEqual([
      ['9', 1.3333333, 7, 0, 'in_progress'],
      ['10', 6, 7, 1, 'submitted'],
      ['11', 0, 7, 0, 'in_progress'],
    ]);
    expect(running.results.map(({ attemptId }) => attemptId)).toEqual([
      partly.attemptId,
      full.attemptId,
      at(day.candidates, 2).attemptId,
    ]);
    expect((await full.rest.refusal('attempt_result', {})).code).toBe('result_not_released');

    await day.staff.rest.call('exam_end', { examId: day.examId });
    const { results } = await day.staff.rest.call('results_get', { examId: day.examId });
    expect(results.map(({ state }) => state)).toEqual(['ended', 'submitted', 'ended']);
    expect((await full.rest.refusal('attempt_result', {})).code).toBe('result_not_released');
    await day.staff.rest.call('results_publish', { examId: day.examId, waiveUnmarked: true });
    expect(await full.rest.call('attempt_result', {})).toMatchObject({ score: 6, maxScore: 7, pendingPoints: 1 });
    expect(await partly.rest.call('attempt_result', {})).toMatchObject({ score: 1.3333333, maxScore: 7, pendingPoints: 0 });
  });

  it('EX7 gives CSV when asked: exact, with a mark for spreadsheets, and no cell is a formula', async () => {
    const { day } = await graded();
    const csv = await day.staff.rest.send('GET', `/api/v1/exams/${day.examId}/results`, { headers: { accept: 'text/csv' } });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.headers['content-disposition']).toContain('attachment');
    const id = (index: number) => at(day.candidates, index).attemptId;
    expect(csv.text).toBe(
      `\uFEFF${[
        'attemptId,candidateNumber,name,score,maxScore,pendingPoints,state,riskScore,incidents',
        `${id(1)},9,"Anna, ""Ann"" Quote",1.3333333,7,0,in_progress,0,0`,
        `${id(0)},10,'=2+5 Formula,6,7,1,submitted,0,0`,
        `${id(2)},11,ลลนา ใจดี,0,7,0,in_progress,0,0`,
        '',
      ].join('\r\n')}`,
    );
  });

  it('EX7 counts risk and incidents of a candidate', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const socket = await only(day.candidates).socket();
    for (const type of ['paste', 'paste', 'print_attempt'])
      await socket.command('security_event', only(day.candidates).event(type));
    const result = only((await day.staff.rest.call('results_get', { examId: day.examId })).results);
    const [attempt] = (await day.staff.rest.call('attempts_list', { examId: day.examId })).attempts;
    expect(result.riskScore).toBeGreaterThan(25);
    expect(attempt?.openAlerts).toBe(result.incidents);
    // Two alerts of the basic kind (pastes are grouped); what the score raised beyond them follows the thresholds.
    expect(result.incidents).toBeGreaterThanOrEqual(2);
  });
});
