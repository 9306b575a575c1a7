import type { ExamId, QuestionId } from '../../../../shared/model/ids.ts';
import type { Question, RichText } from '../../../../shared/model/question.ts';
import type { QuestionDraft } from '../../../../shared/model/question-draft.ts';
import { RoomError } from '../../../../shared/protocol/errors.ts';
import { toCandidateQuestion } from '../../grading/to-candidate-question.ts';
import type { Preparation, SomeHandlers } from '../../handler.ts';
import { drawPaper } from '../../papers/draw-paper.ts';
import { withSilentIds } from '../../papers/silent-ids.ts';
import type { Store } from '../../store.ts';
import type { FileReaders } from '../services.ts';
import { assertRevision, changePaper, findPaper } from './change-paper.ts';
import { demandWritable } from './demand-writable.ts';
import { textsOf, writeQuestion } from './write-question.ts';

const MOST_QUESTIONS = 5_000;
/** What the preview of one unsaved question calls it. */
const UNSAVED = 'preview' as QuestionId;

/** Refuses ids the paper does not have. */
function demandKnown(questions: readonly Question[], ids: readonly QuestionId[], field: string): void {
  const known = new Set(questions.map(({ id }) => id));
  if (ids.some((id) => !known.has(id)))
    throw new RoomError('question_not_found', 'This exam has no such question: load the paper again.', { field });
}

/** Texts that were not touched keep the form their import gave them: pictures of a file are known by it alone. */
function knownTexts(question: Question | undefined): Map<string, RichText> {
  const known = new Map<string, RichText>();
  const note = (text: RichText | undefined): void => {
    if (text) known.set(`${text.format} ${text.text}`, text);
  };
  if (!question) return known;
  if (question.type !== 'cloze') note({ text: question.stem, format: question.stemFormat, html: question.stemHtml });
  note(question.generalFeedback);
  const parts = [
    ...('choices' in question ? question.choices : []),
    ...('stems' in question ? question.stems : []),
    ...('items' in question ? question.items : []),
  ];
  for (const { text, html } of parts) note({ text, html, format: question.stemFormat });
  return known;
}

type Rendered = ReadonlyMap<string, RichText>;

async function render(readers: FileReaders, draft: QuestionDraft): Promise<Rendered> {
  const texts = textsOf(draft);
  const rendered = await readers.texts(texts);
  return new Map(rendered.map((text) => [`${text.format} ${text.text}`, text]));
}

function write(id: QuestionId, draft: QuestionDraft, rendered: Rendered, before?: Question): Question {
  const known = knownTexts(before);
  const find = (text: string, format: RichText['format']): RichText => {
    const key = `${format} ${text}`;
    return known.get(key) ?? rendered.get(key) ?? { text, format, html: '' };
  };
  return writeQuestion(id, draft, find, before);
}

/** The paper with a question in place of the one of its id, or after another, or at the end. */
function withQuestion(questions: readonly Question[], question: Question, after: QuestionId | undefined): Question[] {
  const place = questions.findIndex(({ id }) => id === question.id);
  if (place >= 0) return questions.with(place, question);
  const before = after === undefined ? questions.length : questions.findIndex(({ id }) => id === after) + 1;
  return questions.toSpliced(before, 0, question);
}

/** What a wrong choice costs, in questions that have wrong choices; others stay as they are. */
function withCosts(question: Question, wrongCosts: number | undefined): Question {
  if (wrongCosts === undefined || (question.type !== 'single_choice' && question.type !== 'multiple_choice')) return question;
  const weight = wrongCosts === 0 ? 0 : -wrongCosts;
  return { ...question, choices: question.choices.map((choice) => (choice.weight > 0 ? choice : { ...choice, weight })) };
}

const questionsOf = (store: Store, examId: ExamId): readonly Question[] => store.exams.questions(examId);

const storedQuestion = (store: Store, examId: ExamId, questionId: QuestionId | undefined): Question | undefined =>
  questionId === undefined ? undefined : questionsOf(store, examId).find(({ id }) => id === questionId);

/** Writing an exam: questions, their order, their points; each change is on record with who made it (EX2). */
export function createEditingCommands(
  readers: FileReaders,
): SomeHandlers<
  | 'exam_question_save'
  | 'exam_question_remove'
  | 'exam_question_restore'
  | 'exam_question_order'
  | 'exam_question_points'
  | 'exam_text_render'
  | 'exam_preview'
