import { retryIn, type WireError } from '../../../shared/protocol/errors.ts';
import type { SignedInActor } from '../../domain/access/actor.ts';
import type { Clock } from '../../domain/ports.ts';
import type { FloodWatch } from './flood-watch.ts';
import { createFloodWatch } from './flood-watch.ts';
import { createTokenBuckets, type Rate, type RateGuard } from './token-bucket.ts';

/** How much people may ask for, whatever they ask with: all transports of one user together (protocol 1, Limits). */
export interface EventGuard {
  /** Why something that costs so much is not done now; undefined where it may be. */
  refusal(actor: SignedInActor, cost: number): WireError | undefined;
  /** The same for one more connection, which costs nothing of what its client may send on it. */
  arrivalRefusal(actor: SignedInActor): WireError | undefined;
}

/** `onFlood` is called when a session keeps on asking although it is refused. */
export function createEventGuard(rate: Rate, clock: Clock, onFlood: (actor: SignedInActor) => void): EventGuard {
  const buckets: RateGuard = createTokenBuckets(rate, clock);
  const floods: FloodWatch = createFloodWatch(rate.burst, clock);
  const take = (key: string, actor: SignedInActor, cost: number): WireError | undefined => {
    if (buckets.take(key, cost)) return undefined;
    if (floods.refused(actor.sessionId)) onFlood(actor);
    const data = retryIn(buckets.waitMs(key));
    return { code: 'rate_limited', message: 'Too many requests: slow down, then send this again.', data };
  };
  return {
    refusal: (actor, cost) => take(actor.userId, actor, cost),
    arrivalRefusal: (actor) => take(`arrivals of ${actor.userId}`, actor, 1),
  };
}
