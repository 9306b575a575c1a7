import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import { ServiceEventInput } from '../../../shared/model/service-event.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import { firstFlaw } from '../access/first-flaw.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { wireState } from '../attempts/attempt-views.ts';
import { findAttempt, findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { isViolation } from '../risk/event-weights.ts';
import type { Work } from '../work.ts';
import { countServiceEvent } from './count-service-event.ts';
import { serviceSource } from './service-source.ts';

type EventAck = CommandOutput<'service_event'>;

/** Repeats within this time are one alert that counts up. */
const GROUPING_MS = 5 * 60_000;

const sourceOf = (work: Work): string => serviceSource(work.store, signedIn(work.actor).userId);

/** The attempt and exam a report is about; an attempt settles its exam. */
function subjectOf(work: Work, { attemptId, examId }: Pick<ServiceEventInput, 'attemptId' | 'examId'>) {
  const whole = attemptId && findAttempt(work.store, attemptId);
  if (whole && examId && whole.exam.id !== examId)
    throw new RoomError('invalid_input', 'examId: The attempt belongs to another exam.', { field: 'examId' });
  if (!whole && examId) findExam(work.store, examId);
  return { whole, examId: whole?.exam.id ?? examId };
}

/** About nobody's attempt: nothing to score, but somebody should see it. */
function raise(work: Work, event: ServiceEventInput, source: string, examId: ServiceEventInput['examId']): void {
  raiseAlert(work, {
    type: event.type,
    severity: event.severity ?? 'medium',
    title: wordsFor(event.type),
    message: `${wordsFor(event.type)}.`,
    source,
    reasons: [],
    examId,
    data: { eventType: event.type, source: event.source },
    groupingKey: `${source}:${examId ?? ''}:${event.source}:${event.type}`,
    groupingMs: GROUPING_MS,
  });
}

/** Stores one observation once; about a live attempt it counts like the candidate's own. */
function record(work: Work, event: ServiceEventInput): EventAck {
  const { sessionId, userId } = signedIn(work.actor);
  const { whole, examId } = subjectOf(work, event);
  const violation = isViolation(event.type) && (!whole || isLive(wireState(whole.attempt, whole.sitting)));
  const isNew = work.store.serviceEvents.insert({ ...event, examId, sessionId, userId, violation, receivedAt: work.now });
  const lastSeq = work.store.serviceEvents.lastSeq(sessionId);
  if (!isNew) return { ok: true, id: event.id, duplicate: true, lastSeq };
  const source = sourceOf(work);
  if (violation && whole)
    countServiceEvent(work, whole, { type: event.type, offline: event.offline, source, from: event.source });
  else if (violation) raise(work, event, source, examId);
  return { ok: true, id: event.id, lastSeq };
}

const idOf = (event: unknown): { id?: string } =>
  typeof event === 'object' && event !== null && 'id' in event && typeof event.id === 'string' ? { id: event.id } : {};

/** One of a batch: what is wrong with it is its own affair. */
function recordOne(work: Work, event: unknown): EventAck {
  const refused = (code: string, message: string, field = ''): EventAck => ({
    ok: false,
    ...idOf(event),
    error: { code, message, field },
  });
  const parsed = ServiceEventInput.safeParse(event);
  if (!parsed.success) {
    const { message, field } = firstFlaw(parsed.error);
    return refused('invalid_input', message, field);
  }
  try {
    return record(work, parsed.data);
  } catch (error) {
    // Thrown before anything was written: the subject is looked up first.
    if (error instanceof RoomError) return refused(error.code, error.message, error.field);
    throw error;
  }
}

/** What other programs report, within the scopes of their keys (protocol 3, Service). */
export const serviceCommands: SomeHandlers<'service_event' | 'service_events' | 'alert_post'> = {
  service_event: { execute: record },
  service_events: { execute: (work, { events }) => ({ ok: true, results: events.map((event) => recordOne(work, event)) }) },
  alert_post: {
    execute: (work, { id, group, attemptId, examId: claimed, reasons = [], data = {}, ...facts }) => {
      const { userId } = signedIn(work.actor);
      const { whole, examId } = subjectOf(work, { attemptId, examId: claimed });
      if (work.store.accepted.isRepeat(userId, id, 'alert_post', work.now)) return { ok: true, id, duplicate: true };
      const source = sourceOf(work);
      const { alert } = raiseAlert(work, {
        ...facts,
        source,
        reasons,
        data,
        examId,
        attemptId,
        userId: whole?.attempt.userId,
        ...(group === undefined ? {} : { groupingKey: `${source}:posted:${group}`, groupingMs: GROUPING_MS }),
      });
      work.audit('alert.posted', `alert:${alert.id}`, { type: facts.type });
      return { ok: true, id, alertId: alert.id };
    },
  },
};
