import type { ExamId } from '../../../shared/model/ids.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import { finishAttempt } from '../attempts/finish-attempt.ts';
import { toSittingView } from '../exams/exam-views.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';
import { noteCredit } from './credit-time.ts';
import { move, openSitting, type Step, startSitting, tellAttempts } from './steps.ts';

/** Where a room can be reached, and what its TLS certificate looks like to a person who compares (SHA-256, hex pairs). */
export interface Whereabouts {
  readonly urls: readonly string[];
  readonly certificateSha256?: string;
}

export interface RoomAddress {
  readonly joinCode: string;
  /** Known once the room listens. */
  whereabouts(): Whereabouts;
  readonly version: string;
}

/** From which states each step is possible (EX4). Opening twice is harmless: it shows the code again. */
const FROM: Readonly<Record<Step, readonly Sitting['state'][]>> = {
  open: ['draft', 'open'],
  start: ['open'],
  pause: ['running'],
  resume: ['paused'],
  end: ['open', 'running', 'paused'],
};

const DONE: Readonly<Record<Step, string>> = {
  open: 'opened',
  start: 'started',
  pause: 'paused',
  resume: 'resumed',
  end: 'ended',
};

function begin(work: Work, step: Step, examId: ExamId): { exam: Exam; sitting: Sitting } {
  const found = findExam(work.store, examId);
  if (!FROM[step].includes(found.sitting.state)) {
    throw new RoomError('state_conflict', `The exam is ${found.sitting.state}: it cannot be ${DONE[step]} now.`, {
      data: { state: found.sitting.state },
    });
  }
  return found;
}

/** The life of a sitting: draft, open, running, paused, ended (EX4, EX9). */
export function createLifeCycleCommands(
  address: RoomAddress,
): SomeHandlers<'exam_open' | 'exam_start' | 'exam_pause' | 'exam_resume' | 'exam_end' | 'room_info'> {
  return {
    exam_open: {
      execute: (work, { examId }) => {
        const { exam, sitting } = begin(work, 'open', examId);
        if (sitting.state === 'draft') openSitting(work, exam, sitting);
        return { examId, sittingId: sitting.id, code: address.joinCode, urls: [...address.whereabouts().urls] };
      },
    },
    exam_start: {
      execute: (work, { examId }) => {
        const { exam, sitting } = begin(work, 'start', examId);
        const running = startSitting(work, exam, sitting);
        return { examId, sitting: toSittingView(exam, running) };
      },
    },
    exam_pause: {
      execute: (work, { examId }) => {
        const { exam, sitting } = begin(work, 'pause', examId);
        const paused = move(work, 'pause', exam, sitting, { state: 'paused', pausedAt: work.now });
        tellAttempts(work, exam, paused);
        return { examId, sitting: toSittingView(exam, paused) };
      },
    },
    exam_resume: {
      execute: (work, { examId }) => {
        const { exam, sitting } = begin(work, 'resume', examId);
        const creditMs = Math.max(0, work.now - (sitting.pausedAt ?? work.now));
        const running = move(work, 'resume', exam, sitting, {
          state: 'running',
          pausedAt: undefined,
          pausedMs: sitting.pausedMs + creditMs,
        });
        noteCredit(work, running, undefined, { kind: 'pause', creditMs });
        tellAttempts(work, exam, running);
        return { examId, sitting: toSittingView(exam, running) };
      },
    },
    exam_end: {
      execute: (work, { examId }) => {
        const { exam, sitting } = begin(work, 'end', examId);
        const attempts = work.store.attempts.ofSitting(sitting.id);
        for (const attempt of attempts) {
          if (attempt.state !== 'submitted' && attempt.state !== 'ended')
            finishAttempt(work, { attempt, sitting, exam }, 'ended');
        }
        const ended = move(work, 'end', exam, sitting, { state: 'ended', pausedAt: undefined, endedAt: work.now });
        tellAttempts(work, exam, ended);
        return { examId, sitting: toSittingView(exam, ended) };
      },
    },
    room_info: {
      execute: (work) => ({
        code: address.joinCode,
        ...address.whereabouts(),
        urls: [...address.whereabouts().urls],
        version: address.version,
        serverTime: new Date(work.now).toISOString(),
      }),
    },
  };
}
