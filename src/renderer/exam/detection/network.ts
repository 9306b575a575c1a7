import { type DetectorPorts, listen, type Stop, stopAll } from './observation.ts';

/** The machine's network went and came back: `reconnect` with how long it was away. Being offline is no violation by itself. */
export function detectReconnect({ report, target, clock }: DetectorPorts): Stop {
  let offlineSince: number | undefined;
  return stopAll([
    listen(target.window, 'offline', () => {
      offlineSince ??= clock.monotonic();
    }),
    listen(target.window, 'online', () => {
      if (offlineSince === undefined) return;
      report({ type: 'reconnect', details: { durationMs: Math.round(clock.monotonic() - offlineSince) } });
      offlineSince = undefined;
    }),
  ]);
}