> {
  return {
    exam_question_save: {
      prepare: ({ examId, questionId, question }, { store }: Preparation) => {
        demandWritable(question, storedQuestion(store, examId, questionId));
        return render(readers, question);
      },
      execute: (work, { examId, revision, questionId, after, question: draft }, rendered: Rendered) => {
        findPaper(work, examId);
        assertRevision(work, examId, revision);
        const questions = questionsOf(work.store, examId);
        demandKnown(questions, questionId === undefined ? [] : [questionId], 'questionId');
        demandKnown(questions, after === undefined ? [] : [after], 'after');
        if (questionId === undefined && questions.length >= MOST_QUESTIONS) {
          throw new RoomError('invalid_input', `A paper has at most ${MOST_QUESTIONS} questions.`, { field: 'question' });
        }
        const before = questions.find(({ id }) => id === questionId);
        demandWritable(draft, before);
        const question = withSilentIds(write(questionId ?? work.ids.next<QuestionId>(), draft, rendered, before));
        const next = changePaper(work, examId, { questions: withQuestion(questions, question, after) });
        work.audit(before ? 'exam.question_changed' : 'exam.question_added', `exam:${examId}`, {
          question: question.id,
          type: question.type,
          points: question.points,
          revision: next,
        });
        return { revision: next, question };
      },
    },
    exam_question_remove: {
      execute: (work, { examId, revision, questionIds }) => {
        findPaper(work, examId);
        assertRevision(work, examId, revision);
        const questions = questionsOf(work.store, examId);
        demandKnown(questions, questionIds, 'questionIds');
        const gone = new Set(questionIds);
        const next = changePaper(work, examId, { questions: questions.filter(({ id }) => !gone.has(id)) });
        work.audit('exam.questions_removed', `exam:${examId}`, { questions: [...gone], revision: next });
        return { revision: next };
      },
    },
    exam_question_restore: {
      execute: (work, { examId, revision, to }) => {
        const exam = findPaper(work, examId);
        assertRevision(work, examId, revision);
        const kept = work.store.exams.keptPaper(examId, to);
        if (!kept) {
          throw new RoomError(
            'state_conflict',
            'This state of the paper is not kept any more: only the latest changes can be undone.',
            {
              field: 'to',
              data: { revision },
            },
          );
        }
        // The policy is not part of the paper; whatever it is now, it stays.
        const before = { ...kept.exam, id: exam.id, policy: exam.policy, createdAt: exam.createdAt, paper: undefined };
        const next = changePaper(work, examId, { exam: before, questions: kept.questions });
        work.audit('exam.change_undone', `exam:${examId}`, { to, revision: next });
        return { revision: next };
      },
    },
    exam_question_order: {
      execute: (work, { examId, revision, questionIds }) => {
        findPaper(work, examId);
        assertRevision(work, examId, revision);
        const questions = questionsOf(work.store, examId);
        demandKnown(questions, questionIds, 'questionIds');
        if (new Set(questionIds).size !== questions.length || questionIds.length !== questions.length) {
          throw new RoomError('invalid_input', 'Name every question of the paper, once each.', { field: 'questionIds' });
        }
        const byId = new Map(questions.map((question) => [question.id, question]));
        const ordered = questionIds.flatMap((id) => byId.get(id) ?? []);
        const next = changePaper(work, examId, { questions: ordered });
        work.audit('exam.questions_ordered', `exam:${examId}`, { questions: ordered.length, revision: next });
        return { revision: next };
      },
    },
    exam_question_points: {
      execute: (work, { examId, revision, questionIds, points, wrongCosts }) => {
        findPaper(work, examId);
        assertRevision(work, examId, revision);
        const questions = questionsOf(work.store, examId);
        demandKnown(questions, questionIds, 'questionIds');
        const meant = new Set(questionIds);
        const changed = questions.map((question) => {
          if (!meant.has(question.id) || question.type === 'description') return question;
          return { ...withCosts(question, wrongCosts), ...(points === undefined ? {} : { points }) };
        });
        const next = changePaper(work, examId, { questions: changed });
        const count = changed.filter((question, place) => question !== questions[place]).length;
        work.audit('exam.points_set', `exam:${examId}`, { questions: count, points, wrongCosts, revision: next });
        return { revision: next, questions: count };
      },
    },
    exam_text_render: {
      prepare: ({ texts }, _preparation: Preparation) => readers.texts(texts),
      execute: (_work, _input, rendered: readonly RichText[]) => ({ html: rendered.map(({ html }) => html) }),
    },
    exam_preview: {
      prepare: ({ examId, question, questionId }, { store }: Preparation) => {
        if (question === undefined) return Promise.resolve(undefined);
        demandWritable(question, storedQuestion(store, examId, questionId));
        return render(readers, question);
      },
      execute: (work, { examId, question: draft }, rendered: Rendered | undefined) => {
        const exam = findPaper(work, examId);
        const questions =
          draft && rendered ? [withSilentIds(write(UNSAVED, draft, rendered))] : [...questionsOf(work.store, examId)];
        // Mixed as for a candidate where the order is what is asked; which questions of a pool are drawn is left open.
        const { orders } = drawPaper(questions, { ...exam.drawing, shuffleQuestions: false, pools: [] }, work.ids.next<string>());
        return {
          title: exam.title,
          instructions: exam.instructions,
          durationMinutes: exam.durationMinutes,
          questions: questions.map((question) => toCandidateQuestion(question, orders)),
        };
      },
    },
  };
}
