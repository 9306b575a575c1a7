import { type DetectorPorts, listen, type Stop } from './observation.ts';

/** Docked tools take at least this much of the page. */
const DOCKED_PX = 150;
/** How soon after the keys the page must have shrunk. */
const WITHIN_MS = 2_000;

export interface DevtoolsWatch {
  /** Tell it that keys meant for developer tools were pressed. */
  keysPressed(keys: string): void;
  readonly stop: Stop;
}

/**
 * Opened developer tools, believed only when two signs agree: their keys were pressed, and right after the page lost
 * room inside a window that kept its size. A small window alone (zoom, docked keyboard, side panel) accuses nobody.
 */
export function detectDevtools({ report, target: { window }, clock }: DetectorPorts): DevtoolsWatch {
  let pressed: { at: number; keys: string; inner: [number, number]; outer: [number, number] } | undefined;
  const stop = listen(window, 'resize', () => {
    if (!pressed || clock.monotonic() - pressed.at > WITHIN_MS) return;
    const isSameWindow = window.outerWidth === pressed.outer[0] && window.outerHeight === pressed.outer[1];
    const lost = Math.max(pressed.inner[0] - window.innerWidth, pressed.inner[1] - window.innerHeight);
    if (!isSameWindow || lost < DOCKED_PX) return;
    report({ type: 'devtools_open', details: { keys: pressed.keys, lostPixels: lost, signs: ['keys', 'page_shrank'] } });
    pressed = undefined;
  });
  return {
    keysPressed: (keys) => {
      pressed = {
        at: clock.monotonic(),
        keys,
        inner: [window.innerWidth, window.innerHeight],
        outer: [window.outerWidth, window.outerHeight],
      };
    },
    stop,
  };
}
