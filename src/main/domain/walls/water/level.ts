import type { Allowance } from './limits.ts';

/** How full a leaky bucket is. */
export interface Level {
  level: number;
  /** Epoch ms at which that was so. */
  at: number;
}

export const newLevel = (): Level => ({ level: 0, at: 0 });

/** Adds one; true when that is more than the allowance. A log's clock that leaps back is another time: it leaks as for a leap ahead. */
export function exceeds(state: Level, { burst, perSecond }: Allowance, at: number, more = 0): boolean {
  const passed = Math.abs(at - state.at);
  state.at = at;
  // Never fuller than twice the burst: an attack that has ended is over soon.
  state.level = Math.min((burst + more) * 2, Math.max(0, state.level - (passed * perSecond) / 1000) + 1);
  return state.level > burst + more;
}
