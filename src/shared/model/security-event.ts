import { z } from 'zod';
import { BoundedJson } from './bounded-json.ts';
import { ClientMadeId } from './ids.ts';
import { Severity } from './severity.ts';
import { ClaimedTime } from './time.ts';

/** Types this version knows (protocol 3). The catalogue is open: an unknown type is stored and shown as it is. */
export const KNOWN_EVENT_TYPES = [
  'focus_lost',
  'focus_gained',
  'fullscreen_exit',
  'visibility_hidden',
  'window_blur',
  'copy',
  'cut',
  'paste',
  'print_attempt',
  'context_menu',
  'forbidden_shortcut',
  'devtools_open',
  'multiple_displays',
  'display_changed',
  'screen_capture_attempt',
  'screen_share_detected',
  'virtual_machine',
  'remote_session',
  'forbidden_process',
  'process_list_changed',
  'usb_device_attached',
  'network_changed',
  'clock_changed',
  'clock_skew',
  'idle_timeout',
  'navigation_blocked',
  'url_blocked',
  'clipboard_content_foreign',
  'typing_anomaly',
  'answer_pattern_anomaly',
  'client_tampered',
  'renderer_crashed',
  'client_started',
  'client_exited',
  'lockdown_degraded',
  'reconnect',
  'heartbeat_missed',
] as const;
export type KnownEventType = (typeof KNOWN_EVENT_TYPES)[number];

export const SecurityEventType = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'is not an event type (a-z, 0-9, _)');

/**
 * A raw observation as a client reports it: testimony, not proof.
 * `seq` starts at 1 per session; `prev` is the hex SHA-256 of the previous event's canonical JSON.
 */
export const SecurityEventInput = z.strictObject({
  id: ClientMadeId,
  type: SecurityEventType,
  occurredAt: ClaimedTime,
  seq: z.int().min(1),
  prev: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a hex SHA-256')
    .optional(),
  monotonicMs: z.number().optional(),
  offline: z.boolean().optional(),
  severity: Severity.optional(),
  details: BoundedJson.optional(),
});
export type SecurityEventInput = z.infer<typeof SecurityEventInput>;
