import type { Finding } from '../finding.ts';
import type { RequestSignal } from '../signal.ts';
import { ASKED, count, SHOOK_HANDS } from './lately.ts';
import { exceeds } from './level.ts';
import { BURST_PER_PERSON, OF_ADDRESS, OF_ROOM, type SourceLimits } from './limits.ts';
import { lookAtStrangers } from './look-at-strangers.ts';
import { tell, wasTold } from './tell.ts';
import type { Source, WaterState } from './water-state.ts';

const NOTHING: readonly Finding[] = [];
const SOCKET_PATHS = ['/socket.io', '/ws/security/alerts', '/api/v1/notifications/ws'];
const LONGEST_SHOWN = 60;
/** A part of a path longer than this may be a secret. */
const LONGEST_PART = 24;

const pathOf = (uri: string): string => uri.slice(0, 512).split(/[?#]/, 1)[0] ?? '';

/** A path as it may be shown: harmless signs only, nothing long. */
const shown = (path: string): string =>
  path
    .split('/')
    .map((part) => (part.length > LONGEST_PART ? '...' : part.replace(/[^\w.-]/g, '?')))
    .join('/')
    .slice(0, LONGEST_SHOWN);

/** Calls that carry a good token: their number is watched by who signed in, not by where from. */
const isSignedIn = ({ uri, headers, status }: RequestSignal): boolean =>
  status !== undefined &&
  status < 400 &&
  headers.authorization !== undefined &&
  (uri.startsWith('/api/v1/') || uri.startsWith('/alerts/'));

interface Asked {
  readonly path: string;
  readonly isFruitless: boolean;
  readonly at: number;
}

function lookAtSource(
  { path, isFruitless, at }: Asked,
  source: Source,
  limits: SourceLimits,
  ip: string | undefined,
  state: WaterState,
): readonly Finding[] {
  const more = source.people * BURST_PER_PERSON;
  const who = ip === undefined ? 'From many addresses' : `From ${ip}`;
  const flood = (reason: string, confidence: number): readonly Finding[] =>
    tell(source.told, at, { type: 'traffic_flood', severity: 'high', confidence, subject: { ip }, reason: `${who}: ${reason}` });
  const isTooFruitless = isFruitless && exceeds(source.fruitless, limits.fruitless, at, more);
  const isTooOften = exceeds(state.paths.of(`${ip ?? ''} ${path}`), limits.onePath, at, more);
  // Every page is made of some sixty pieces.
  const isTooMuch = exceeds(source.requests, limits.requests, at, more * 60);
  if (isTooFruitless) return flood('far more requests that lead nowhere than a whole hall makes', 0.9);
  if (isTooOften) return flood(`${shown(path)} was asked for far more often than a whole hall asks`, 0.8);
  if (isTooMuch) return flood('far more requests than a whole hall makes', 0.7);
  return NOTHING;
}

/** W3: one HTTP request or handshake, by how many of them there are. What it says is for the Air Wall. */
export function lookAtRequest(signal: RequestSignal, state: WaterState, address: Source | undefined): readonly Finding[] {
  const { at, ip, uri, status, headers } = signal;
  const path = pathOf(uri);
  const { room } = state;
  if (address) count(address.lately, ASKED, at);
  count(room.lately, ASKED, at);
  if (SOCKET_PATHS.some((socket) => path.startsWith(socket))) {
    // Of a session that is polled only the beginning is a handshake; whether it is good, its sign-in shows.
    if (/[?&]sid=/.test(uri.slice(0, 512)) && (status === undefined || status < 400)) return NOTHING;
    if (address) count(address.lately, SHOOK_HANDS, at);
    count(room.lately, SHOOK_HANDS, at);
    return lookAtStrangers(at, ip, address, room);
  }
  if (isSignedIn(signal)) return NOTHING;
  const isFruitless = status === undefined ? headers.upgrade === undefined : status >= 400;
  const asked: Asked = { path, isFruitless, at };
  const ofAddress = address ? lookAtSource(asked, address, OF_ADDRESS, ip, state) : NOTHING;
  // One attacker is told of once, by their address, and makes no attack from everywhere.
  if (ofAddress.length > 0 || wasTold(address?.told, at, 'traffic_flood')) return ofAddress;
  return lookAtSource(asked, room, OF_ROOM, undefined, state);
}
