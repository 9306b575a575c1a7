import type { CommandInput, CommandOutput } from '../../shared/protocol/index.ts';
import { deviceId, loadResumeProof, type StoredSeat } from '../link/stored-seat.ts';
import type { JoinForm } from './features/join/join-form.ts';
import type { RecoveryOffer } from './features/recovery/use-recovery.ts';
import { browserDevice } from './seat/browser-device.ts';

type Exam = CommandOutput<'join_info'>['exams'][number];
type Consent = CommandOutput<'join_info'>['consent'];

/** An exam somebody is about to join, with what they are asked to agree to. */
export interface Chosen {
  readonly exam: Exam;
  readonly consent: Consent;
}

/** What a join sends. Of this computer nothing is told before there is consent. `requestId`: an approved recovery request. */
export function joinRequest(
  form: JoinForm,
  chosen: Chosen,
  consent: boolean,
  requestId: string | undefined,
): CommandInput<'join'> {
  const candidateNumber = form.candidateNumber.trim();
  const accessCode = form.accessCode.trim();
  const proof = loadResumeProof();
  const isSameSeat = proof?.examId === chosen.exam.id && proof.candidateNumber === candidateNumber;
  return {
    code: form.code,
    examId: chosen.exam.id,
    candidateNumber,
    consent,
    consentVersion: chosen.consent.version,
    ...(chosen.exam.needsAccessCode && accessCode !== '' ? { accessCode } : {}),
    ...(consent ? { device: { ...browserDevice(), deviceId: deviceId() } } : {}),
    ...(consent && isSameSeat ? { resumeToken: proof.resumeToken } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** The seat a join gives, as it is kept in this browser. */
export const seatOf = (joined: CommandOutput<'join'>, candidateNumber: string): StoredSeat => ({
  token: joined.token,
  refreshToken: joined.refreshToken,
  expiresAt: joined.expiresAt,
  resumeToken: joined.resumeToken,
  sessionId: joined.session.id,
  attemptId: joined.attempt.id,
  examId: joined.exam.id,
  examTitle: joined.exam.title,
  candidateNumber,
  displayName: joined.user.displayName,
});

/** What a join that found the attempt in use was given to ask with. */
export function offerOf(error: unknown): RecoveryOffer | undefined {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: Partial<RecoveryOffer> };
  const { requestId, recoveryToken } = data ?? {};
  if (code !== 'attempt_in_use' || requestId === undefined || recoveryToken === undefined) return undefined;
  return { requestId, recoveryToken };
}
