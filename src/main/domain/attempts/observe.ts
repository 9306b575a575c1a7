import type { SessionId } from '../../../shared/model/ids.ts';
import type { RuleSource } from '../../../shared/model/rule.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { toIso } from '../../../shared/model/time.ts';
import { correlate, foldIntoRoom } from '../incidents/room-incident.ts';
import type { Attempt } from '../records.ts';
import { applyPolicy } from '../responses/apply-policy.ts';
import { settleWait } from '../responses/suspend-waiting.ts';
import { applyRules } from '../rules/apply-rules.ts';
import type { Work } from '../work.ts';
import type { AttemptInExam } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';

/** What somebody other than the candidate's client saw of an attempt. */
export interface Observation {
  /** `ether`, or `service:<name>`. */
  readonly source: string;
  readonly type: string;
  readonly offline?: boolean | undefined;
  /** Whose session it was about, where it was about one. */
  readonly sessionId?: SessionId | undefined;
  /** Of missing reports: the numbers. */
  readonly gap?: { readonly from: number; readonly to: number } | undefined;
  /** For whoever reads the alert. */
  readonly data: Record<string, unknown>;
}

const sourceOf = (source: string): RuleSource => (source.startsWith('service:') ? 'services' : 'room');

/** Lets it count by the policy and by the rules, and keeps it in the course of the sitting (EV2-EV5). */
export function observe(work: Work, before: AttemptInExam, { source, type, offline, sessionId, gap, data }: Observation): void {
  const attemptId = before.attempt.id;
  const place = work.store.course.note(work.now, { kind: 'observation', attemptId, sessionId, source, type, offline, gap });
  const whole = settleWait(work, before);
  const seen = { number: place, type, source, sessionId, offline, occurredAt: toIso(work.now) };
  const found = correlate(work, whole, seen);
  const violation = { source, type, offline, data };
  let attempt: Attempt;
  if (found) {
    if (found.isNewMember) applyPolicy(work, whole, violation, 'of the room');
    foldIntoRoom(work, whole, seen, found);
    attempt = { ...findAttempt(work.store, attemptId).attempt };
    // No stored event tells it again (ADR 5).
    work.store.attempts.update(attempt);
  } else attempt = applyPolicy(work, whole, violation);
  const told = {
    ...{ number: place, type, from: sourceOf(source), offline, violation: true, sessionId },
    isOfRoom: found !== undefined,
  };
  applyRules(work, { ...whole, attempt }, told, whole.attempt.risk);
}

/** A wall told something about a candidate that weighs nothing: rules may make something of it (EV4). */
export interface AboutCandidate {
  readonly type: string;
  readonly severity: Severity;
  readonly sessionId?: SessionId | undefined;
}

/** Shows it to the rules. `beforeEvent`: the number of an event that is stored already and counted after it. */
export function showFinding(
  work: Work,
  whole: AttemptInExam,
  { type, severity, sessionId }: AboutCandidate,
  beforeEvent?: number,
): void {
  const attemptId = whole.attempt.id;
  const number = work.store.course.note(work.now, { kind: 'finding', attemptId, sessionId, type, severity }, beforeEvent);
  const told = { number, type, severity, from: 'walls', violation: true, sessionId } as const;
  applyRules(work, whole, told, whole.attempt.risk);
}
