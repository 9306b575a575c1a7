import { invariant } from '../../../shared/assert.ts';
import { type Drawing, UNDRAWN } from '../../../shared/model/drawing.ts';
import type { ExamId, SittingId } from '../../../shared/model/ids.ts';
import { plainName } from '../../../shared/model/plain-name.ts';
import { STANDARD_POLICY } from '../../../shared/model/policy.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import { checkMedia, keepMedia } from '../media/keep-media.ts';
import { checkPools } from '../papers/check-pools.ts';
import { withSilentIds } from '../papers/silent-ids.ts';
import type { Exam, Sitting } from '../records.ts';
import type { RenewStartCode } from '../sittings/start-code.ts';
import type { Work } from '../work.ts';
import { type BroughtIn, bringInPaper } from './bring-in-paper.ts';
import { assertRevision, changePaper, findPaper } from './editing/change-paper.ts';
import { toExamDetail, toExamSummary, toSatExam, toSittingView } from './exam-views.ts';
import type { FileReaders } from './services.ts';

const DEFAULT_DURATION_MINUTES = 60;

/** What a file came to; `broughtIn` where its paper is written already and only waits to be shown. */
type Read = Awaited<ReturnType<FileReaders['exam']>> & { readonly broughtIn?: BroughtIn | undefined };

const newExam = (work: Work, title: string): Exam => ({
  id: work.ids.next<ExamId>(),
  // A file may be called by nothing that can be seen.
  title: plainName(title) || '…',
  durationMinutes: DEFAULT_DURATION_MINUTES,
  instructions: '',
  policy: STANDARD_POLICY,
  drawing: UNDRAWN,
  createdAt: work.now,
});

export const newSitting = (id: SittingId, examId: ExamId, number: number, now: number): Sitting => ({
  id,
  examId,
  number,
  state: 'draft',
  createdAt: now,
  pausedMs: 0,
});

const drawingAfter = (before: Drawing, changes: Partial<Drawing>): Drawing => ({
  shuffleQuestions: changes.shuffleQuestions ?? before.shuffleQuestions,
  shuffleChoices: changes.shuffleChoices ?? before.shuffleChoices,
  pools: changes.pools ?? before.pools,
});

/** Papers: in from a file, listed, shown with keys, changed before they run (EX1, EX2, EX4). */
export function createExamCommands(
  readers: FileReaders,
  renewStartCode: RenewStartCode,
): SomeHandlers<'exams_list' | 'exam_get' | 'exam_import' | 'exam_update' | 'sitting_create'> {
  return {
    exams_list: {
      execute: ({ store }) => ({
        exams: store.exams.all().map((exam) => {
          const sitting = store.sittings.current(exam.id);
          invariant(sitting, 'an exam is stored together with its first sitting');
          return toExamSummary(store, exam, sitting);
        }),
      }),
    },
    exam_get: {
      execute: ({ store }, { examId, paper }) => {
        const { exam, sitting } = findExam(store, examId);
        return paper === 'sitting' ? toSatExam(store, exam, sitting) : toExamDetail(store, exam, sitting);
      },
    },
    exam_import: {
      prepare: async (
        { bytes, format, filename }: { bytes: Uint8Array; format?: string; filename?: string },
        { write }: Preparation,
      ): Promise<Read> => {
        const read = await readers.exam(bytes, { format, filename });
        checkMedia(read.media ?? []);
        return { ...read, broughtIn: await bringInPaper(write, read.questions, (work) => newExam(work, read.title)) };
      },
      execute: (work, _input, { title, questions, report, media = [], broughtIn }: Read) => {
        const exam = broughtIn?.exam ?? newExam(work, title);
        if (broughtIn) work.store.exams.finish(exam.id, broughtIn.paper);
        else work.store.exams.insert(exam, questions.map(withSilentIds));
        keepMedia(work, exam.id, media);
        work.store.sittings.insert(newSitting(work.ids.next<SittingId>(), exam.id, 1, work.now));
        work.audit('exam.imported', `exam:${exam.id}`, {
          format: report.format,
          imported: report.imported,
          skipped: report.skipped.length,
        });
        return { exam: { id: exam.id, title: exam.title, questionCount: questions.length }, report };
      },
    },
    exam_update: {
      execute: (work, { examId, revision, ...changes }) => {
        const exam = findPaper(work, examId);
        if (revision !== undefined) assertRevision(work, examId, revision);
        const after: Exam = {
          ...exam,
          title: plainName(changes.title ?? '') || exam.title,
          durationMinutes: changes.durationMinutes ?? exam.durationMinutes,
          instructions: changes.instructions ?? exam.instructions,
          drawing: drawingAfter(exam.drawing, changes),
        };
        if (changes.pools) checkPools(work.store.exams.questions(examId), changes.pools);
        const next = changePaper(work, examId, { exam: after });
        work.audit('exam.changed', `exam:${examId}`, { fields: Object.keys(changes), revision: next });
        return toExamDetail(work.store, after, findExam(work.store, examId).sitting);
      },
    },
    sitting_create: {
      execute: (work, { examId }) => {
        const { exam, sitting } = findExam(work.store, examId);
        if (sitting.state !== 'ended')
          throw new RoomError('state_conflict', 'The current sitting has not ended yet.', { data: { state: sitting.state } });
        const next = newSitting(work.ids.next<SittingId>(), examId, sitting.number + 1, work.now);
        work.store.sittings.insert(next);
        work.audit('sitting.created', `sitting:${next.id}`, { exam: examId, number: next.number });
        const startCode = renewStartCode(work, examId);
        return { examId, sitting: toSittingView(exam, next), ...(startCode === undefined ? {} : { startCode }) };
      },
    },
  };
}
