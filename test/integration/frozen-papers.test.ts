import { expect, it } from 'vitest';
import { toQuestionDraft } from '../../src/shared/model/question-as-draft.ts';
import { answerTo, at, newId, prepareExam } from '../support/exam-day.ts';
import { made, readersOf } from '../support/hand-made-papers.ts';
import { DRAFTS } from '../support/question-drafts.ts';
import { testRooms } from '../support/start-test-room.ts';
import { rosterCsv, rosterLines } from '../support/test-room-files.ts';

const startTestRoom = testRooms();
const truth = (id: string, category?: string) =>
  made({ id, type: 'true_false', answer: true, points: 2, ...(category ? { category } : {}) });
const readers = readersOf({
  drawn: {
    questions: [
      ...[1, 2, 3, 4].map((number) => truth(`p${number}`, 'Pool')),
      truth('all'),
      made({
        id: 'order',
        type: 'ordering',
        scoring: 'all',
        items: ['one', 'two', 'three', 'four'].map((html) => ({ id: `key-${html}`, text: html, html })),
      }),
    ],
  },
});
const POOL = { shuffleQuestions: true, shuffleChoices: false, pools: [{ category: 'Pool', take: 2 }] };
const NO_POOL = { shuffleQuestions: false, shuffleChoices: false, pools: [] };

it('EX2 who waits for the start gets a paper of what was edited, and nobody’s ids tell the order', async () => {
  const room = await startTestRoom({ readers });
  const { staff, examId, candidates } = await prepareExam(room, { gift: 'drawn', until: 'open' });
  const { rest } = at(candidates, 0);
  const total = async () => (await rest.call('attempt_get', {})).attempt.progress.total;
  await staff.rest.call('exam_update', { examId, ...POOL });
  expect(await total()).toBe(4);

  const items = ['zebra', 'horse', 'ant'].map((text, place) => ({ id: `key-${place}`, text }));
  const inOrder = { ...DRAFTS.ordering, items };
  let { revision } = await staff.rest.call('exam_get', { examId });
  ({ revision } = await staff.rest.call('exam_question_save', { examId, revision, question: inOrder }));
  expect(await total()).toBe(5);
  const preview = await staff.rest.call('exam_preview', { examId });
  expect(preview.questions).toHaveLength(7);
  const added = (await staff.rest.call('exam_get', { examId })).questions.find(
    ({ type, id }) => type === 'ordering' && id !== 'order',
  );
  expect(added?.type === 'ordering' && added.items.toSorted((a, b) => (a.html < b.html ? -1 : 1)).map(({ id }) => id)).toEqual(
    added?.type === 'ordering' && added.items.map((_, place) => `i${place + 1}`),
  );
  ({ revision } = await staff.rest.call('exam_question_remove', { examId, revision, questionIds: ['all'] }));
  expect(await total()).toBe(4);
  await staff.rest.call('exam_question_restore', { examId, revision, to: revision - 1 });
  expect(await total()).toBe(5);
  await staff.rest.call('exam_start', { examId });
  const { questions = [] } = await rest.call('attempt_get', {});
  expect(questions.map(({ id }) => id.replace(/^p\d$/, 'p')).sort()).toEqual(['all', 'order', 'p', 'p', added?.id].sort());
});

it('EX2 a drawn paper stays whole when the exam is edited after the start: as asked, counted, graded and corrected', async () => {
  const room = await startTestRoom({ readers });
  const day = await prepareExam(room, { gift: 'drawn', candidates: 1, until: 'open' });
  const { staff, examId, questions: asked } = day;
  const latecomer = at(rosterLines(2), 1);
  await staff.rest.uploadRoster(examId, rosterCsv([latecomer]));
  await staff.rest.call('exam_update', { examId, ...POOL });
  await staff.rest.call('exam_start', { examId });
  const early = at(day.candidates, 0);
  const before = await early.rest.call('attempt_get', {});
  const mine = before.questions ?? [];
  const gone = mine.filter(({ id }) => /^p\d$/.test(id));
  expect([mine.length, gone.length]).toEqual([4, 2]);

  // Everything about the paper changes: questions go, come and mean the opposite, and nothing is left to chance.
  let { revision } = await staff.rest.call('exam_get', { examId });
  ({ revision } = await staff.rest.call('exam_question_remove', {
    examId,
    revision,
    questionIds: asked.flatMap(({ id }) => (/^p\d$/.test(id) ? id : [])),
  }));
  ({ revision } = await staff.rest.call('exam_question_save', { examId, revision, question: DRAFTS.single_choice }));
  const all = asked.find(({ id }) => id === 'all');
  if (all?.type !== 'true_false') throw new Error('the paper has no question for all');
  const opposite = { ...toQuestionDraft({ ...all, answer: false }), points: 9 };
  await staff.rest.call('exam_question_save', { examId, revision, questionId: all.id, question: opposite });
  await staff.rest.call('exam_update', { examId, ...NO_POOL });

  const after = await early.rest.call('attempt_get', {});
  expect([after.questions, after.attempt.progress]).toEqual([mine, before.attempt.progress]);
  const late = await day.join(latecomer);
  const theirs = (await late.rest.call('attempt_get', {})).questions ?? [];
  expect(theirs.map(({ id }) => id.replace(/^p\d$/, 'p')).sort()).toEqual(['all', 'order', 'p', 'p']);

  const revisions: Record<string, number> = {};
  const socket = await early.socket();
  for (const question of mine) {
    if (question.type !== 'true_false') continue;
    revisions[question.id] = 1;
    await socket.command('answer_save', answerTo(question, true));
  }
  expect((await early.rest.call('attempt_get', {})).attempt.progress).toEqual({ answered: 3, total: 4 });
  await socket.command('exam_submit', { id: newId(), revisions });
  const paper = await staff.rest.call('attempt_paper', { attemptId: early.attemptId });
  expect(paper.questions.map(({ questionId, points }) => [questionId, points])).toEqual(
    mine.map(({ id }) => [id, id === 'order' ? 0 : 2]),
  );
  // What is shown beside the answers is what was asked.
  expect(paper.questions.map(({ question }) => question)).toEqual(
    mine.map(({ id }) => expect.objectContaining(id === 'order' ? { id } : { id, answer: true })),
  );

  await staff.rest.call('exam_end', { examId });
  const { results } = await staff.rest.call('results_get', { examId });
  expect(results.find(({ attemptId }) => attemptId === early.attemptId)).toMatchObject({ score: 6, maxScore: 7 });
  const { items } = await staff.rest.call('item_statistics', { examId });
  expect(items.map(({ questionId, points }) => [questionId, points])).toEqual(asked.map(({ id, points }) => [id, points]));
  const first = at(gone, 0);
  const sat = await staff.rest.call('exam_get', { examId, paper: 'sitting' });
  expect([sat.questions, sat.pools]).toEqual([asked, POOL.pools]);
  const keyed = sat.questions.find(({ id }) => id === first.id);
  const trial = await staff.rest.call('regrade_try', {
    examId,
    questionId: first.id,
    correction: { treatment: 'keyed', question: { ...keyed, answer: false } as never },
  });
  expect(trial.changes.find(({ attemptId }) => attemptId === early.attemptId)).toMatchObject({ after: { score: 4 } });

  // The next sitting has the paper as it was left.
  await staff.rest.call('sitting_create', { examId });
  await staff.rest.call('exam_open', { examId });
  await staff.rest.call('exam_start', { examId });
  const next = await day.join(latecomer);
  const { questions } = await staff.rest.call('exam_get', { examId });
  expect((await next.rest.call('attempt_get', {})).questions?.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
});
