import type { AttemptId, UserId } from '../../../shared/model/ids.ts';
import { RecordedRefusal, type Work } from '../work.ts';
import type { RecoveryServices } from './services.ts';

/** Long enough to walk to the candidate and back. */
export const CODE_MS = 15 * 60_000;
/** More wrong tries end the code: then it is guessed at, and staff give out another one. */
const MOST_WRONG_TRIES = 5;

/** People read codes aloud: case, spaces and hyphens do not count. Bound to the attempt, so that it opens no other. */
export const codeKeyOf = ({ lookup }: Pick<RecoveryServices, 'lookup'>, attemptId: AttemptId, code: string): string =>
  lookup.of('access_code', `recovery ${attemptId} ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);

export const codeInvalid = (): RecordedRefusal =>
  new RecordedRefusal('recovery_code_invalid', 'This recovery code is not valid: ask the invigilator for a new one.', {
    field: 'code',
  });

/** Spends the code and answers who gave it out. A wrong one is counted, kept and refused. */
export function spendCode(work: Work, services: RecoveryServices, attemptId: AttemptId, code: string): UserId {
  const stored = work.store.recovery.code(attemptId);
  const isGood = stored !== undefined && work.now < stored.expiresAt && stored.wrongTries < MOST_WRONG_TRIES;
  if (isGood && codeKeyOf(services, attemptId, code) === stored.codeKey) {
    work.store.recovery.removeCode(attemptId);
    return stored.issuedBy;
  }
  const tries = (stored?.wrongTries ?? 0) + 1;
  if (stored) work.store.recovery.putCode({ ...stored, wrongTries: tries });
  work.audit('recovery.code_refused', `attempt:${attemptId}`, { tries, hasCode: stored !== undefined });
  throw codeInvalid();
}
