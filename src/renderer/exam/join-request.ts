import type { CommandOutput } from '../../shared/protocol/index.ts';
import type { JoinRequest } from '../link/candidate-door.ts';
import type { RecoveryOffer } from '../link/recovery-link.ts';
import type { JoinForm } from './features/join/join-form.ts';

type Exam = CommandOutput<'join_info'>['exams'][number];
type Consent = CommandOutput<'join_info'>['consent'];

/** An exam somebody is about to join, with what they are asked to agree to. */
export interface Chosen {
  readonly exam: Exam;
  readonly consent: Consent;
}

/** What the candidate says at the entrance. `requestId`: an approved recovery request. */
export function joinRequest(form: JoinForm, chosen: Chosen, consent: boolean, requestId: string | undefined): JoinRequest {
  const accessCode = form.accessCode.trim();
  return {
    code: form.code,
    examId: chosen.exam.id,
    candidateNumber: form.candidateNumber.trim(),
    consent,
    consentVersion: chosen.consent.version,
    ...(chosen.exam.notWatched ? { notWatched: chosen.exam.notWatched } : {}),
    ...(chosen.exam.needsAccessCode && accessCode !== '' ? { accessCode } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** What a join that found the attempt in use was given to ask with. In the desktop app an id alone: its page holds no token. */
export function offerOf(error: unknown): RecoveryOffer | undefined {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: Partial<RecoveryOffer> };
  const { requestId, recoveryToken } = data ?? {};
  if (code !== 'attempt_in_use' || requestId === undefined) return undefined;
  return { requestId, recoveryToken };
}
