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

const BURST_APART_MS = 500;

/** How many alerts a storm raises. */
export const alertsOf = (clients: readonly Client[]): number => clients.length * STORM_TYPES.length;

/** Distinct alerts of all these candidates at once, type by type; how long each waited for its acknowledgement. */
export async function raiseStorm(clients: readonly Client[], afterBurst: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  for (const [turn, type] of STORM_TYPES.entries()) {
    for (const client of clients) {
      const sentAt = performance.now();
      client.onAck = () => waits.push(performance.now() - sentAt);
      const event = {
        id: randomUUID(),
        type,
        occurredAt: new Date().toISOString(),
        seq: turn + 1,
        details: { note: 'x'.repeat(500) },
      };
      client.write(socketIo.emit('security_event', JSON.stringify(event), 9));
    }
    await pause(BURST_APART_MS);
    await afterBurst();
  }
  return waits;
}
