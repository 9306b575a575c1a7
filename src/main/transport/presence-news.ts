import { isStaff } from '../../shared/model/role.ts';
import type { Device } from '../../shared/model/session.ts';
import { toIso } from '../../shared/model/time.ts';
import { examRoom, type RoomName, userRoom } from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import { type AttemptInExam, emitAttemptState, toAttemptState } from '../domain/attempts/attempt-views.ts';
import { findAttempt } from '../domain/attempts/find-attempt.ts';
import { noteWentOffline } from '../domain/attempts/went-offline.ts';
import { toExamState } from '../domain/exams/exam-views.ts';
import { toDevice } from '../domain/identity/device.ts';
import type { Work } from '../domain/work.ts';
import type { Connection, Greeting } from './connection.ts';

const attemptOf = (work: Work, { attemptId }: SignedInActor): AttemptInExam | undefined =>
  attemptId && findAttempt(work.store, attemptId);

/** The rooms of an identity; staff join an exam's on request besides (protocol 1, Rooms). */
function roomsOf({ role, userId }: SignedInActor, whole: AttemptInExam | undefined): RoomName[] {
  if (isStaff(role)) return ['admin-dashboard', 'security', userRoom(userId)];
  return [userRoom(userId), ...(whole ? [examRoom(whole.exam.id)] : [])];
}

function greetingOf(work: Work, whole: AttemptInExam): Greeting {
  return [
    { name: 'exam-state', payload: toExamState(whole.exam, whole.sitting, work.now) },
    { name: 'attempt-state', payload: { ...toAttemptState(work.store, work.presence, whole), connected: true } },
  ];
}

/**
 * Lets a connection in: it is greeted, and is in its rooms from then on. Told outside its turn among what others
 * committed, the greeting could follow a newer state and undo it on the screen.
 */
export function welcome(work: Work, connection: Connection, { isNews }: { readonly isNews: boolean }): void {
  const { actor } = connection;
  const whole = attemptOf(work, actor);
  // Other connections of the same candidate, before this one is among them: it finds the same in its greeting.
  if (whole && isNews) emitAttemptState(work, whole, [userRoom(actor.userId)]);
  const greeting = whole ? greetingOf(work, whole) : [];
  work.afterCommit(() => connection.welcome(greeting, roomsOf(actor, whole)));
  if (work.store.sessions.byId(actor.sessionId)?.endedAt !== undefined) {
    // Ended between its handshake and now.
    work.disconnect(actor.sessionId, 'token_revoked', 'This session was ended.');
  }
}

/** What is known of a session's machine, at the address it now comes from: a laptop moves from one network to another. */
function deviceAt(work: Work, { sessionId, ip }: SignedInActor): Device {
  const stored = work.store.sessions.deviceOf(sessionId);
  if (!stored || stored.ip === ip) return toDevice(work.store, stored);
  const moved = { ...stored, ip };
  work.store.sessions.setDevice(sessionId, moved);
  return toDevice(work.store, moved);
}

/** Records and tells that the first connection of a session came, or the last one went. */
export function recordPresence(work: Work, actor: SignedInActor, type: 'connected' | 'disconnected'): void {
  const whole = attemptOf(work, actor);
  if (type === 'disconnected') noteWentOffline(work, actor);
  work.audit(`session.${type}`, `session:${actor.sessionId}`);
  work.emit({
    name: 'session-update',
    payload: {
      type,
      session: { id: actor.sessionId, userId: actor.userId, ...(whole ? { examId: whole.exam.id } : {}), role: actor.role },
      device: deviceAt(work, actor),
      timestamp: toIso(work.now),
    },
    rooms: ['security', userRoom(actor.userId)],
  });
  // The candidate who comes has been told by the greeting.
  if (whole) emitAttemptState(work, whole, type === 'connected' ? ['admin-dashboard'] : undefined);
}

/** Tells that a session fell silent or was heard again. */
export function tellSilence(work: Work, actor: SignedInActor): void {
  const whole = attemptOf(work, actor);
  if (!work.presence.isConnected(actor.sessionId)) noteWentOffline(work, actor);
  if (whole) emitAttemptState(work, whole);
}
