import type { SignedInActor } from '../access/actor.ts';
import type { Work } from '../work.ts';
import { raiseAlert } from './raise-alert.ts';

const GROUPED_MS = 10 * 60_000;

/** A session that kept on sending although it was refused was cut off: staff are told once, and how often (protocol 1, Limits). */
export function reportFlood(work: Work, { userId, sessionId, attemptId, role }: SignedInActor): void {
  const attempt = attemptId && work.store.attempts.byId(attemptId);
  raiseAlert(work, {
    type: 'request_flood',
    severity: 'high',
    source: 'water',
    title: 'A client floods the room',
    message: 'A client kept sending far more than the room takes, and was cut off. It may be a broken program or an attack.',
    reasons: ['Far too many requests'],
    ...(attempt ? { examId: attempt.examId, attemptId: attempt.id } : {}),
    sessionId,
    userId,
    data: { role },
    groupingKey: `${sessionId}:request_flood`,
    groupingMs: GROUPED_MS,
  });
  work.audit('flood.cut_off', `session:${sessionId}`, { userId });
}
