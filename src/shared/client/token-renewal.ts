import { RoomError } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { Credentials } from './credentials-contract.ts';
import type { ClientClock, RandomPort } from './ports.ts';
import { mayHeal } from './retryable.ts';

const MOST_EARLY_MS = 5 * 60_000;
/** Looked at again so often: at first the room's time is not known yet, and the token may have been renewed elsewhere. */
const LOOK_AGAIN_MS = 60_000;

export interface TokenRenewalOptions {
  readonly credentials: Credentials;
  readonly clock: ClientClock;
  readonly serverNow: () => number;
  readonly random: RandomPort;
  /** The room refused to renew, and will again: the session is over. */
  readonly onRefused: (refusal: RoomError) => void;
}

/** Renews the token some minutes before its end for as long as it runs. Returns its stop. */
export function createTokenRenewal(options: TokenRenewalOptions): () => void {
  const { credentials, clock } = options;
  let cancel = () => {};
  let isStopped = false;
  let failures = 0;

  function plan(): void {
    if (isStopped) return;
    const expiresAt = credentials.expiresAt();
    if (expiresAt === undefined) return;
    const left = Math.max(0, expiresAt - options.serverNow());
    const wait = left - Math.min(MOST_EARLY_MS, left * 0.2);
    cancel = wait > LOOK_AGAIN_MS ? clock.after(LOOK_AGAIN_MS, plan) : clock.after(wait, () => void renew());
  }

  async function renew(): Promise<void> {
    try {
      await credentials.refresh();
      failures = 0;
      plan();
    } catch (error) {
      if (isStopped) return;
      if (error instanceof RoomError && !mayHeal(error)) return options.onRefused(error);
      cancel = clock.after(backoffMs(++failures, options.random), () => void renew());
    }
  }
  plan();
  return () => {
    isStopped = true;
    cancel();
  };
}
