import { wordsFor } from '../../../shared/model/event-words.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { AlikeAnswers, FirstAnswer } from '../walls/ether/answer-timing.ts';
import type { Work } from '../work.ts';
import { findAttempt } from './find-attempt.ts';

/** What compares when candidates answer. In memory, from the room's start on. */
export interface AnswerTimesRepo {
  /** Shows a first answer that is committed. */
  see(answer: FirstAnswer): void;
  /** What was found since the last time, once. */
  take(): readonly AlikeAnswers[];
}

const CONFIDENCE = 0.3;

/** Tells of pairs who answered at the same moments (W5), as a hint: to be asked every second or so. */
export function tellAlikeAnswers(work: Work): void {
  for (const { attempts, questions } of work.store.answerTimes.take()) {
    const members = attempts.map((id) => {
      const { attempt } = findAttempt(work.store, id as AttemptId);
      return { attemptId: attempt.id, userId: attempt.userId };
    });
    const { exam } = findAttempt(work.store, attempts[0] as AttemptId);
    raiseAlert(work, {
      type: 'answers_alike',
      severity: 'low',
      title: wordsFor('answers_alike'),
      message: `${wordsFor('answers_alike')}: ${questions} questions.`,
      source: 'ether',
      reasons: [wordsFor('answers_alike')],
      examId: exam.id,
      data: { members, memberCount: members.length, questions, confidence: CONFIDENCE },
    });
  }
}
