import { isLive } from '../../../shared/model/attempt.ts';
import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import type { SignedInActor } from '../access/actor.ts';
import type { Attempt, Exam } from '../records.ts';
import { isCausedByRestart, OFFLINE_AFTER_HINT, OFFLINE_AFTER_VIOLATION, weightOf } from '../risk/event-weights.ts';
import { isOfTheNetwork } from '../walls/ether/burst.ts';
import { type Departure, judgeDepartures, noteDeparture, RIGHT_AFTER_MS } from '../walls/ether/departures.ts';
import type { Work } from '../work.ts';
import { wireState } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { observe } from './observe.ts';

/** What remembers who went offline; in memory, because a restart of the room takes everybody offline. */
export interface DepartureRepo {
  get(): readonly Departure[];
  put(departures: readonly Departure[]): void;
}

/** The last violation shortly before `now`: one that needs a hand rather than one that happens by itself. */
function lastViolation(attempt: Attempt, exam: Exam, now: number): Departure['after'] {
  const recent = Object.entries(attempt.risk.evidence)
    .filter(([type, { at }]) => now - at <= RIGHT_AFTER_MS && !isOfTheNetwork(type) && !isAboutGoing(type))
    .map(([type, { at }]) => ({ type, at, isHint: weightOf(type, exam.policy).kind === 'soft' }));
  recent.sort((a, b) => Number(a.isHint) - Number(b.isHint) || b.at - a.at);
  return recent[0];
}

const isAboutGoing = (type: string): boolean => type === OFFLINE_AFTER_VIOLATION || type === OFFLINE_AFTER_HINT;

/** A candidate's session is not connected or not heard any more (EV5). Who was sent away by the room did not go. */
export function noteWentOffline(work: Work, { attemptId, sessionId }: SignedInActor): void {
  if (!attemptId || work.store.sessions.byId(sessionId)?.endedAt !== undefined) return;
  const { attempt, sitting, exam } = findAttempt(work.store, attemptId);
  if (!isLive(wireState(attempt, sitting))) return;
  const after = lastViolation(attempt, exam, work.now);
  const departure: Departure = { session: sessionId, attempt: attempt.id, sitting: sitting.id, at: work.now, after };
  work.store.departures.put(noteDeparture(work.store.departures.get(), departure));
}

/** Lets it count where somebody went offline alone, right after a violation, and stayed away (EV5); to be asked every second or so. */
export function judgeWentOffline(work: Work): void {
  const { store, presence, now } = work;
  const before = store.departures.get();
  if (before.length === 0) return;
  const { departures, telling } = judgeDepartures(before, now, (session) => presence.isConnected(session as SessionId));
  store.departures.put(departures);
  for (const { attempt, session, at, after } of telling) {
    const whole = findAttempt(store, attempt as AttemptId);
    const type = after?.isHint ? OFFLINE_AFTER_HINT : OFFLINE_AFTER_VIOLATION;
    const isEnded = store.sessions.byId(session as SessionId)?.endedAt !== undefined;
    if (!after || isEnded || !isLive(wireState(whole.attempt, whole.sitting)) || isCausedByRestart(type, now, work.servingSince))
      continue;
    observe(work, whole, {
      source: 'ether',
      type,
      sessionId: session as SessionId,
      data: { after: after.type, seconds: Math.round((at - after.at) / 1_000) },
    });
  }
}
