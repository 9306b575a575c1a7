import type { Detector, Finding } from '../finding.ts';
import type { LoginSignal } from '../signal.ts';
import { countTry, isDue } from './episode.ts';
import type { FireState } from './fire-state.ts';
import { lookAtAccount, lookAtRight } from './guessed-account.ts';
import { lookAtHall, lookAtSource } from './guessing-source.ts';
import { lookAtPlace } from './known-places.ts';
import { OFTEN_AFTER_END } from './limits.ts';
import { isWrong, type Login, toLogin } from './login.ts';

const NOTHING: readonly Finding[] = [];

/** Somebody wants in again, and again, to an exam that is over. Once or twice it is a client that was opened anew. */
function lookAfterEnd({ at, ip, user }: Login, { late }: FireState): readonly Finding[] {
  if (user === undefined) return NOTHING;
  const episode = late.of(user);
  countTry(episode, at);
  if (episode.total < OFTEN_AFTER_END || !isDue(episode)) return NOTHING;
  return [
    {
      wall: 'fire',
      type: 'login_outside_sitting',
      severity: 'low',
      confidence: 0.3,
      subject: { ip, user },
      isOwnAddress: true,
      reasons: [`Tried ${episode.total} times to join an exam that has ended`],
      at,
    },
  ];
}

/** W2: looks at one try to prove who one is. */
export const fireWall: Detector<LoginSignal, FireState> = (signal, state) => {
  const login = toLogin(signal, state.nameOf);
  if (login.isAfterEnd) return lookAfterEnd(login, state);
  if (login.outcome === 'ok') return [...lookAtRight(login, state), ...lookAtPlace(login, state)];
  if (!isWrong(login)) return NOTHING;
  return [...lookAtSource(login, state), ...lookAtAccount(login, state), ...lookAtHall(login, state)];
};
