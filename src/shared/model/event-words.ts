import { type RoomSentence, readRoomSentence } from './room-sentences.ts';

/*
 * The room's own sentences about what was observed. On the wire they are plain English, for clients that only show
 * them; a page in another language recognises them here and says the same in its own words.
 */

/** Plain words for what was observed: in alerts for staff, in warnings for the candidate. No names. */
const WORDS: Readonly<Record<string, string>> = {
  focus_lost: 'The exam window lost the focus',
  window_blur: 'Another window was in front',
  visibility_hidden: 'The exam page was hidden',
  fullscreen_exit: 'Full screen was left',
  copy: 'Text was copied',
  cut: 'Text was cut',
  paste: 'Text was pasted',
  print_attempt: 'Printing was tried',
  context_menu: 'The context menu was opened',
  forbidden_shortcut: 'A forbidden shortcut was pressed',
  devtools_open: 'Developer tools were opened',
  multiple_displays: 'More than one display is connected',
  display_changed: 'The displays changed',
  screen_capture_attempt: 'A screenshot was tried',
  screen_share_detected: 'The screen is being shared',
  virtual_machine: 'Signs of a virtual machine',
  remote_session: 'Signs of a remote session',
  forbidden_process: 'A forbidden program is running',
  process_list_changed: 'The running programs changed',
  usb_device_attached: 'A USB device was attached',
  network_changed: 'The network changed',
  clock_changed: 'The computer clock was changed',
  clock_skew: 'The computer clock is off',
  idle_timeout: 'No activity for a long time',
  navigation_blocked: 'Leaving the exam page was blocked',
  url_blocked: 'An address outside the exam was blocked',
  clipboard_content_foreign: 'The clipboard held foreign content',
  typing_anomaly: 'Unusual typing',
  answer_pattern_anomaly: 'Unusual pattern of answers',
  client_tampered: 'The exam client was altered',
  renderer_crashed: 'The exam page crashed',
  lockdown_degraded: 'A protection could not be enforced',
  reconnect: 'The connection was lost and came back',
  heartbeat_missed: 'The client was silent',
  sequence_gap: 'Reports are missing',
  traffic_flood: 'A flood of requests or connections',
  connection_churn: 'Connects and disconnects over and over',
  slow_client: 'A connection that takes or sends next to nothing',
  unusual_traffic: 'Sends far more than others',
  data_access_violation: 'Asked for data outside the role',
  mass_export: 'Far more than usual was taken out',
  unusual_staff_activity: 'Unusual activity of a staff account',
  brute_force: 'Passwords are being guessed',
  password_spraying: 'Passwords are being tried on many accounts',
  user_enumeration: 'Names are being tried one after another',
  distributed_guessing: 'An account is being guessed at from many places',
  suspicious_login: 'An unusual sign-in',
  login_outside_sitting: 'Signing in outside the exam',
  sql_injection: 'A request looks like an SQL injection',
  shell_injection: 'A request looks like a command for a shell',
  code_injection: 'A request looks like code to be run',
  server_side_request: 'A request wants the room to fetch something',
  path_traversal: 'A request wants files outside',
  sensitive_file: 'A request wants hidden files',
  remote_file_inclusion: 'A request names a file elsewhere',
  cross_site_scripting: 'A request carries a script',
  session_fixation: 'A request brings a session of its own',
  scanner: 'A scanner is looking for holes',
  request_smuggling: 'A request is hidden in another',
  malformed_request: 'A request no honest client writes',
  probing: 'Somebody tries doors',
  request_flood: 'A flood of requests',
  answers_alike: 'Two candidates answer at the same moments',
  client_frozen: 'The computer slept, or the client stood still',
  token_reuse: 'One sign-in is used on two devices',
  offline_after_violation: 'Went offline right after a violation',
  offline_after_hint: 'Went offline right after something unusual',
  sequence_reuse: 'A report number was used twice',
  chain_broken: 'Reports do not follow from one another',
  late_reports: 'Reports from before the end came after it',
  room_incident: 'Several candidates were hit at once',
};

const TYPES = new Map(Object.entries(WORDS).map(([type, words]) => [words, type]));

/** The types this version has words for. */
export const WORDED_TYPES: readonly string[] = Object.keys(WORDS);

/** An unknown type is shown as it is. */
export const wordsFor = (eventType: string): string => WORDS[eventType] ?? eventType;

/** What an attempt's state may be explained with when no person typed a reason. */
export const ROOM_REASONS = {
  time_over: 'The time is over',
  suspended_by_staff: 'Suspended by the invigilator',
  ended_by_staff: 'Ended by the invigilator',
  room_incident: 'Part of an incident of the whole room',
} as const;
export type RoomReason = keyof typeof ROOM_REASONS;

/** What was observed so often, in words. */
export const timesInWords = (type: string, count: number): string => `${wordsFor(type)}${count > 1 ? ` (${count} times)` : ''}`;

/** One share of a score, in words. */
export const shareInWords = (type: string, points: number, count: number): string =>
  `${timesInWords(type, count)}: ${points} points`;

/** What a sentence of the room says. */
export type ReadSentence =
  | { readonly kind: 'said'; readonly sentence: RoomSentence }
  | { readonly kind: 'event'; readonly type: string; readonly count?: number; readonly points?: number }
  | { readonly kind: 'room'; readonly reason: RoomReason };

const SENTENCE = /^([^:()]+?)(?: \((\d{1,9}) times\))?(?:: (\d{1,3}(?:\.\d)?) points)?$/;

/** Recognises a sentence made above; undefined for what a person typed or another version says. */
export function readSentence(sentence: string): ReadSentence | undefined {
  const reason = Object.entries(ROOM_REASONS).find(([, words]) => words === sentence);
  if (reason) return { kind: 'room', reason: reason[0] as RoomReason };
  const said = readRoomSentence(sentence);
  if (said) return { kind: 'said', sentence: said };
  const [, words = '', count, points] = SENTENCE.exec(sentence) ?? [];
  const type = TYPES.get(words);
  if (type === undefined) return undefined;
  return { kind: 'event', type, ...(count ? { count: Number(count) } : {}), ...(points ? { points: Number(points) } : {}) };
}
