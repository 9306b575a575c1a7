import type { PowerMonitor, PowerSaveBlocker } from 'electron';
import type { RoomActivity } from '../app/room-activity.ts';

/** How often the room is asked whether a sitting runs. */
const LOOK_EVERY_MS = 5_000;

export interface PowerParts {
  readonly monitor: Pick<PowerMonitor, 'on'>;
  readonly blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly activity: () => Promise<RoomActivity>;
  /** The system is being switched off: end without asking. */
  readonly onShutdown: () => void;
  readonly report: (what: string, error?: unknown) => void;
}

/**
 * Keeps the machine and its display awake while a sitting runs, for that is when somebody has to see it; and writes down when it slept
 * all the same, which no program can forbid. Returns the end of it.
 */
export function watchPower({ monitor, blocker, activity, onShutdown, report }: PowerParts): () => void {
  let blocking: number | undefined;
  const wake = (isNeeded: boolean): void => {
    if (isNeeded && blocking === undefined) blocking = blocker.start('prevent-display-sleep');
    else if (!isNeeded && blocking !== undefined) {
      blocker.stop(blocking);
      blocking = undefined;
    }
  };
  const look = async (): Promise<void> => {
    try {
      wake((await activity()).running > 0);
    } catch (error) {
      report('the room did not say whether a sitting runs', error);
    }
  };
  monitor.on('suspend', () => report('this computer goes to sleep: the room cannot be reached until it wakes'));
  monitor.on('resume', () => report('this computer is awake again'));
  monitor.on('shutdown', () => {
    report('this computer is being switched off');
    onShutdown();
  });
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    wake(false);
  };
}
