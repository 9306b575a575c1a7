import type { KnownEventType } from '../../../shared/model/security-event.ts';

/** Event types a client watches for by the standard policy; what it says of them is in the candidate's language. */
export const WATCHED = [
  'focus_lost',
  'visibility_hidden',
  'fullscreen_exit',
  'copy',
  'cut',
  'paste',
  'print_attempt',
  'context_menu',
  'forbidden_shortcut',
  'devtools_open',
  'multiple_displays',
  'clock_changed',
  'reconnect',
] as const satisfies readonly KnownEventType[];

/**
 * The text a candidate agrees to before anything is watched (ID5). A changed text needs a new version, so that it
 * stays clear what each candidate agreed to.
 */
export const CONSENT = {
  version: '2026-11',
  text:
    'During this exam the program records: when the exam window loses focus or is hidden, leaving full screen, copying, cutting and pasting, ' +
    'printing, the context menu, forbidden shortcuts, additional displays, changes of the computer clock, and breaks in the connection. ' +
    'It records that such a thing happened and when, never what you copied and nothing outside the exam window. ' +
    'The invigilator sees these records and decides; you can see your own at any time. They are kept in this room and deleted when their retention ends.',
} as const;
