import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import type { AlertId } from '../../../shared/model/ids.ts';
import type { RuleAction } from '../../../shared/model/rule.ts';
import { type AttemptInExam, wireState } from '../attempts/attempt-views.ts';
import type { Attempt } from '../records.ts';
import { increaseByItself, keepResponse, suspendByItself, warnByItself } from '../responses/automatic-responses.ts';
import { withHeld } from '../risk/held.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { HeldAction } from '../risk/risk-state.ts';
import type { Work } from '../work.ts';
import type { StoredRule } from './rule-store.ts';

/** What a rule may do to a candidate; the rest is done to nobody, and at once. */
export type ActionToCandidate = Extract<RuleAction, { do: 'warn' | 'increase' | 'suspend' }>;

export const isToCandidate = (action: RuleAction): action is ActionToCandidate =>
  action.do === 'warn' || action.do === 'increase' || action.do === 'suspend';

/** What a rule that fired means for the candidate. */
export type Fire = Pick<HeldAction, 'alert' | 'eventType' | 'isRepeat'>;

/** Does it to the candidate now; a repeat of an alert only suspends. Returns the attempt as it is afterwards, not stored. */
export function actOnCandidate(work: Work, whole: AttemptInExam, { rule }: StoredRule, fire: Fire): Attempt {
  let { attempt } = whole;
  if (!isLive(wireState(attempt, whole.sitting))) return attempt;
  for (const action of rule.actions.filter(isToCandidate)) {
    if (fire.isRepeat && (action.do !== 'suspend' || whole.exam.policy.dryRun)) continue;
    const now = { ...whole, attempt };
    const cause = {
      reason: rule.name,
      plain: [wordsFor(fire.eventType)],
      riskScore: explainScore(attempt.risk, work.now, whole.exam.policy).score,
      alertId: fire.alert as AlertId,
    };
    if (action.do === 'warn') attempt = warnByItself(work, now, cause, action.message);
    else if (action.do === 'increase') attempt = increaseByItself(work, now, cause);
    else attempt = suspendByItself(work, now, cause);
  }
  return attempt;
}

/** Does what has waited long enough, where its rule still stands. Returns the attempt as it is afterwards, stored and told. */
export function actAfterWait(work: Work, whole: AttemptInExam): Attempt {
  const { held = [] } = whole.attempt.risk;
  const rest = held.filter(({ dueAt }) => dueAt > work.now);
  let attempt: Attempt = { ...whole.attempt, risk: withHeld(whole.attempt.risk, rest) };
  for (const one of held) {
    if (one.dueAt > work.now) continue;
    const rule = work.store.rules.enabled().find(({ id }) => id === one.rule);
    if (rule) attempt = actOnCandidate(work, { ...whole, attempt }, rule, one);
  }
  keepResponse(work, whole, attempt);
  return attempt;
}
