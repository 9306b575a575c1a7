import { sourceOf } from '../../domain/walls/fire/place.ts';

/** What a connection that is bounded together with others counts under. */
export interface Holder {
  readonly ip: string;
  /** What it is there for. */
  readonly attemptId: string;
}

function tally(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * Whose connection goes when there is no place left for a newcomer: the oldest of the address that holds most, and where addresses
 * hold alike of the attempt most are there for, the newcomer counted in. So whoever floods pushes out themselves. `open`: oldest first.
 */
export function whoGivesWay<Key>(open: ReadonlyMap<Key, Holder>, newcomer: Holder): Key | undefined {
  const all = [...open.values(), newcomer];
  const byAddress = tally(all.map(({ ip }) => sourceOf(ip)));
  const byAttempt = tally(all.map(({ attemptId }) => attemptId));
  let chosen: { readonly key: Key; readonly address: number; readonly attempt: number } | undefined;
  for (const [key, { ip, attemptId }] of open) {
    const address = byAddress.get(sourceOf(ip)) ?? 0;
    const attempt = byAttempt.get(attemptId) ?? 0;
    if (!chosen || address > chosen.address || (address === chosen.address && attempt > chosen.attempt))
      chosen = { key, address, attempt };
  }
  return chosen?.key;
}
