import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import type { UserId } from '../../../shared/model/ids.ts';
import type { RuleAction } from '../../../shared/model/rule.ts';
import { escalateNow } from '../alerts/escalation.ts';
import { type Incident, raiseAlert } from '../alerts/raise-alert.ts';
import { type AttemptInExam, liveSession, wireState } from '../attempts/attempt-views.ts';
import { asNotificationSeverity, notify } from '../notifications/notify.ts';
import type { Attempt, StoredAlert, StoredSecurityEvent } from '../records.ts';
import { type Cause, increaseByItself, keepResponse, suspendByItself, warnByItself } from '../responses/automatic-responses.ts';
import { severityOf } from '../risk/event-weights.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Work } from '../work.ts';
import { type Fired, memoryOf } from './rule-memory.ts';
import { keyOf, type Whose } from './tally.ts';

type Told = Pick<StoredSecurityEvent, 'number' | 'type' | 'offline' | 'violation' | 'details' | 'sessionId'>;

const whoseIs = ({ attempt, exam }: AttemptInExam, { sessionId }: Told): Whose => ({
  session: sessionId,
  attempt: attempt.id,
  exam: exam.id,
});

const look = (work: Work, whole: AttemptInExam, event: Told): readonly Fired[] =>
  memoryOf(work.store.rules).show(
    event.type,
    whoseIs(whole, event),
    { number: event.number, at: work.now, attempt: whole.attempt.id },
    () => ({
      type: event.type,
      examId: whole.exam.id,
      severity: severityOf(event.type, whole.exam.policy),
      offline: event.offline ?? false,
      violation: event.violation,
      details: event.details,
    }),
  );

function incidentOf(work: Work, whole: AttemptInExam, event: Told, { rule, events }: Fired): Incident {
  const { name, when, severity, actions } = rule.rule;
  const { attempt, exam } = whole;
  const isOfOne = when.per === 'session' || when.per === 'attempt';
  const enough = `${when.count} such ${when.count === 1 ? 'event' : 'events'} within ${when.windowSeconds} s`;
  return {
    type: 'rule_matched',
    severity,
    title: name,
    message: `${enough}; the last one: ${wordsFor(event.type)}.`,
    source: `rule:${rule.id}`,
    reasons: [wordsFor(event.type), enough],
    ...(when.per === 'room' ? {} : { examId: exam.id }),
    ...(isOfOne
      ? {
          attemptId: attempt.id,
          userId: attempt.userId,
          sessionId: when.per === 'session' ? event.sessionId : liveSession(work.store, attempt)?.id,
          riskScore: explainScore(attempt.risk, work.now, exam.policy).score,
        }
      : {}),
    data: {
      ruleId: rule.id,
      events: events.length,
      ...(isOfOne ? {} : { candidates: new Set(events.map((one) => one.attempt)).size }),
      ...(actions.some(({ do: what }) => what === 'sound') ? { sound: true } : {}),
    },
    groupingKey: `rule:${rule.id}:${keyOf(when, whoseIs(whole, event))}`,
    groupingMs: when.windowSeconds * 1000,
    repeatsAreTold: true,
  };
}

/** What one action does to the attempt; most do nothing to it and something else. */
function carryOut(
  work: Work,
  whole: AttemptInExam,
  action: RuleAction,
  alert: StoredAlert,
  { rule }: Fired,
  plain: string[],
): Attempt {
  const cause: Cause = {
    reason: rule.rule.name,
    plain,
    riskScore: explainScore(whole.attempt.risk, work.now, whole.exam.policy).score,
    alertId: alert.id,
  };
  switch (action.do) {
    case 'notify': {
      const { to } = action;
      const recipients = work.store.users
        .staff()
        .filter(({ active, role }) => active && (to === 'staff' || role === to))
        .map(({ id }): UserId => id);
      const { title, message } = alert;
      const severity = asNotificationSeverity(alert.severity);
      notify(work, recipients, { type: 'security_alert', title, message, severity, data: { alertId: alert.id } });
      return whole.attempt;
    }
    case 'webhook':
      work.store.rules.intend({ ruleId: rule.id, alertId: alert.id, address: action.address, at: work.now });
      return whole.attempt;
    case 'escalate':
      escalateNow(work, alert);
      return whole.attempt;
    case 'sound':
      return whole.attempt;
    case 'warn':
      return warnByItself(work, whole, cause, action.message);
    case 'increase':
      return increaseByItself(work, whole, cause);
    case 'suspend':
      return suspendByItself(work, whole, cause);
  }
}

/**
 * Lets the enabled rules look at one stored event (EV4). What fires raises an alert, or counts one up; what is done beside that is
 * done once for an alert. Only a suspension is done again: after somebody let the attempt go on, new events alone can fire again.
 */
export function applyRules(work: Work, whole: AttemptInExam, event: Told): void {
  let attempt = whole.attempt;
  for (const fired of look(work, whole, event)) {
    const { alert, isNew } = raiseAlert(work, incidentOf(work, { ...whole, attempt }, event, fired));
    if (isNew) work.audit('rule.fired', `rule:${fired.rule.id}`, { alert: alert.id });
    const concernsHim = isLive(wireState(attempt, whole.sitting));
    for (const action of fired.rule.rule.actions) {
      const isToHim = action.do === 'warn' || action.do === 'increase' || action.do === 'suspend';
      if (isToHim && !concernsHim) continue;
      if (isNew || (action.do === 'suspend' && !whole.exam.policy.dryRun))
        attempt = carryOut(work, { ...whole, attempt }, action, alert, fired, [wordsFor(event.type)]);
    }
  }
  keepResponse(work, whole, attempt);
}
