import type { Severity } from '../../../../shared/model/severity.ts';
import type { Finding } from '../finding.ts';
import { countTry, isDue } from './episode.ts';
import type { FireState, Source } from './fire-state.ts';
import {
  ACCOUNTS_OF_SLOW,
  ACCOUNTS_OF_SPRAY,
  CODES,
  FAST,
  HALL,
  OCCASION_MS,
  OCCASIONS,
  OCCASIONS_ALONE,
  SLOW_MS,
  STEADY,
} from './limits.ts';
import { isAskedOnce, isHallDoor, KNOCK_DOOR, type Login, NAMES_DOOR, ROOM_CODE_DOOR, tryOf } from './login.ts';
import { accountsOf, addTry, lengthOf, onlyAccountOf, runsOver, type Try, unknownOf } from './tries.ts';

/** A whole hall has one address; a device that names itself is one seat of it. */
export function sourceKey({ source, door, deviceId }: Login): string | undefined {
  if (source === undefined) return undefined;
  if (isAskedOnce(door) || door === KNOCK_DOOR) return `${door} ${source}`;
  if (!isHallDoor(door)) return source;
  return deviceId === undefined ? undefined : `${door} ${source} ${deviceId}`;
}

/** Tries that lie apart, not the burst each of them may be. */
function occasionsOf(tries: readonly Try[]): number {
  const times = tries.map(({ at }) => at).sort((a, b) => a - b);
  let occasions = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    if (at - last >= OCCASION_MS) {
      occasions += 1;
      last = at;
    }
  }
  return occasions;
}

function slowReason(tries: readonly Try[], ip: string): string | undefined {
  const occasions = occasionsOf(tries);
  const accounts = accountsOf(tries);
  if (occasions < OCCASIONS_ALONE && (occasions < OCCASIONS || accounts < ACCOUNTS_OF_SLOW)) return undefined;
  const span = Math.max(...tries.map(({ at }) => at)) - Math.min(...tries.map(({ at }) => at));
  return `${occasions} wrong sign-ins, slowly, for ${accounts} ${accounts === 1 ? 'account' : 'accounts'} within ${lengthOf(span)} from ${ip}`;
}

/** What is tried at these doors is nobody's account. */
const TYPE_AT_DOOR = new Map([
  [ROOM_CODE_DOOR, 'brute_force'],
  [KNOCK_DOOR, 'connection_churn'],
]);

function typeOf(tries: readonly Try[], door: string): string {
  const type = TYPE_AT_DOOR.get(door);
  if (type !== undefined) return type;
  if (accountsOf(tries) <= ACCOUNTS_OF_SPRAY) return 'brute_force';
  return tries.every(({ isUnknown }) => isUnknown) ? 'user_enumeration' : 'password_spraying';
}

function reasonsOf({ tries, episode }: Source, door: string, ip: string): string[] {
  const span = `within ${lengthOf(episode.last - episode.since)} from ${ip}`;
  if (door === ROOM_CODE_DOOR) return [`${episode.total} different wrong codes of the room ${span}`];
  if (door === KNOCK_DOOR) return [`${episode.total} connections without signing in ${span}`];
  if (door === NAMES_DOOR) return [`${episode.total} different names asked for ${span}`];
  const accounts = accountsOf(tries);
  const unknown = unknownOf(tries);
  const isMore = episode.total > tries.length;
  const whose = accounts === 1 ? 'one account' : `${isMore ? 'at least ' : ''}${accounts} accounts`;
  const first = `${episode.total} wrong passwords for ${whose} ${span}`;
  if (unknown === 0) return [first];
  if (unknown < accounts) return [first, `${unknown} of these names are not known here`];
  return [first, accounts === 1 ? 'This name is not known here' : 'None of these names is known here'];
}

function weigh({ tries, episode }: Source, isSlow: boolean, door: string): { severity: Severity; confidence: number } {
  if (isHallDoor(door) || door === KNOCK_DOOR)
    return episode.total < 30 ? { severity: 'low', confidence: 0.5 } : { severity: 'medium', confidence: 0.7 };
  if (isSlow) return { severity: 'medium', confidence: 0.5 };
  if (episode.total >= 30) return { severity: 'high', confidence: 0.9 };
  return accountsOf(tries) > ACCOUNTS_OF_SPRAY ? { severity: 'high', confidence: 0.8 } : { severity: 'medium', confidence: 0.6 };
}

/** W2: one address, or one device, that guesses: at one account, at many, at names, or at the code of the room. */
export function lookAtSource(login: Login, state: FireState): readonly Finding[] {
  const key = sourceKey(login);
  if (key === undefined || login.ip === undefined) return [];
  const { door, at, ip } = login;
  const source = state.sources.of(key);
  const { tries, episode } = source;
  // One wrong code typed over and over is stubborn, not guessing.
  if (isAskedOnce(door) && tries.some(({ user }) => user === login.user)) return [];
  addTry(tries, tryOf(login), SLOW_MS);
  countTry(episode, at);
  const isFast = door === ROOM_CODE_DOOR ? runsOver(tries, CODES) : runsOver(tries, FAST) || runsOver(tries, STEADY);
  const slow = isFast || isHallDoor(door) || door === KNOCK_DOOR ? undefined : slowReason(tries, ip);
  if ((!isFast && slow === undefined) || !isDue(episode)) return [];
  episode.type ??= typeOf(tries, door);
  return [
    {
      wall: 'fire',
      type: episode.type,
      ...weigh(source, slow !== undefined, door),
      subject: { ip, user: TYPE_AT_DOOR.has(door) ? undefined : onlyAccountOf(tries) },
      reasons: slow === undefined ? reasonsOf(source, door, ip) : [slow],
      at,
    },
  ];
}

/** W2: more wrong tries at a door of the hall than a whole hall mistyping could make. */
export function lookAtHall({ ip, source, door, at }: Login, { halls }: FireState): readonly Finding[] {
  if (ip === undefined || !isHallDoor(door)) return [];
  const hall = halls.of(`${door} ${source}`);
  const { episode } = hall;
  const passed = episode.total === 0 ? 0 : Math.max(0, at - episode.last);
  countTry(episode, at);
  hall.level = Math.max(0, episode.total === 1 ? 0 : hall.level - passed / HALL.leakMs) + 1;
  if (hall.level <= HALL.holds || !isDue(episode)) return [];
  episode.type = 'brute_force';
  const reason = `${episode.total} refused at the door "${door}" within ${lengthOf(at - episode.since)} from ${ip}: more than a hall of candidates mistypes`;
  return [{ wall: 'fire', type: 'brute_force', severity: 'medium', confidence: 0.6, subject: { ip }, reasons: [reason], at }];
}
