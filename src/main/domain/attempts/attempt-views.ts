import type { AttemptState, AttemptSummary } from '../../../shared/model/attempt.ts';
import { isAnswerable } from '../../../shared/model/question.ts';
import { toIso } from '../../../shared/model/time.ts';
import { type AttemptStateEvent, type RoomName, userRoom } from '../../../shared/protocol/events.ts';
import { personName } from '../identity/person-name.ts';
import { toHand } from '../messages/message-views.ts';
import { type Paper, paperOf } from '../papers/paper-of.ts';
import type { Attempt, Exam, Session, Sitting } from '../records.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Store } from '../store.ts';
import type { Presence, Work } from '../work.ts';
import { attemptEndsAt } from './attempt-clock.ts';
import { breakEndsAt } from './breaks.ts';

/** An attempt with what it is part of, as most commands need it. */
export interface AttemptInExam {
  readonly attempt: Attempt;
  readonly sitting: Sitting;
  readonly exam: Exam;
}

/** Who is on a break stands still as everybody does in a pause (EX10). */
export const wireState = (attempt: Attempt, sitting: Sitting): AttemptState =>
  attempt.state === 'in_progress' && (sitting.state === 'paused' || attempt.breakStartedAt !== undefined)
    ? 'paused'
    : attempt.state;

/** Until when the candidate's break lasts, and how many are left, for the candidate and for staff. */
function breakOf(store: Store, attempt: Attempt, sitting: Sitting): { breakEndsAt?: string; breaksLeft?: number } {
  const at = breakEndsAt(sitting, attempt);
  const granted = store.roster.get(attempt.examId, attempt.userId)?.accommodations?.breaks;
  return {
    ...(at === undefined ? {} : { breakEndsAt: toIso(at) }),
    ...(granted === undefined ? {} : { breaksLeft: Math.max(0, granted.count - (attempt.breaksTaken ?? 0)) }),
  };
}

/** By paper as it was put together: every change of an attempt's state tells the number. */
const answerable = new WeakMap<Paper, number>();

function countAnswerable(store: Store, attempt: Attempt): number {
  const paper = paperOf(store, attempt);
  const count = answerable.get(paper) ?? paper.questions.filter(isAnswerable).length;
  answerable.set(paper, count);
  return count;
}

/** The session a candidate works in now, if any. */
export const liveSession = (store: Store, attempt: Attempt): Session | undefined =>
  store.sessions.liveOfAttempt(attempt.id).at(-1);

/** The payload of `attempt-state` (protocol 3). */
export function toAttemptState(store: Store, presence: Presence, { attempt, sitting, exam }: AttemptInExam): AttemptStateEvent {
  const session = liveSession(store, attempt);
  const endsAt = attemptEndsAt(exam, sitting, attempt);
  return {
    attemptId: attempt.id,
    ...(session ? { sessionId: session.id } : {}),
    state: wireState(attempt, sitting),
    monitoring: attempt.monitoring,
    connected: session !== undefined && presence.isConnected(session.id),
    ...(endsAt === undefined ? {} : { endsAt: toIso(endsAt) }),
    progress: { answered: attempt.answered, total: countAnswerable(store, attempt) },
    ...(attempt.reason === undefined ? {} : { reason: attempt.reason }),
    ...breakOf(store, attempt, sitting),
  };
}

/** Tells the candidate and staff, or some of them, what an attempt is like now. */
export function emitAttemptState(
  work: Work,
  whole: AttemptInExam,
  rooms: readonly RoomName[] = [userRoom(whole.attempt.userId), 'admin-dashboard'],
): void {
  work.emit({ name: 'attempt-state', payload: toAttemptState(work.store, work.presence, whole), rooms });
}

/** What the candidate sees of their own attempt. */
export function toOwnView(store: Store, { attempt, sitting, exam }: AttemptInExam) {
  const endsAt = attemptEndsAt(exam, sitting, attempt);
  return {
    id: attempt.id,
    state: wireState(attempt, sitting),
    monitoring: attempt.monitoring,
    identity: attempt.identity,
    ...(endsAt === undefined ? {} : { endsAt: toIso(endsAt) }),
    progress: { answered: attempt.answered, total: countAnswerable(store, attempt) },
    ...(attempt.reason === undefined ? {} : { reason: attempt.reason }),
    ...breakOf(store, attempt, sitting),
  };
}

/** A line of the live grid, names included: for staff only. */
export function toAttemptSummary(work: Pick<Work, 'store' | 'presence' | 'now'>, whole: AttemptInExam): AttemptSummary {
  const { store, presence, now } = work;
  const { attempt, exam } = whole;
  const user = store.users.byId(attempt.userId);
  const person = user && store.persons.get(user.personId);
  const entry = store.roster.get(exam.id, attempt.userId);
  const state = toAttemptState(store, presence, whole);
  const hand = store.messages.hand(attempt.id);
  return {
    id: attempt.id,
    userId: attempt.userId,
    examId: exam.id,
    candidateNumber: person?.loginName ?? '',
    name: personName(store, attempt.userId),
    ...(entry?.seat ? { seat: entry.seat } : {}),
    state: state.state,
    monitoring: attempt.monitoring,
    riskScore: explainScore(attempt.risk, now, exam.policy).score,
    connected: state.connected,
    identity: attempt.identity,
    reducedIntegrity: attempt.reducedIntegrity,
    ...(state.endsAt ? { endsAt: state.endsAt } : {}),
    progress: state.progress,
    openAlerts: store.alerts.openCount(attempt.id),
    ...(attempt.lastEventType && attempt.lastEventAt
      ? { lastEvent: { type: attempt.lastEventType, at: toIso(attempt.lastEventAt) } }
      : {}),
    ...(attempt.reason ? { reason: attempt.reason } : {}),
    ...(state.breakEndsAt ? { breakEndsAt: state.breakEndsAt } : {}),
    ...(hand ? { hand: toHand(hand) } : {}),
  };
}
