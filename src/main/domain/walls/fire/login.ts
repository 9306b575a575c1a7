import type { LoginSignal } from '../signal.ts';
import { networkOf, sourceOf } from './place.ts';
import type { Try } from './tries.ts';

/** A sign-in as the Fire Wall looks at it: with a time, and with names that are short and harmless. */
export interface Login {
  readonly at: number;
  /** To be shown; what is remembered are the names below. */
  readonly ip: string | undefined;
  readonly source: string | undefined;
  readonly network: string | undefined;
  readonly user: string | undefined;
  readonly door: string;
  readonly outcome: LoginSignal['outcome'];
  readonly deviceId: string | undefined;
  readonly isAfterEnd: boolean;
}

const LONGEST = 64;

/** What a client wrote, short and without what could steer a terminal or a page. */
const plain = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : text.slice(0, LONGEST).replace(/[^\p{L}\p{N} _.@:+\\/-]/gu, '?');

/** Under which name an address or a device is remembered: itself in a replay, a keyed pseudonym in a room (ID7). */
export type NameOf = (text: string) => string;

/** A time that is none counts as the beginning of time: it is far from every other, and touches nothing that was learnt. */
export function toLogin({ at, ip: from, user, door, outcome, deviceId, isAfterEnd }: LoginSignal, nameOf: NameOf): Login {
  // One address, however it is written.
  const ip = plain(from)?.replace(/^::ffff:(?=\d+\.)/i, '');
  const device = plain(deviceId);
  return {
    at: Number.isFinite(at) ? at : 0,
    ip,
    source: ip && nameOf(sourceOf(ip)),
    network: ip && nameOf(networkOf(ip)),
    user: plain(user),
    door,
    outcome,
    deviceId: device && nameOf(device),
    isAfterEnd: isAfterEnd === true,
  };
}

/** Wrong, or not even looked at because there was too much wrong before, or nobody at all. */
export const isWrong = ({ outcome, door }: Login): boolean =>
  door === KNOCK_DOOR || outcome === 'wrong_secret' || outcome === 'unknown_user' || outcome === 'locked';

export const tryOf = ({ at, user, outcome, source, network }: Login): Try => ({
  at,
  user,
  isUnknown: outcome === 'unknown_user',
  source,
  network,
});

/**
 * Doors a whole hall goes through behind one address, each candidate once or twice; what is tried there is nobody's account
 * (a code of the room, a token) or one of hundreds.
 */
const HALL_DOORS: ReadonlySet<string> = new Set(['join', 'join-code', 'token', 'ticket', 'refresh']);
export const isHallDoor = (door: string): boolean => HALL_DOORS.has(door);
export const ROOM_CODE_DOOR = 'join-code';
/** Where one can ask who there is, without a password: pages of authors, say. */
export const NAMES_DOOR = 'names';
/** Where somebody connects and leaves, or stays until they are put out, without saying who they are. */
export const KNOCK_DOOR = 'knock';
/** Where the same thing asked again tells nothing new. */
export const isAskedOnce = (door: string): boolean => door === ROOM_CODE_DOOR || door === NAMES_DOOR;
/** Where a person sits down and signs in. Programs that fetch mail or files are right in many places at once. */
const PERSONAL_DOORS: ReadonlySet<string> = new Set(['console', 'sshd', 'authelia', 'gitlab', 'keycloak']);
export const isPersonalDoor = (door: string): boolean => PERSONAL_DOORS.has(door);
/** Where staff sign in, from machines the room has seen before. */
export const STAFF_DOOR = 'console';
