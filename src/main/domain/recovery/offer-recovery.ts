import type { RecoveryRequestId } from '../../../shared/model/recovery.ts';
import type { DeviceClaim } from '../../../shared/model/session.ts';
import type { Attempt } from '../records.ts';
import type { Work } from '../work.ts';
import { asOf } from './recovery-state.ts';
import type { RecoveryServices } from './services.ts';

/** Longer than a request can wait, so that whoever waits hears how it ends. */
const TOKEN_MS = 60 * 60_000;

/**
 * What a refused second device is told: a request to make and the token to make it with (protocol 6, Join). One that
 * waits already goes on under its own id. Nothing is stored yet.
 */
export function offerRecovery(
  work: Work,
  { tokens }: RecoveryServices,
  { id: attemptId, userId }: Attempt,
  claimed: { readonly requestId?: string | undefined; readonly device?: DeviceClaim | undefined },
): { requestId: RecoveryRequestId; recoveryToken: string } {
  const known = claimed.requestId === undefined ? undefined : work.store.recovery.byId(claimed.requestId as RecoveryRequestId);
  const isWaiting = known?.attemptId === attemptId && known.kind === 'seat' && asOf(known, work.now).state === 'pending';
  const requestId = isWaiting ? known.id : work.ids.next<RecoveryRequestId>();
  const { deviceType, os, app } = claimed.device ?? { deviceType: 'unknown' };
  const device = { deviceType, ...(os === undefined ? {} : { os }), ...(app === undefined ? {} : { app }) };
  return { requestId, recoveryToken: tokens.sign({ userId, attemptId, requestId, device }, work.now + TOKEN_MS) };
}
