import type { BurstRepo } from '../../domain/incidents/incident-store.ts';
import type { SettingRepo } from '../../domain/store.ts';
import type { Burst } from '../../domain/walls/ether/burst.ts';
import { json } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { WriteBehind } from '../write-behind.ts';

/** Settings of this name and the key hold what correlation remembers: a dozen small rows a sitting. */
const NAME = 'burst ';

interface BurstRepoParts {
  readonly settings: SettingRepo;
  readonly caches: RowCaches;
  readonly behind: WriteBehind;
}

export function createBurstRepo({ settings, caches, behind }: BurstRepoParts): BurstRepo {
  const kept = caches.create<string, Burst>(2_000);
  const waiting = behind.rows<string, readonly [string, Burst]>(([key, burst]) =>
    settings.set(NAME + key, JSON.stringify(burst)),
  );
  const read = (key: string): Burst | undefined => {
    const newest = waiting.get(key);
    if (newest) return newest[1];
    const stored = settings.get(NAME + key);
    return stored === undefined ? undefined : json<Burst>(stored);
  };
  return {
    get: (key) => kept.get(key, () => read(key)),
    put: (key, burst) => {
      kept.put(key, burst);
      waiting.put(key, [key, burst]);
    },
  };
}
