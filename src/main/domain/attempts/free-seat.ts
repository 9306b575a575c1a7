import type { RecoveryRequestId } from '../../../shared/model/recovery.ts';
import type { DeviceClaim } from '../../../shared/model/session.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { MOST_WRONG_ACCESS_CODES } from '../access/limits.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { endSession } from '../identity/end-session.ts';
import type { IdentityServices } from '../identity/services.ts';
import type { Attempt, RosterEntry, Session } from '../records.ts';
import { takeApproval } from '../recovery/let-back-in.ts';
import { offerRecovery } from '../recovery/offer-recovery.ts';
import type { RecoveryServices } from '../recovery/services.ts';
import { RecordedRefusal, type Work } from '../work.ts';

/** A shorter one could be guessed, or be a name many devices share. */
const SHORTEST_DEVICE_ID = 16;

/** Only staff can help now, so they are told; that somebody guessed is no accusation against the candidate. */
function tellLocked(work: Work, { examId, userId }: RosterEntry): void {
  raiseAlert(work, {
    type: 'access_code_locked',
    severity: 'medium',
    source: 'student-client',
    title: 'Too many wrong access codes',
    message:
      'Somebody entered a wrong access code for this candidate ten times. Release the candidate on the roster of the exam.',
    reasons: [`${MOST_WRONG_ACCESS_CODES} wrong access codes`],
    examId,
    userId,
  });
}

/** The access code from the roster, when one is set; wrong tries are counted and remembered. */
function checkAccessCode(
  work: Work,
  services: IdentityServices,
  entry: RosterEntry,
  accessCode: string | undefined,
  /** Somebody else's guessing shuts nobody out of a device they were let in on before (W2). */
  isOwnDevice: () => boolean,
): void {
  if (entry.accessCodeKey === undefined) return;
  if (entry.wrongAccessCodes >= MOST_WRONG_ACCESS_CODES && !isOwnDevice()) {
    throw new RoomError('access_code_invalid', 'Too many wrong access codes: ask the invigilator.', { field: 'accessCode' });
  }
  if (accessCode !== undefined && services.lookup.of('access_code', accessCode) === entry.accessCodeKey) return;
  if (accessCode === undefined)
    throw new RoomError('access_code_invalid', 'This exam needs your access code.', { field: 'accessCode' });
  const tries = entry.wrongAccessCodes + 1;
  work.store.roster.put({ ...entry, wrongAccessCodes: tries });
  work.audit('join.refused', `user:${entry.userId}`, { why: 'access code', tries });
  if (tries === MOST_WRONG_ACCESS_CODES) tellLocked(work, entry);
  throw new RecordedRefusal('access_code_invalid', 'This access code is wrong.', { field: 'accessCode' });
}

/**
 * A second device asks for an attempt somebody is working on: refused, shown to staff (security 6), and told how to ask
 * to be let in (ID6).
 */
function refuseSecondDevice(
  work: Work,
  { refusals }: IdentityServices,
  recovery: RecoveryServices,
  attempt: Attempt,
  input: CommandInput<'join'>,
): never {
  refusals.note(work, 'join.refused', `attempt:${attempt.id}`, 'attempt in use');
  raiseAlert(work, {
    type: 'attempt_in_use',
    severity: 'medium',
    source: 'student-client',
    title: 'A second device asks for this attempt',
    message:
      'Somebody tried to join with this candidate number from another device. Approve the request on the recovery page to let the candidate move, or dismiss this.',
    reasons: ['The candidate number is in use on another device'],
    examId: attempt.examId,
    attemptId: attempt.id,
    userId: attempt.userId,
    groupingKey: `${attempt.id}:attempt_in_use`,
    groupingMs: 10 * 60_000,
  });
  throw new RecordedRefusal(
    'attempt_in_use',
    'This candidate is signed in on another device: ask the invigilator to release the seat.',
    { data: offerRecovery(work, recovery, attempt, input) },
  );
}

/**
 * Whether the claim names the device the session was opened from: an id that long is random and was told to this room
 * alone. So who never got the answer to a join, and its resume token with it, may simply join again.
 */
function isDeviceOf(work: Work, session: Session, claim: DeviceClaim | undefined): boolean {
  const claimed = claim?.deviceId;
  return (
    claimed !== undefined &&
    claimed.length >= SHORTEST_DEVICE_ID &&
    claimed === work.store.sessions.deviceOf(session.id)?.deviceId
  );
}

/**
 * The candidate's attempt, if there is one, free to be gone on with: by the same device at once, by another one only
 * after staff ended the session that holds it or approved its recovery request.
 */
export function freeSeat(
  work: Work,
  services: IdentityServices,
  recovery: RecoveryServices,
  entry: RosterEntry,
  existing: Attempt | undefined,
  input: CommandInput<'join'>,
): Attempt | undefined {
  const claimed = input.resumeToken === undefined ? undefined : services.secrets.hashOf(input.resumeToken);
  const hasProof = claimed !== undefined && claimed === existing?.resumeTokenHash;
  const isOwnDevice = (): boolean =>
    existing !== undefined &&
    work.store.sessions.ofAttempt(existing.id).some((session) => isDeviceOf(work, session, input.device));
  if (!hasProof) checkAccessCode(work, services, entry, input.accessCode, isOwnDevice);
  const live = existing ? work.store.sessions.liveOfAttempt(existing.id) : [];
  const isSameDevice = hasProof || live.some((session) => isDeviceOf(work, session, input.device));
  const requestId = input.requestId as RecoveryRequestId | undefined;
  const isLetIn = existing !== undefined && requestId !== undefined && takeApproval(work, existing, requestId);
  if (existing && live.length > 0 && !isSameDevice && !isLetIn) refuseSecondDevice(work, services, recovery, existing, input);
  for (const session of live) endSession(work, session, isLetIn ? 'moved to another device' : 'continued in a new session');
  return existing;
}
