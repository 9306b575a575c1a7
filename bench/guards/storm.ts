import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { socketIo } from '../load/dialects.ts';
import type { Client } from '../load/open-client.ts';

/** Each is an alert of its own; none suspends anybody. */
const STORM_TYPES = [
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'virtual_machine',
  'multiple_displays',
  'display_changed',
  'clock_skew',
  'idle_timeout',
  'renderer_crashed',
  'copy',
  'cut',
  'paste',
  'print_attempt',
  'context_menu',
  'forbidden_shortcut',
  'navigation_blocked',
  'url_blocked',
  'usb_device_attached',
  'network_changed',
];

/** Who stands in the storm is told apart by halves, so that a burst is no larger than half a hall. */
const HALVES = 2;
const BURST_APART_MS = 500;

/** Of two storms one kind of event each, so that no alert of the second is a repeat of the first. */
export type Storm = 'first' | 'second';

/** How many alerts a storm raises. */
export const alertsOf = (clients: readonly Client[]): number => (clients.length * STORM_TYPES.length) / 2;

/** Distinct alerts of all these candidates, burst by burst; how long each waited for its acknowledgement. */
export async function raiseStorm(clients: readonly Client[], which: Storm, afterBurst: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  const most = STORM_TYPES.length / 2;
  const from = which === 'first' ? 0 : most;
  for (const [turn, type] of STORM_TYPES.slice(from, from + most).entries()) {
    for (let half = 0; half < HALVES; half++) {
      for (const client of clients.filter((_, n) => n % HALVES === half)) {
        const sentAt = performance.now();
        client.onAck = () => waits.push(performance.now() - sentAt);
        const event = {
          id: randomUUID(),
          type,
          occurredAt: new Date().toISOString(),
          seq: from + turn + 1,
          details: { note: 'x'.repeat(500) },
        };
        client.write(socketIo.emit('security_event', JSON.stringify(event), 9));
      }
      await pause(BURST_APART_MS);
      await afterBurst();
    }
  }
  return waits;
}
