import type { Work } from '../work.ts';
import { endSession } from './end-session.ts';

/** Open sockets outlive their token a little, so that a refresh can arrive; sessions do so a little longer. */
const GRACE_MS = 120_000;

/** Ends sessions nobody renewed: they are nobody's any more and must not stand in the way (ID3). */
export function endExpiredSessions(work: Work): void {
  for (const session of work.store.sessions.live()) {
    if (work.now > session.expiresAt + GRACE_MS) endSession(work, session, 'expired');
  }
}
