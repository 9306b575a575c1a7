import { pausedSoFar, suspensionCredit } from '../attempts/attempt-clock.ts';
import type { AttemptInExam } from '../attempts/attempt-views.ts';
import type { Attempt } from '../records.ts';
import { forgive } from '../risk/forgive.ts';
import { withoutHeld } from '../risk/held.ts';
import { explainScore } from '../risk/risk-score.ts';
import { memoryOf } from '../rules/rule-memory.ts';
import { noteCredit } from '../sittings/credit-time.ts';
import type { Work } from '../work.ts';
import { decideLevel } from './decide-level.ts';

/** The attempt frozen from now on, with what is needed to give its time back. */
export function suspended({ attempt, sitting }: AttemptInExam, now: number, reason: string): Attempt {
  return { ...attempt, state: 'suspended', suspendedAt: now, suspendedPausedMs: pausedSoFar(sitting, now), reason };
}

/**
 * The attempt going on, its time credited by the policy; every credit is audited (EX9). What led to the suspension is
 * forgiven as far as needed for new evidence alone to decide whether there is another one (EV3).
 */
export function resumed(work: Work, whole: AttemptInExam): Attempt {
  const { attempt, sitting, exam } = whole;
  const creditMs = suspensionCredit(exam, sitting, attempt, work.now);
  if (creditMs > 0) noteCredit(work, sitting, attempt, { kind: 'suspension', creditMs });
  memoryOf(work.store).forget(attempt.id);
  const risk = forgive(withoutHeld(attempt.risk), work.now, exam.policy);
  const { score } = explainScore(risk, work.now, exam.policy);
  const from = explainScore(attempt.risk, work.now, exam.policy).score;
  if (from !== score) work.audit('risk.forgiven', `attempt:${attempt.id}`, { from, to: score });
  return {
    ...attempt,
    risk: { ...risk, level: decideLevel('none', score, exam.policy).level },
    state: sitting.startedAt === undefined ? 'waiting' : 'in_progress',
    extraMs: attempt.extraMs + creditMs,
    suspendedAt: undefined,
    suspendedPausedMs: undefined,
    reason: undefined,
  };
}
