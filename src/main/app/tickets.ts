import { hash, randomBytes } from 'node:crypto';
import type { SessionId } from '../../shared/model/ids.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { Clock } from '../domain/ports.ts';

/** Single-use stand-ins for a token in the address of a handshake (protocol 1, Authentication). In memory only. */
export interface Tickets {
  /** A ticket for the session, good once and for 30 s. `expiresAt`: epoch ms. */
  issue(sessionId: SessionId): { ticket: string; expiresAt: number };
  /** Whose it was; it is used up by asking. Throws RoomError `token_invalid` when it is unknown, used or over. */
  redeem(ticket: string): SessionId;
}

const LIFE_MS = 30_000;
/** Open at once for one session; a further one takes the place of its oldest, and of nobody else's. */
const MOST_PER_SESSION = 20;
/** Longer than any ticket: what is longer is not hashed. */
const MAX_LENGTH = 128;

interface Ticket {
  readonly sessionId: SessionId;
  readonly expiresAt: number;
}

/** Only hashes are kept, so that a dump of this memory opens nothing. */
export function createTickets(clock: Clock): Tickets {
  /** In the order they were given out, which is the order they end in. */
  const open = new Map<string, Ticket>();
  const ofSession = new Map<SessionId, string[]>();
  const hashOf = (ticket: string): string => hash('sha256', ticket, 'base64url');

  function take(hashed: string): Ticket | undefined {
    const ticket = open.get(hashed);
    if (!ticket) return undefined;
    open.delete(hashed);
    const others = ofSession.get(ticket.sessionId)?.filter((other) => other !== hashed) ?? [];
    if (others.length > 0) ofSession.set(ticket.sessionId, others);
    else ofSession.delete(ticket.sessionId);
    return ticket;
  }
  function forgetOld(now: number): void {
    for (const [hashed, { expiresAt }] of open) {
      if (expiresAt > now) return;
      take(hashed);
    }
  }

  return {
    issue: (sessionId) => {
      const now = clock.now();
      forgetOld(now);
      const ticket = randomBytes(32).toString('base64url');
      const hashed = hashOf(ticket);
      const expiresAt = now + LIFE_MS;
      const mine = [...(ofSession.get(sessionId) ?? []), hashed];
      ofSession.set(sessionId, mine);
      open.set(hashed, { sessionId, expiresAt });
      if (mine.length > MOST_PER_SESSION && mine[0]) take(mine[0]);
      return { ticket, expiresAt };
    },
    redeem: (ticket) => {
      const found = ticket.length <= MAX_LENGTH ? take(hashOf(ticket)) : undefined;
      if (!found || found.expiresAt <= clock.now())
        throw new RoomError('token_invalid', 'This ticket was used, is over or was not given out here: ask for a new one.');
      return found.sessionId;
    },
  };
}
