import type { ConsoleRefusal } from '../../shared/ipc.ts';
import type { ConfigFlags, RoomConfig } from '../app/config.ts';
import type { LaunchFace } from './launch.ts';
import type { Seat } from './seat-port.ts';
import { hostRefusal } from './start-failure.ts';
import type { StartScreen } from './start-screen.ts';

export interface FirstParts {
  readonly configFor: (chosen: ConfigFlags) => RoomConfig;
  readonly openRoom: (config: RoomConfig) => Promise<void>;
  readonly openGuest: (url: string) => Promise<ConsoleRefusal | undefined>;
  readonly seat: Pick<Seat, 'open'> | undefined;
  readonly start: Pick<StartScreen, 'show'>;
  readonly report: (what: string, error?: unknown) => void;
}

/** Opens what the program was started as; where that fails, the first screen says why, where something can be done about it. */
export async function openFirst(wanted: LaunchFace, parts: FirstParts): Promise<void> {
  const { configFor, openRoom, openGuest, seat, start, report } = parts;
  if (wanted.face === 'host') {
    try {
      await openRoom(configFor({}));
    } catch (error) {
      const refusal = hostRefusal(error);
      report(refusal.detail);
      start.show({ choice: 'host', refusal });
    }
  } else if (wanted.face === 'console') {
    const consoleRefusal = await openGuest(wanted.url);
    if (consoleRefusal) start.show({ choice: 'console', consoleUrl: wanted.url, consoleRefusal });
  } else if (wanted.face === 'join' && seat) {
    const { face: _, ...prefill } = wanted;
    seat.open(prefill);
  } else start.show(wanted.face === 'join' ? { choice: 'join' } : {});
}
