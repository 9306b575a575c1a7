import type { EventWeight, Policy } from '../../../shared/model/policy.ts';
import type { KnownEventType } from '../../../shared/model/security-event.ts';
import type { Severity } from '../../../shared/model/severity.ts';

const soft = (weight: number, confidence = 1): EventWeight => ({ weight, confidence, kind: 'soft' });
const plain = (weight: number, confidence = 1): EventWeight => ({ weight, confidence, kind: 'plain' });
const hard = (weight: number, confidence = 1): EventWeight => ({ weight, confidence, kind: 'hard' });

/** What the room itself notices of going offline (EV5): right after a violation, or after a soft hint of one. */
export const OFFLINE_AFTER_VIOLATION = 'offline_after_violation';
export const OFFLINE_AFTER_HINT = 'offline_after_hint';
type OfflineType = typeof OFFLINE_AFTER_VIOLATION | typeof OFFLINE_AFTER_HINT;

/** Not violations: they tell the story of a session and weigh nothing (protocol 2). */
const WEIGHTLESS = new Set<string>(['focus_gained', 'client_started', 'client_exited'] satisfies KnownEventType[]);

/**
 * Default weights. Soft types happen to honest people on odd machines and are capped together; hard types need
 * intent. A single event of any type stays below 50: one early event must not look critical (EV2).
 */
export const DEFAULT_WEIGHTS: Readonly<Record<string, EventWeight>> = {
  focus_lost: soft(8),
  window_blur: soft(6),
  visibility_hidden: soft(10),
  fullscreen_exit: soft(10),
  virtual_machine: soft(12, 0.7),
  multiple_displays: soft(14),
  display_changed: soft(8),
  network_changed: soft(4),
  clock_skew: soft(4),
  idle_timeout: soft(3),
  reconnect: soft(2),
  heartbeat_missed: soft(3),
  sequence_gap: soft(10),
  offline_after_hint: soft(6),
  copy: plain(12),
  cut: plain(12),
  paste: plain(14),
  print_attempt: plain(14),
  context_menu: plain(4),
  forbidden_shortcut: plain(8),
  process_list_changed: plain(4),
  usb_device_attached: plain(12),
  clock_changed: plain(10),
  navigation_blocked: plain(10),
  url_blocked: plain(10),
  clipboard_content_foreign: plain(14),
  typing_anomaly: plain(8, 0.6),
  answer_pattern_anomaly: plain(8, 0.6),
  renderer_crashed: plain(3),
  lockdown_degraded: plain(8),
  offline_after_violation: plain(12),
  client_tampered: hard(28),
  forbidden_process: hard(22),
  screen_capture_attempt: hard(22),
  screen_share_detected: hard(24),
  remote_session: hard(24),
  devtools_open: hard(22, 0.9),
} satisfies Partial<Record<KnownEventType | 'sequence_gap' | OfflineType, EventWeight>>;

/** The catalogue is open: a type nobody knows is stored and weighs this. */
export const UNKNOWN_WEIGHT: EventWeight = plain(6, 0.8);

/** Types a restart of the room itself brings about on honest clients. */
const CAUSED_BY_RESTART = new Set<string>([
  'reconnect',
  'heartbeat_missed',
  'network_changed',
  'sequence_gap',
  OFFLINE_AFTER_VIOLATION,
  OFFLINE_AFTER_HINT,
]);
/** Reconnects back off up to 30 s; this is how long after a start they are laid to the room. */
const RESTART_GRACE_MS = 120_000;

/** Gaps and reconnects around a restart of the server weigh nothing (protocol 2). */
export const isCausedByRestart = (type: string, now: number, servingSince: number): boolean =>
  CAUSED_BY_RESTART.has(type) && now - servingSince < RESTART_GRACE_MS;

/** Evidence of a type outside the catalogue counts together under this name, however many such types somebody makes up. */
const UNKNOWN = 'unknown';

/** Under which name an event's evidence and alerts are kept. */
export const evidenceKey = (type: string, policy: Policy): string =>
  Object.hasOwn(policy.weights, type) || Object.hasOwn(DEFAULT_WEIGHTS, type) ? type : UNKNOWN;

export const isViolation = (type: string): boolean => !WEIGHTLESS.has(type);

export const weightOf = (type: string, policy: Policy): EventWeight =>
  policy.weights[type] ?? DEFAULT_WEIGHTS[type] ?? UNKNOWN_WEIGHT;

/** How loud a single event of this type is, by what it weighs. */
export function severityOf(type: string, policy: Policy): Severity {
  const { weight, kind } = weightOf(type, policy);
  if (kind === 'hard') return 'high';
  return weight >= 8 ? 'medium' : 'low';
}
