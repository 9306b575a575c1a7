import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import type { SessionId, UserId } from '../../../shared/model/ids.ts';
import type { RuleAction, RuleSource } from '../../../shared/model/rule.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { escalateNow } from '../alerts/escalation.ts';
import { type Incident, raiseAlert } from '../alerts/raise-alert.ts';
import { type AttemptInExam, liveSession, wireState } from '../attempts/attempt-views.ts';
import { asNotificationSeverity, notify } from '../notifications/notify.ts';
import type { Attempt, StoredAlert } from '../records.ts';
import { keepResponse } from '../responses/automatic-responses.ts';
import { severityOf, weightOf } from '../risk/event-weights.ts';
import { hold, isSpared, spare, unspare } from '../risk/held.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { RiskState } from '../risk/risk-state.ts';
import { waitsMs } from '../walls/ether/burst.ts';
import type { Work } from '../work.ts';
import { type ActionToCandidate, actOnCandidate, isToCandidate } from './held-actions.ts';
import { type Fired, memoryOf } from './rule-memory.ts';
import { keyOf, type Whose } from './tally.ts';

/** What rules are shown: a stored event of a candidate's client, or what somebody else saw of an attempt. */
export interface Told {
  /** Of the stored event, or the place in the course of what is none. */
  readonly number: number;
  readonly type: string;
  readonly from: RuleSource;
  readonly offline?: boolean | undefined;
  readonly violation: boolean;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly sessionId?: SessionId | undefined;
  /** As a wall said; by the weight of its type when absent. */
  readonly severity?: Severity | undefined;
  /** Part of an incident of the room (EV6): alerts tell of it, and nothing is done to the candidate. */
  readonly isOfRoom?: boolean;
}

const whoseIs = ({ attempt, exam }: AttemptInExam, { sessionId }: Told): Whose => ({
  session: sessionId,
  attempt: attempt.id,
  exam: exam.id,
});

/** Keeps what the event did to the score, while a rule asks for it: after a restart nothing else tells it. */
function noteScore(work: Work, { attempt, exam }: AttemptInExam, { number }: Told, riskBefore: RiskState): number {
  const { scores } = memoryOf(work.store);
  const before = explainScore(riskBefore, work.now, exam.policy).score;
  const after = explainScore(attempt.risk, work.now, exam.policy).score;
  scores.add(attempt.id, { number, at: work.now, before, after });
  work.store.course.note(work.now, { kind: 'scored', attemptId: attempt.id, number, before, after });
  return after;
}

function look(work: Work, whole: AttemptInExam, event: Told, riskBefore: RiskState): readonly Fired[] {
  const memory = memoryOf(work.store);
  const { attempt, exam } = whole;
  const score = memory.asksForScores() ? noteScore(work, whole, event, riskBefore) : undefined;
  return memory.show(event.type, whoseIs(whole, event), { number: event.number, at: work.now, attempt: attempt.id }, () => ({
    type: event.type,
    from: event.from,
    examId: exam.id,
    severity: event.severity ?? severityOf(event.type, exam.policy),
    offline: event.offline ?? false,
    violation: event.violation,
    details: event.details,
    score,
    rise: (windowMs) => memory.scores.rise(attempt.id, windowMs),
  }));
}

/** The alert that a rule raises which has seen enough. */
export function incidentOf(work: Work, whole: AttemptInExam, event: Told, { rule, events }: Fired): Incident {
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
      eventType: event.type,
      events: events.length,
      ...(isOfOne ? {} : { candidates: new Set(events.map((one) => one.attempt)).size }),
      ...(actions.some(({ do: what }) => what === 'sound') ? { sound: true } : {}),
    },
    groupingKey: `rule:${rule.id}:${keyOf(when, whoseIs(whole, event))}`,
    groupingMs: when.windowSeconds * 1000,
    // What is no event of a candidate is told by none after a crash.
    repeatsAreTold: event.from === 'client',
  };
}

/** What one action does beside the attempt. */
function carryOut(work: Work, action: Exclude<RuleAction, ActionToCandidate>, alert: StoredAlert, { rule }: Fired): void {
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
      return;
    }
    case 'webhook':
      work.store.rules.intend({ ruleId: rule.id, alertId: alert.id, address: action.address, at: work.now });
      return;
    case 'escalate':
      escalateNow(work, alert);
      return;
    case 'sound':
      return;
  }
}

/** Was one of these reports the room's doing? */
const isAnyOfRoom = ({ attempts }: Work['store'], attempt: Attempt, events: Fired['events']): boolean =>
  events.some(({ number, attempt: id }) => {
    const { risk } = (id === attempt.id ? attempt : attempts.byId(id)) ?? {};
    return risk?.ofRoom?.includes(number) === true;
  });

/**
 * Acts on the candidate; or waits, where the last straw was soft, until it is known whose doing it was (EV6). Nothing is done for what
 * was the room's doing, whatever came after it.
 */
function actOrHold(work: Work, whole: AttemptInExam, event: Told, { rule, events }: Fired, alert: StoredAlert, isNew: boolean) {
  const { attempt, exam } = whole;
  if (!rule.rule.actions.some(isToCandidate)) return attempt;
  if (event.isOfRoom || isAnyOfRoom(work.store, attempt, events))
    return isNew ? { ...attempt, risk: spare(attempt.risk, alert.id) } : attempt;
  const isRepeat = !isNew && !isSpared(attempt.risk, alert.id);
  const risk = unspare(attempt.risk, alert.id);
  const begun = risk === attempt.risk ? attempt : { ...attempt, risk };
  const fire = { alert: alert.id, eventType: event.type, isRepeat };
  if (weightOf(event.type, exam.policy).kind !== 'soft') return actOnCandidate(work, { ...whole, attempt: begun }, rule, fire);
  const canDo = !isRepeat || (!exam.policy.dryRun && rule.rule.actions.some(({ do: what }) => what === 'suspend'));
  if (!canDo || !isLive(wireState(attempt, whole.sitting)) || attempt.state === 'suspended') return attempt;
  const dueAt = work.now + waitsMs(event.type);
  const held = { ...fire, dueAt, rule: rule.id, events: events.map(({ number }) => number) };
  return { ...begun, risk: hold(risk, held) };
}

/**
 * Lets the enabled rules look at one stored event, or at what else was seen (EV4); `riskBefore`: the attempt's before it counted.
 * What fires raises an alert, or counts one up; what is done beside that is done once for an alert. Only a suspension is done again:
 * after somebody let the attempt go on, new events alone can fire again.
 */
export function applyRules(work: Work, whole: AttemptInExam, event: Told, riskBefore: RiskState): void {
  let attempt = whole.attempt;
  for (const fired of look(work, whole, event, riskBefore)) {
    const { alert, isNew } = raiseAlert(work, incidentOf(work, { ...whole, attempt }, event, fired));
    if (isNew) {
      work.audit('rule.fired', `rule:${fired.rule.id}`, { alert: alert.id });
      for (const action of fired.rule.rule.actions) if (!isToCandidate(action)) carryOut(work, action, alert, fired);
    }
    attempt = actOrHold(work, { ...whole, attempt }, event, fired, alert, isNew);
  }
  keepResponse(work, whole, attempt);
}
