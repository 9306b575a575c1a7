import type { DetectorPorts, Stop } from './observation.ts';

/** Browsers announce a changed screen set only with a permission; looking every few seconds needs none. */
const LOOK_EVERY_MS = 5_000;

/** More than one screen, where the browser tells. Unknown stays unknown: nothing is reported and nothing is cleared. */
export function detectDisplays({ report, target, clock }: DetectorPorts): Stop {
  let wasExtended: boolean | undefined;
  const look = (): void => {
    const isExtended = target.window.screen.isExtended;
    if (isExtended === undefined || isExtended === wasExtended) return;
    if (isExtended) report({ type: 'multiple_displays', details: { since: wasExtended === undefined ? 'start' : 'change' } });
    else if (wasExtended) report({ type: 'display_changed', details: { extended: false } });
    wasExtended = isExtended;
  };
  look();
  return clock.every(LOOK_EVERY_MS, look);
}
