import { EPISODE_MS, TELL_AGAIN, TELL_DOUBLED_FROM } from './limits.ts';

/** One attack while it lasts: how many tries it has had, and when it is told of (again). */
export interface Episode {
  total: number;
  since: number;
  last: number;
  /** Told once it is due and this many tries were counted. */
  tellAt: number;
  /** As what it was told first: it keeps its name while it lasts, so that staff see one thing. */
  type: string | undefined;
}

export const newEpisode = (): Episode => ({ total: 0, since: 0, last: 0, tellAt: 0, type: undefined });

/** One more try; a silence before it, or a leap of the clock, begins a new episode. */
export function countTry(episode: Episode, at: number): void {
  if (episode.total === 0 || Math.abs(at - episode.last) > EPISODE_MS)
    Object.assign(episode, { total: 0, since: at, tellAt: 0, type: undefined } satisfies Partial<Episode>);
  episode.total += 1;
  episode.last = at;
}

/** True when it should be told now, and not again before it has grown. */
export function isDue(episode: Episode): boolean {
  if (episode.total < episode.tellAt) return false;
  episode.tellAt = episode.total < TELL_DOUBLED_FROM ? episode.total + TELL_AGAIN : episode.total * 2;
  return true;
}

/** Was told of, and goes on. */
export const isOngoing = (episode: Episode, at: number): boolean =>
  episode.type !== undefined && Math.abs(at - episode.last) <= EPISODE_MS;
