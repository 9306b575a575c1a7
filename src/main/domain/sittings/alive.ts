import type { Store } from '../store.ts';
import type { Work } from '../work.ts';

/** Setting: when the room was last known to serve a running sitting, epoch ms. */
const ALIVE_AT = 'alive_at';

/** 0 where it never did. */
export const aliveAt = (store: Store): number => Number(store.settings.get(ALIVE_AT) ?? 0);

/**
 * The room serves a running sitting now. To be said in the very step that starts one or lets it go on: a crash right afterwards would
 * else give everybody back the time since the last one ran, which may be a day.
 */
export const setAlive = (work: Work): void => work.store.settings.set(ALIVE_AT, String(work.now));
