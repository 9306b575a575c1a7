import type { LinkConnection } from '../../link/candidate-link.ts';
import type { ClockOffset } from '../detection/clock-jump.ts';

/**
 * Room time minus this machine's wall time, by a measurement that is young enough. That the connection is open says nothing: after a
 * sleep it may be dead and not noticed yet, and the room's time as it was believed before is behind by the whole sleep.
 */
export const measuredOffset =
  (
    { serverNow, serverTimeAge }: Pick<LinkConnection, 'serverNow' | 'serverTimeAge'>,
    wall: () => number = Date.now,
  ): ClockOffset =>
  (notOlderThanMs) => {
    const ageMs = serverTimeAge();
    return ageMs === undefined || ageMs > notOlderThanMs ? undefined : serverNow() - wall();
  };
