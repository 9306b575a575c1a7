import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket as EngineSocket } from 'engine.io';
import type { PatientEngine } from '../patient-engine.ts';
import type { Lobby, Stay } from './lobby.ts';
import type { ClientAddress } from './networks.ts';

/** What a handshake shows to say whose it is. */
export interface Shown {
  readonly authorization: string | undefined;
  readonly token: string | undefined;
  readonly ticket: string | undefined;
}

/** Whoever shows more than any token of ours is long gets a session at once, which is bounded more tightly. */
const MOST_SHOWN = 4_096;

export const shownBy = ({ headers }: IncomingMessage, query: URLSearchParams | undefined): Shown => ({
  authorization: headers.authorization,
  token: query?.get('token') ?? undefined,
  ticket: query?.get('ticket') ?? undefined,
});

const lengthOf = ({ authorization, token, ticket }: Shown): number =>
  (authorization?.length ?? 0) + (token?.length ?? 0) + (ticket?.length ?? 0);

interface Unclaimed {
  readonly shown: Shown;
  readonly stay: Stay;
}

/**
 * Sessions by polling that were promised to somebody who has not come back yet. A handshake is one request that anybody can send
 * twenty thousand times; until a second one names the id it was given, it costs this id and a place among such ids (security 17).
 */
export interface UnclaimedSessions {
  /** Answers a handshake by polling with a promise. Says `false`, and does nothing, where it is none that can be kept waiting. */
  promise(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): boolean;
  /** Somebody comes with this id: if it was promised, its session begins. */
  claim(sid: string, request: IncomingMessage): void;
  /** What the handshake of a session that was claimed had shown. */
  shownFor(session: EngineSocket): Shown | undefined;
  /** Somebody has signed in on it: what was shown is not kept for as long as it lasts. */
  forget(session: EngineSocket): void;
}

export interface UnclaimedSessionsParts {
  /** Where promised ids wait: apart from connections, none of which has to go because many ids are asked for. */
  readonly callers: Lobby;
  readonly addressOf: (request: IncomingMessage) => ClientAddress;
}

export function createUnclaimedSessions(
  engine: Pick<PatientEngine, 'generateId' | 'promiseOf' | 'begin' | 'session'>,
  { callers, addressOf }: UnclaimedSessionsParts,
): UnclaimedSessions {
  const waiting = new Map<string, Unclaimed>();
  const shownBefore = new WeakMap<EngineSocket, Shown>();

  const isHandshake = ({ method }: IncomingMessage, query: URLSearchParams): boolean =>
    method === 'GET' && query.get('transport') === 'polling' && query.get('EIO') === '4' && !query.has('sid');

  return {
    promise: (request, response, query) => {
      const shown = shownBy(request, query);
      if (!isHandshake(request, query) || lengthOf(shown) > MOST_SHOWN) return false;
      const sid = engine.generateId(request);
      if (typeof sid !== 'string') return false;
      const stay = callers.enter(addressOf(request).ip, () => waiting.delete(sid));
      waiting.set(sid, { shown, stay });
      const promised = engine.promiseOf(sid);
      const headers = {
        'Content-Type': 'text/plain; charset=UTF-8',
        'Content-Length': promised.length,
        'cache-control': 'no-store',
      };
      response.writeHead(200, headers).end(promised, 'latin1');
      return true;
    },
    claim: (sid, request) => {
      const unclaimed = waiting.get(sid);
      if (!unclaimed) return;
      waiting.delete(sid);
      unclaimed.stay.leave();
      engine.begin(sid, request);
      const session = engine.session(sid);
      if (session) shownBefore.set(session, unclaimed.shown);
    },
    shownFor: (session) => shownBefore.get(session),
    forget: (session) => void shownBefore.delete(session),
  };
}
