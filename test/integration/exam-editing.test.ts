import { describe, expect, it } from 'vitest';
import { createFileReaders } from '../../src/main/exchange/file-readers.ts';
import { carryOutImport } from '../../src/main/exchange/import-task.ts';
import type { Question } from '../../src/shared/model/question.ts';
import { toQuestionDraft } from '../../src/shared/model/question-as-draft.ts';
import { answerTo, at, newId, only, prepareExam } from '../support/exam-day.ts';
import { correct, declared, itemXml, template } from '../support/qti-texts.ts';
import { DRAFTS } from '../support/question-drafts.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const associable = (ids: readonly string[]): string =>
  ids.map((id) => `<simpleAssociableChoice identifier="${id}" matchMax="1">Text ${id}</simpleAssociableChoice>`).join('');

describe('EX2 writing an exam', () => {
  it('EX2 adds a question of every type, changes, orders, weighs, removes and undoes, each on record', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [] });
    const { rest } = staff;
    const paper = () => rest.call('exam_get', { examId });
    let { revision } = await paper();
    for (const question of Object.values(DRAFTS)) {
      const saved = await rest.call('exam_question_save', { examId, revision, question });
      expect(saved.revision).toBe(revision + 1);
      expect(saved.question).toMatchObject({ type: question.type, points: question.points });
      revision = saved.revision;
    }
    const added = (await paper()).questions.slice(-10);
    expect(added.map(({ type }) => type)).toEqual(Object.keys(DRAFTS));
    // Formulas stay as written; Markdown is rendered; a gap stands where it was marked.
    expect(at(added, 0).stemHtml).toContain('<strong>bold</strong>');
    expect(at(added, 0).stemHtml).toContain('\\(x^2\\)');
    expect(at(added, 7).stemHtml).toBe('The sky is <span data-gap="g1"></span>, and 1 + 1 is <span data-gap="g2"></span>.');

    // Opened and saved again, every question of the paper is what it was, imported ones too.
    for (const question of (await paper()).questions) {
      const again = await rest.call('exam_question_save', {
        examId,
        revision,
        questionId: question.id,
        question: toQuestionDraft(question),
      });
      revision = again.revision;
      const expected = question.type === 'cloze' ? { ...question, stem: again.question.stem, stemFormat: 'html' } : question;
      expect(again.question).toEqual(expected);
    }

    const first = at((await paper()).questions, 0);
    const draft = {
      ...toQuestionDraft(first),
      stem: { text: '<p onclick="x()">New</p><script>y()</script>', format: 'html' as const },
    };
    const changed = await rest.call('exam_question_save', { examId, revision, questionId: first.id, question: draft });
    expect(changed.question.stemHtml).toBe('<p>New</p>');
    const undone = await rest.call('exam_question_restore', { examId, revision: changed.revision, to: revision });
    expect(at((await paper()).questions, 0)).toEqual(first);
    // There is nothing to come: a state that is not past is no state to go to.
    const ahead = { examId, revision: undone.revision, to: undone.revision };
    expect((await rest.refusal('exam_question_restore', ahead)).code).toBe('state_conflict');

    const ids = (await paper()).questions.map(({ id }) => id);
    const turned = await rest.call('exam_question_order', {
      examId,
      revision: undone.revision,
      questionIds: ids.toReversed(),
    });
    expect((await paper()).questions.map(({ id }) => id)).toEqual(ids.toReversed());
    const short = await rest.refusal('exam_question_order', { examId, revision: turned.revision, questionIds: ids.slice(1) });
    expect(short).toMatchObject({ code: 'invalid_input', errors: [{ field: 'questionIds' }] });

    const weighed = await rest.call('exam_question_points', {
      examId,
      revision: turned.revision,
      questionIds: ids,
      points: 4,
      wrongCosts: 0.25,
    });
    const questions = (await paper()).questions;
    expect(weighed.questions).toBe(questions.filter(({ type }) => type !== 'description').length);
    for (const question of questions) {
      expect(question.points).toBe(question.type === 'description' ? 0 : 4);
      if (question.type !== 'single_choice' && question.type !== 'multiple_choice') continue;
      expect(new Set(question.choices.filter(({ weight }) => weight <= 0).map(({ weight }) => weight))).toEqual(new Set([-0.25]));
    }

    const removed = await rest.call('exam_question_remove', { examId, revision: weighed.revision, questionIds: ids.slice(1) });
    expect((await paper()).questions.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    await rest.call('exam_question_restore', { examId, revision: removed.revision, to: weighed.revision });
    expect((await paper()).questions).toHaveLength(ids.length);

    const { entries } = await rest.call('audit_list', { limit: 1_000 });
    const actions = new Set(entries.filter(({ subject }) => subject === `exam:${examId}`).map(({ action }) => action));
    for (const action of [
      'exam.question_added',
      'exam.question_changed',
      'exam.questions_removed',
      'exam.questions_ordered',
      'exam.points_set',
      'exam.change_undone',
    ])
      expect(actions).toContain(action);
    expect((await rest.call('audit_verify', {})).ok).toBe(true);
  });

  it('EX2 opened and saved again, a question that counts whole or not at all, or mixes formats, is what it was', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const pairs = correct('a x', 'b y');
    const match = `<p>Match.</p><matchInteraction responseIdentifier="RESPONSE"><simpleMatchSet>${associable(['a', 'b'])}</simpleMatchSet><simpleMatchSet>${associable(['x', 'y', 'z'])}</simpleMatchSet></matchInteraction>`;
    const gaps = ['A', 'B'].map((id) => `<p>${id} <textEntryInteraction responseIdentifier="${id}"/></p>`).join('');
    const bothRight = ['A', 'B']
      .map((id) => `<match><variable identifier="${id}"/><correct identifier="${id}"/></match>`)
      .join('');
    const files = [
      itemXml(match, {
        declarations: declared(pairs, { cardinality: 'multiple', baseType: 'directedPair' }),
        processing: template('match_correct'),
      }),
      itemXml(gaps, {
        declarations: ['A', 'B'].map((id) => declared(correct(`of ${id}`), { id, baseType: 'string' })).join(''),
        processing: `<responseProcessing><responseCondition><responseIf><and>${bothRight}</and><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`,
      }),
      // The text is plain, what is to be matched is HTML: each as its file says.
      `<quiz><question type="matching"><questiontext format="plain_text"><text>Match a &lt; b.</text></questiontext>${[
        'one',
        'two',
      ]
        .map(
          (word) =>
            `<subquestion format="html"><text>&lt;b&gt;${word}&lt;/b&gt;</text><answer><text>${word}</text></answer></subquestion>`,
        )
        .join('')}</question></quiz>`,
    ];
    for (const [place, file] of files.entries()) {
      const { exam } = await staff.rest.uploadExam(file);
      const { revision, questions } = await staff.rest.call('exam_get', { examId: exam.id });
      const before = only([...questions]);
      if (place < 2) expect(before).toMatchObject({ scoring: 'all' });
      const question = toQuestionDraft(before);
      const saved = await staff.rest.call('exam_question_save', { examId: exam.id, revision, questionId: before.id, question });
      const own = before.type === 'cloze' ? { stem: saved.question.stem } : {};
      expect(saved.question).toEqual({ ...before, ...own });
    }
  });

  it('EX2 goes back through many changes and forth again, and only from the state that was looked at', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [] });
    const { rest } = staff;
    const paper = () => rest.call('exam_get', { examId });
    const start = await paper();
    const ids = start.questions.map(({ id }) => id);
    let { revision } = start;
    for (const points of [2, 3, 4])
      ({ revision } = await rest.call('exam_question_points', { examId, revision, questionIds: ids, points }));
    ({ revision } = await rest.call('exam_update', { examId, revision, title: 'Renamed' }));
    const end = await paper();
    const step = async (to: number) => {
      ({ revision } = await rest.call('exam_question_restore', { examId, revision, to }));
      return paper();
    };
    for (const back of [3, 2, 1]) await step(start.revision + back);
    const first = await step(start.revision);
    expect(first.questions).toEqual(start.questions);
    expect(first.title).toBe(start.title);
    // Forth again: to the states that were left, under the numbers they were left with.
    const again = await step(end.revision);
    expect(again.questions).toEqual(end.questions);
    expect(again.title).toBe('Renamed');
    const behind = { examId, revision: end.revision, to: start.revision };
    expect((await rest.refusal('exam_question_restore', behind)).code).toBe('state_conflict');
    expect(await paper()).toEqual(again);
  });

  it('EX2 says at its field what is wrong, and of two who edit at once loses neither', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [] });
    const { revision, questions } = await staff.rest.call('exam_get', { examId });
    const question = { ...DRAFTS.single_choice, choices: DRAFTS.single_choice.choices.slice(0, 1) };
    expect(await staff.rest.refusal('exam_question_save', { examId, revision, question })).toMatchObject({
      code: 'invalid_input',
      errors: [{ field: 'question.choices' }],
    });
    await staff.rest.call('exam_question_save', { examId, revision, question: DRAFTS.essay });
    const late = await staff.rest.refusal('exam_question_save', { examId, revision, question: DRAFTS.essay });
    expect(late).toMatchObject({ status: 409, code: 'state_conflict', revision: revision + 1 });
    expect((await staff.rest.refusal('exam_update', { examId, revision, title: 'Other' })).code).toBe('state_conflict');
    expect((await staff.rest.call('exam_get', { examId })).questions).toHaveLength(questions.length + 1);
    const ghost = 'no-such-question' as Question['id'];
    expect(
      (await staff.rest.refusal('exam_question_remove', { examId, revision: revision + 1, questionIds: [ghost] })).code,
    ).toBe('question_not_found');
  });

  it('EX2 what came into the room larger than the editor takes, or without what it demands, can be corrected and not made worse', async () => {
    const choices = Array.from({ length: 230 }, (_, n) => ({
      id: `c${n}`,
      text: `Choice ${n}`,
      html: `Choice ${n}`,
      weight: 0.5,
    }));
    const base = { name: 'from elsewhere', stem: '', stemFormat: 'html' as const, stemHtml: '', points: 20_000 };
    const brought: Question = { ...base, id: 'q1' as Question['id'], type: 'single_choice', choices };
    const report = { format: 'gift', imported: 1, byType: {}, skipped: [], warnings: [] };
    const room = await startTestRoom({
      readers: {
        ...createFileReaders(carryOutImport),
        exam: async () => ({ title: 'Before there were limits', questions: [brought], report }),
      },
    });
    const { rest } = await room.signIn();
    const { exam } = await rest.uploadExam('any');
    const examId = exam.id;
    const { revision, questions } = await rest.call('exam_get', { examId });
    const stored = only([...questions]);
    const draft = toQuestionDraft(stored);
    const given = { examId, questionId: stored.id };
    const looked = await rest.call('exam_preview', { ...given, question: draft });
    expect(only([...looked.questions])).toMatchObject({ type: 'single_choice', points: 20_000 });
    const saved = await rest.call('exam_question_save', { ...given, revision, question: { ...draft, name: 'a comma, changed' } });
    expect(saved.question).toMatchObject({ ...stored, name: 'a comma, changed' });
    const worse = { ...given, revision: saved.revision, question: { ...draft, points: 20_001 } };
    expect(await rest.refusal('exam_question_save', worse)).toMatchObject({
      code: 'invalid_input',
      detail: 'question.points: must be at most 10000',
      errors: [{ field: 'question.points' }],
    });
    // As a new question it has all of this to answer for.
    const fresh = await rest.refusal('exam_question_save', { examId, revision: saved.revision, question: draft });
    expect(fresh).toMatchObject({ code: 'invalid_input', errors: [{ field: 'question.stem.text' }] });
    expect((await rest.refusal('exam_preview', { examId, question: draft })).code).toBe('invalid_input');
  });

  it('EX2 a sitting that has started keeps its paper, its time and its results; the next one has the new ones', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { staff, examId, join, roster } = day;
    const { rest } = staff;
    const candidate = only(day.candidates);
    const single = day.question('single_choice');
    const right = single.choices.find(({ weight }) => weight === 1)?.id ?? '';
    const before = await candidate.rest.call('attempt_get', {});
    const { revision, sitting, policy } = await rest.call('exam_get', { examId });
    const { recovery: _, ...own } = policy;

    const { revision: next } = await rest.call('exam_question_remove', { examId, revision, questionIds: [single.id] });
    const { revision: last } = await rest.call('exam_question_save', { examId, revision: next, question: DRAFTS.true_false });
    await rest.call('exam_update', { examId, revision: last, title: 'Second edition', durationMinutes: 5 });
    await rest.call('exam_policy_set', { examId, policy: { ...own, softCap: 40 } });

    // For who works on it nothing has changed, and the removed question can be answered and counts.
    const after = await candidate.rest.call('attempt_get', {});
    expect({ ...after, serverTime: '' }).toEqual({ ...before, serverTime: '', policy: after.policy });
    const socket = await candidate.socket();
    expect(await socket.ask('answer_save', answerTo(single, right))).toMatchObject({ ok: true });
    expect(await socket.ask('exam_submit', { id: newId() })).toMatchObject({ ok: true });
    const shown = await rest.call('exam_get', { examId });
    expect(shown).toMatchObject({
      title: 'Second edition',
      durationMinutes: 5,
      sittingRevision: revision,
      policy: { softCap: 40 },
    });
    expect(shown.sitting.endsAt).toBe(sitting.endsAt);
    expect(shown.questions.map(({ id }) => id)).not.toContain(single.id);
    await rest.call('exam_end', { examId });
    const results = await rest.call('results_get', { examId });
    expect(only(results.results)).toMatchObject({
      score: 1,
      maxScore: day.questions.reduce((sum, { points }) => sum + points, 0),
    });

    await rest.call('sitting_create', { examId });
    await rest.call('exam_open', { examId });
    await rest.call('exam_start', { examId });
    const again = await join(only(roster));
    const paper = await again.rest.call('attempt_get', {});
    expect(paper.exam.title).toBe('Second edition');
    expect(paper.questions?.map(({ id }) => id)).toEqual(shown.questions.map(({ id }) => id));
    expect(Date.parse(paper.endsAt ?? '') - Date.parse(paper.serverTime)).toBeLessThanOrEqual(5 * 60_000);
  });

  it('EX2 previews the paper without its keys, and an unsaved question, and stores nothing', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [] });
    const before = await staff.rest.call('exam_get', { examId });
    const whole = await staff.rest.call('exam_preview', { examId });
    expect(whole.questions.map(({ id }) => id)).toEqual(before.questions.map(({ id }) => id));
    expect(JSON.stringify(whole)).not.toContain('canary');
    const one = await staff.rest.call('exam_preview', { examId, question: DRAFTS.single_choice });
    expect(only([...one.questions])).toMatchObject({ type: 'single_choice' });
    expect(JSON.stringify(one)).not.toContain('weight');
    const { html } = await staff.rest.call('exam_text_render', {
      texts: [
        { text: '<img src=x onerror=alert(1)>', format: 'html' },
        { text: '**b** <script>x</script>', format: 'markdown' },
      ],
    });
    expect(html).toEqual([expect.not.stringContaining('onerror'), expect.stringContaining('<strong>b</strong>')]);
    expect(html[1]).not.toContain('<script');
    expect(await staff.rest.call('exam_get', { examId })).toEqual(before);
  });
});
