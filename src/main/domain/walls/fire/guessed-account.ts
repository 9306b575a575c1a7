import type { Finding } from '../finding.ts';
import { countTry, isDue, isOngoing } from './episode.ts';
import type { FireState } from './fire-state.ts';
import { sourceKey } from './guessing-source.ts';
import { EPISODE_MS, FAST, FROM_MANY, MANY_BEFORE_RIGHT, SLOW_MS, STEADY } from './limits.ts';
import { isAskedOnce, isHallDoor, type Login, tryOf } from './login.ts';
import { addTry, dropTries, lengthOf, runsOver } from './tries.ts';

/** W2: one account that is guessed at from many networks; at the candidates' door, also one whose access code is. */
export function lookAtAccount(login: Login, state: FireState): readonly Finding[] {
  const { user, ip, at, door } = login;
  // A candidate number that does not exist has no secret to guess: it was mistyped.
  if (user === undefined || isAskedOnce(door) || (isHallDoor(door) && (login.outcome === 'unknown_user' || door !== 'join')))
    return [];
  const { tries, episode } = state.accounts.of(user);
  addTry(tries, tryOf(login), SLOW_MS);
  countTry(episode, at);
  for (const { withinMs, tries: most, networks } of FROM_MANY) {
    const near = tries.filter((one) => Math.abs(at - one.at) <= withinMs);
    const places = new Set(near.flatMap(({ network }) => (network === undefined ? [] : [network])));
    if (near.length < most || places.size < networks) continue;
    if (!isDue(episode)) return [];
    episode.type = 'distributed_guessing';
    const span = Math.max(...near.map((one) => one.at)) - Math.min(...near.map((one) => one.at));
    return [
      {
        wall: 'fire',
        type: 'distributed_guessing',
        severity: login.outcome === 'unknown_user' ? 'medium' : 'high',
        confidence: 0.7,
        subject: { user },
        reasons: [
          `${near.length} wrong passwords for one account from ${places.size} networks within ${lengthOf(span)}, the last from ${ip ?? 'an unknown address'}`,
        ],
        at,
      },
    ];
  }
  if (door !== 'join' || !(runsOver(tries, FAST) || runsOver(tries, STEADY)) || !isDue(episode)) return [];
  episode.type = 'brute_force';
  const reason = `${episode.total} wrong access codes for one candidate within ${lengthOf(at - episode.since)}, the last from ${ip ?? 'an unknown address'}`;
  return [{ wall: 'fire', type: 'brute_force', severity: 'low', confidence: 0.5, subject: { ip, user }, reasons: [reason], at }];
}

/**
 * W2: a right password after many wrong ones, or at an address that has been guessing. Not from a device the account was
 * right on before: whoever attacks beside its owner must not make the owner look like the attacker.
 */
export function lookAtRight(login: Login, state: FireState): readonly Finding[] {
  const { user, ip, at, deviceId } = login;
  const key = sourceKey(login);
  const account = user === undefined ? undefined : state.accounts.peek(user);
  const source = key === undefined ? undefined : state.sources.peek(key);
  if (user === undefined || ip === undefined) return [];
  const isGuessing = source !== undefined && !isHallDoor(login.door) && isOngoing(source.episode, at);
  // What was wrong for this account and from here is explained now; what was wrong for others stays.
  const isOwn = (one: { readonly user: string | undefined }): boolean => one.user === user;
  const recent = source?.tries.filter((one) => isOwn(one) && Math.abs(at - one.at) <= EPISODE_MS).length ?? 0;
  if (source) {
    const gone = dropTries(source.tries, isOwn);
    if (source.episode.type === undefined) source.episode.total = Math.max(0, source.episode.total - gone);
  }
  if (account) dropTries(account.tries, (one) => one.source === login.source);
  if (deviceId !== undefined && account?.devices.includes(deviceId)) return [];
  if (recent < MANY_BEFORE_RIGHT && !isGuessing) return [];
  const isKnownPlace = login.network !== undefined && account?.networks.includes(login.network) === true;
  return [
    {
      wall: 'fire',
      type: 'suspicious_login',
      severity: isKnownPlace ? 'medium' : 'high',
      confidence: isKnownPlace ? 0.4 : 0.7,
      subject: { ip, user },
      isOwnAddress: true,
      reasons: [
        recent < MANY_BEFORE_RIGHT
          ? 'Signed in from an address that has been guessing passwords'
          : `Signed in after ${recent} wrong passwords from the same address`,
      ],
      at,
    },
  ];
}
