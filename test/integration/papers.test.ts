import { expect, it } from 'vitest';
import { answerTo, at, newId, prepareExam } from '../support/exam-day.ts';
import { made, readersOf } from '../support/hand-made-papers.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const truth = (id: string, category: string | undefined, points: number) =>
  made({ id, type: 'true_false', answer: true, points, ...(category ? { category } : {}) });
const readers = readersOf({
  drawn: {
    questions: [
      ...[1, 2, 3, 4, 5, 6].map((number) => truth(`p${number}`, 'Pool', 2)),
      truth('all', undefined, 3),
      made({
        id: 'order',
        type: 'ordering',
        scoring: 'places',
        items: ['one', 'two', 'three', 'four'].map((html) => ({ id: `key-${html}`, text: html, html })),
      }),
    ],
  },
});

it('EX2 each candidate gets a paper of their own, the same after a restart, and only that counts', async () => {
  const room = await startTestRoom({ readers });
  const day = await prepareExam(room, { gift: 'drawn', candidates: 4, until: 'open' });
  const { staff, examId } = day;
  const rules = { shuffleQuestions: true, shuffleChoices: true, pools: [{ category: 'Pool', take: 2 }] };
  expect((await at(day.candidates, 0).rest.call('attempt_get', {})).attempt.progress.total).toBe(8);
  // Everybody waits already: papers nobody has seen are drawn anew.
  expect(await staff.rest.call('exam_update', { examId, ...rules })).toMatchObject({
    ...rules,
    answerableCount: 4,
    totalPoints: 8,
  });
  const refusal = await staff.rest.refusal('exam_update', { examId, pools: [{ category: 'Pool', take: 7 }] });
  expect([refusal.code, refusal.detail]).toEqual(['invalid_input', expect.stringContaining('has 6 questions, not 7')]);
  await staff.rest.call('exam_start', { examId });

  const seen = await Promise.all(day.candidates.map(({ rest }) => rest.call('attempt_get', {})));
  for (const { questions = [], attempt } of seen) {
    expect(attempt.progress.total).toBe(4);
    expect(questions.map(({ id }) => id.replace(/\d/, '')).sort()).toEqual(['all', 'order', 'p', 'p']);
    // The ids of the file named the key's order; these name the alphabet's.
    expect(JSON.stringify(questions)).not.toContain('key-');
  }
  expect(new Set(seen.map(({ questions }) => JSON.stringify(questions))).size, 'no two alike').toBe(4);

  const [own] = seen;
  const first = at(day.candidates, 0);
  const socket = await first.socket();
  const notMine = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].find((id) => !own?.questions?.some((question) => question.id === id));
  const refused = await socket.refusal('answer_save', answerTo({ id: notMine as never }, true));
  expect(refused.code).toBe('question_not_found');
  const revisions: Record<string, number> = {};
  for (const question of own?.questions ?? []) {
    revisions[question.id] = 1;
    const value =
      question.type === 'ordering'
        ? ['one', 'two', 'four', 'three'].map((html) => question.items.find((item) => item.html === html)?.id ?? '')
        : true;
    await socket.command('answer_save', answerTo(question, value));
  }
  await socket.command('exam_submit', { id: newId(), revisions });

  const paper = await staff.rest.call('attempt_paper', { attemptId: first.attemptId });
  expect([paper.isDrawn, paper.questions.map(({ questionId }) => questionId)]).toEqual([
    true,
    own?.questions?.map(({ id }) => id),
  ]);
  const ordered = paper.questions.find(({ questionId }) => questionId === 'order');
  const shown = own?.questions?.find(({ type }) => type === 'ordering');
  expect(ordered?.order).toEqual(shown?.type === 'ordering' && shown.items.map(({ id }) => id));
  const { answers } = await staff.rest.call('answers_get', { examId });
  expect(answers).toHaveLength(16);
  expect(answers.find(({ attemptId, questionId }) => attemptId === first.attemptId && questionId === 'order')).toMatchObject({
    answer: '1. one; 2. two; 3. four; 4. three',
    points: 0.5,
  });
  const csv = await staff.rest.send('GET', `/api/v1/exams/${examId}/answers`, { headers: { accept: 'text/csv' } });
  expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(csv.text.split('\r\n')).toHaveLength(18);
  expect(csv.text).toContain(',order,order,ordering,"1. one; 2. two; 3. four; 4. three",0.5,1,auto');
  expect((await first.rest.refusal('attempt_paper', { attemptId: first.attemptId })).code).toBe('role_forbidden');
  expect((await first.rest.refusal('answers_get', { examId })).code).toBe('role_forbidden');

  const other = at(day.candidates, 1);
  await room.stop();
  const again = await startTestRoom({ dataDir: room.dataDir, readers });
  const after = await again.rest(other.token).call('attempt_get', {});
  expect(after.questions).toEqual(seen[1]?.questions);
  const { results } = await (await again.signIn()).rest.call('results_get', { examId });
  expect(results.find(({ attemptId }) => attemptId === first.attemptId)).toMatchObject({
    score: 7.5,
    maxScore: 8,
    pendingPoints: 0,
  });
});
