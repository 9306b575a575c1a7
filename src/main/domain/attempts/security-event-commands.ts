import { isExcused } from '../../../shared/model/accommodations.ts';
import { isLive } from '../../../shared/model/attempt.ts';
import { SecurityEventInput } from '../../../shared/model/security-event.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { actorAttempt } from '../access/actor.ts';
import { firstFlaw } from '../access/first-flaw.ts';
import type { SomeHandlers } from '../handler.ts';
import { isCausedByRestart, isViolation } from '../risk/event-weights.ts';
import type { Work } from '../work.ts';
import { wireState } from './attempt-views.ts';
import { countEvent } from './count-event.ts';
import { findAttempt } from './find-attempt.ts';
import { followChain, numberingBefore } from './follow-chain.ts';
import { heardAfterEnd } from './heard-after-end.ts';

type EventAck = CommandOutput<'security_event'>;

/** Of a client that has filled its share of the disk: that there were details, and nothing of them. The event itself always counts. */
const NOT_KEPT = { notKept: true };

/** Stores one observation once and lets it count. A gap or reuse of `seq` is stored as it came, never refused. */
function record(work: Work, told: SecurityEventInput): EventAck {
  const { actor, attemptId } = actorAttempt(work.actor);
  const isKept = told.details === undefined || work.store.events.keepsDetails(attemptId);
  const event = isKept ? told : { ...told, details: NOT_KEPT };
  const whole = findAttempt(work.store, attemptId);
  // After the end nothing is a violation any more; before it, everything the catalogue does not except is one.
  const accommodated = isExcused(work.store.roster.get(whole.exam.id, actor.userId)?.accommodations, event.type);
  const violation =
    !accommodated &&
    isViolation(event.type) &&
    isLive(wireState(whole.attempt, whole.sitting)) &&
    !isCausedByRestart(event.type, work.now, work.servingSince);
  const before = numberingBefore(work, attemptId, actor.sessionId, event.seq);
  const number = work.store.events.insert({
    ...event,
    sessionId: actor.sessionId,
    attemptId,
    userId: actor.userId,
    examId: whole.exam.id,
    violation,
    accommodated,
    receivedAt: work.now,
  });
  const lastSeq = work.store.events.lastSeq(attemptId, actor.sessionId);
  if (number === undefined) return { ok: true, id: event.id, duplicate: true, lastSeq };
  // The next one is linked to this one as it was told.
  followChain(work, whole, actor.sessionId, { ...told, number }, before);
  heardAfterEnd(work, whole, actor.sessionId, { ...event, number });
  countEvent(work, findAttempt(work.store, attemptId), { ...event, number, violation, sessionId: actor.sessionId });
  return { ok: true, id: event.id, lastSeq };
}

const idOf = (event: unknown): { id?: string } =>
  typeof event === 'object' && event !== null && 'id' in event && typeof event.id === 'string' ? { id: event.id } : {};

/** Taking in what candidates' clients observed (EV1). */
export const securityEventCommands: SomeHandlers<'security_event' | 'security_events'> = {
  security_event: { execute: record },
  security_events: {
    execute: (work, { events }) => ({
      ok: true,
      results: events.map((event): EventAck => {
        const parsed = SecurityEventInput.safeParse(event);
        if (parsed.success) return record(work, parsed.data);
        return { ok: false, ...idOf(event), error: { code: 'invalid_input', ...firstFlaw(parsed.error) } };
      }),
    }),
  },
};
