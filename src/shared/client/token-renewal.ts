import { RoomError } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { Credentials } from './credentials-contract.ts';
import type { ClientClock, RandomPort } from './ports.ts';
import { mayHeal } from './retryable.ts';

const MOST_EARLY_MS = 5 * 60_000;
/** Looked at again so often: the token may have been renewed elsewhere. */
const LOOK_AGAIN_MS = 60_000;
const UNHEARD_MS = 2_000;

export interface TokenRenewalOptions {
  readonly credentials: Credentials;
  readonly clock: ClientClock;
  /** Undefined until the room was heard: by a wrong local clock every token looks ended, or good for ever. */
  readonly serverNow: () => number | undefined;
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
  /** How long before its end the present token is renewed: less for one that is short-lived. */
  let seen: { readonly expiresAt: number; readonly early: number } | undefined;

  function plan(): void {
    if (isStopped) return;
    const expiresAt = credentials.expiresAt();
    const now = options.serverNow();
    if (expiresAt === undefined || now === undefined) {
      cancel = clock.after(UNHEARD_MS, plan);
      return;
    }
    const left = Math.max(0, expiresAt - now);
    if (seen?.expiresAt !== expiresAt) seen = { expiresAt, early: Math.min(MOST_EARLY_MS, left / 3) };
    const wait = Math.max(0, left - seen.early);
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
