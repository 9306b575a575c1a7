import type { AttemptDetail, TimelineEntry } from '../../../shared/model/attempt.ts';
import { toIso } from '../../../shared/model/time.ts';
import { MOST_WRONG_ACCESS_CODES } from '../access/limits.ts';
import { isGranted } from '../exams/accommodation.ts';
import { personName } from '../identity/person-name.ts';
import { severityOf } from '../risk/event-weights.ts';
import { explainScore, toRiskContribution } from '../risk/risk-score.ts';
import type { Work } from '../work.ts';
import { type AttemptInExam, liveSession, toAttemptSummary } from './attempt-views.ts';
import { toReadiness } from './readiness.ts';

const TIMELINE_EVENTS = 1_000;

/** Everything known of one attempt, in the order it happened, and why its score is what it is (EV2, LD8). */
export function toAttemptDetail(work: Work, whole: AttemptInExam): AttemptDetail {
  const { store, now } = work;
  const { attempt, exam } = whole;
  const reported = store.serviceEvents
    .ofAttempt(attempt.id, TIMELINE_EVENTS)
    .map((event) => ({ ...event, details: { ...event.details, source: event.source } }));
  const events = [...store.events.ofAttempt(attempt.id, TIMELINE_EVENTS), ...reported].map(
    (event): TimelineEntry => ({
      kind: 'event',
      id: event.id,
      type: event.type,
      at: toIso(event.receivedAt),
      occurredAt: event.occurredAt,
      offline: event.offline ?? false,
      violation: event.violation,
      severity: severityOf(event.type, exam.policy),
      ...(event.details ? { details: event.details } : {}),
      ...('accommodated' in event && event.accommodated ? { accommodated: true } : {}),
    }),
  );
  const responses = store.responses.ofAttempt(attempt.id).map((response): TimelineEntry => {
    const user = response.by && store.users.byId(response.by);
    const person = user && store.persons.get(user.personId);
    return {
      kind: 'response',
      id: response.id,
      action: response.action,
      at: toIso(response.at),
      automatic: response.automatic,
      dryRun: response.dryRun,
      ...(user && person ? { by: personName(store, user.id) || person.loginName } : {}),
      ...(response.reason ? { reason: response.reason } : {}),
    };
  });
  const alerts = store.alerts.list({ attemptId: attempt.id, limit: TIMELINE_EVENTS }).map(
    (alert): TimelineEntry => ({
      kind: 'alert',
      id: alert.id,
      type: alert.type,
      at: toIso(alert.firstAt),
      severity: alert.severity,
      title: alert.title,
      status: alert.status,
      count: alert.count,
    }),
  );
  const sessions = store.sessions.ofAttempt(attempt.id).flatMap((session): TimelineEntry[] => {
    const deviceType = store.sessions.deviceOf(session.id)?.deviceType;
    const joined: TimelineEntry = {
      kind: 'session',
      id: session.id,
      at: toIso(session.createdAt),
      what: 'joined',
      ...(deviceType ? { deviceType } : {}),
    };
    return session.endedAt === undefined
      ? [joined]
      : [joined, { kind: 'session', id: session.id, at: toIso(session.endedAt), what: 'terminated' }];
  });
  const session = liveSession(store, attempt);
  const entrance = store.entrances.entry(attempt.id);
  const readiness = toReadiness(entrance);
  const entry = store.roster.get(exam.id, attempt.userId);
  return {
    ...toAttemptSummary(work, whole),
    risk: explainScore(attempt.risk, now, exam.policy).contributions.map(toRiskContribution),
    timeline: [...events, ...responses, ...alerts, ...sessions].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    ...(session ? { sessionId: session.id } : {}),
    heldAnswers: store.answers.heldOf(attempt.id).length,
    ...(readiness ? { readiness } : {}),
    ...(entrance.wrongStartCodes >= MOST_WRONG_ACCESS_CODES ? { isStartCodeLocked: true } : {}),
    ...(entry && isGranted(entry)
      ? { accommodations: { ...entry.accommodations, extraMinutes: entry.extraMinutes, breaksTaken: attempt.breaksTaken ?? 0 } }
      : {}),
  };
}
