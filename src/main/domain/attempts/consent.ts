/** What the browser client observes by the standard policy; the client puts it in the candidate's language. */
export const WATCHED = [
  'focus',
  'visibility',
  'full_screen',
  'clipboard',
  'print',
  'context_menu',
  'shortcuts',
  'displays',
  'clock',
  'connection',
] as const;

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
