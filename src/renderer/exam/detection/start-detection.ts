import { detectClipboard } from './clipboard.ts';
import { type ClockOffset, detectClockJump } from './clock-jump.ts';
import { detectDevtools } from './devtools.ts';
import { detectDisplays, type SeenDisplays } from './displays.ts';
import { detectFullscreenExit } from './fullscreen.ts';
import { detectContextMenu, detectPrinting, preventDragging } from './gestures.ts';
import { detectLeaving } from './leaving.ts';
import { detectReconnect } from './network.ts';
import {
  type DetectionClock,
  type DetectionTarget,
  type DetectorPorts,
  listen,
  type Report,
  type Stop,
  stopAll,
} from './observation.ts';
import { detectShortcuts } from './shortcuts.ts';
import { calmStorms } from './storm.ts';

/** What the room says is watched in this exam, asked at each observation: nothing else is reported. */
export interface DetectionPolicy {
  readonly watched: () => readonly string[];
}

export interface DetectionInput {
  readonly report: Report;
  readonly policy: DetectionPolicy;
  readonly target: DetectionTarget;
  readonly clock: DetectionClock;
  /** Text marked in the page; only its length is used. */
  readonly selectionText?: () => string;
  readonly clockOffset?: ClockOffset;
  /** What an earlier start of this page saw of the screens; changed in place. */
  readonly displays?: SeenDisplays;
  /** Full screen was left: offer the way back. */
  readonly onFullscreenLost?: () => void;
  /** Somebody else tells of this client's start and end. */
  readonly isLifeTold?: boolean;
  /** Said about this client when detection starts. */
  readonly startDetails?: Readonly<Record<string, unknown>>;
}

const ALWAYS: readonly string[] = ['client_started', 'client_exited'];
/** Coming back is told where leaving is. */
const LEFT: readonly string[] = ['focus_lost', 'visibility_hidden'];

/** Which observations the policy lets through. */
function watches(policy: DetectionPolicy, type: string): boolean {
  if (ALWAYS.includes(type)) return true;
  const watched = policy.watched();
  return type === 'focus_gained' ? LEFT.some((left) => watched.includes(left)) : watched.includes(type);
}

/**
 * Watches over this page as far as a browser can (LD6) and reports what it sees. Reports `client_started` at once and
 * `client_exited` when the page goes, as well as it can. Returns its stop, which leaves no listener and no timer behind.
 */
export function startDetection(input: DetectionInput): Stop {
  const { target, clock } = input;
  const storms = calmStorms((observation) => {
    if (watches(input.policy, observation.type)) input.report(observation);
  }, clock);
  const ports: DetectorPorts = { report: storms.report, target, clock };

  if (!input.isLifeTold)
    storms.report({ type: 'client_started', ...(input.startDetails ? { details: input.startDetails } : {}) });
  const devtools = detectDevtools(ports);
  return stopAll([
    detectLeaving(ports),
    detectFullscreenExit(ports, input.onFullscreenLost),
    detectClipboard(ports, input.selectionText),
    detectShortcuts(ports, devtools.keysPressed),
    devtools.stop,
    detectContextMenu(ports),
    detectPrinting(ports),
    preventDragging(ports),
    detectReconnect(ports),
    detectDisplays(ports, input.displays),
    detectClockJump(ports, input.clockOffset),
    listen(target.window, 'pagehide', () => {
      storms.flush();
      if (!input.isLifeTold) storms.report({ type: 'client_exited' });
    }),
    storms.flush,
  ]);
}
