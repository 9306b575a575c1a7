import type { DetectorPorts, Stop } from './observation.ts';

/** Browsers announce a changed screen set only with a permission; looking every few seconds needs none. */
const LOOK_EVERY_MS = 5_000;

/** What was seen of the screens; kept by whoever starts detection anew, so that a pause of the exam makes no screen new. */
export interface SeenDisplays {
  wasExtended?: boolean;
}

/** More than one screen, where the browser tells. Unknown stays unknown: nothing is reported and nothing is cleared. */
export function detectDisplays({ report, target, clock }: DetectorPorts, seen: SeenDisplays = {}): Stop {
  const look = (): void => {
    const isExtended = target.window.screen.isExtended;
    const { wasExtended } = seen;
    if (isExtended === undefined || isExtended === wasExtended) return;
    if (isExtended) report({ type: 'multiple_displays', details: { since: wasExtended === undefined ? 'start' : 'change' } });
    else if (wasExtended) report({ type: 'display_changed', details: { extended: false } });
    seen.wasExtended = isExtended;
  };
  look();
  return clock.every(LOOK_EVERY_MS, look);
}
