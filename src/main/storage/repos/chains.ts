import { hash } from 'node:crypto';
import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import type { ChainRepo } from '../../domain/attempts/chain-store.ts';
import type { SessionChain } from '../../domain/walls/ether/event-chain.ts';
import type { RowCaches } from '../row-cache.ts';

const MOST_SESSIONS = 20_000;

export function createChainRepo(caches: RowCaches): ChainRepo {
  const chains = caches.create<SessionId, SessionChain>(MOST_SESSIONS);
  const gappy = new Map<SessionId, AttemptId>();
  const get = (sessionId: SessionId): SessionChain | undefined => chains.get(sessionId, () => undefined);
  return {
    get,
    put: (sessionId, attemptId, chain) => {
      chains.put(sessionId, chain);
      if (chain.gaps.length > 0) gappy.set(sessionId, attemptId);
    },
    withGaps: () => {
      for (const sessionId of gappy.keys()) if (!get(sessionId)?.gaps.length) gappy.delete(sessionId);
      return [...gappy].map(([sessionId, attemptId]) => ({ sessionId, attemptId }));
    },
    hashOf: (event) => hash('sha256', canonicalJson(event), 'hex'),
  };
}
