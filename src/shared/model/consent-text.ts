/**
 * The text a candidate agrees to before anything is watched (ID5). A changed text needs a new version, so that it stays clear what each
 * candidate agreed to. The exam page says it in the candidate's language where it knows this version.
 */
export const CONSENT = {
  version: '2026-11-21',
  text:
    'During this exam the program records, as far as the rules of this exam ask for it: when the exam window loses focus or is hidden and when you ' +
    'come back, leaving full screen, copying, cutting and pasting, printing, the context menu, forbidden shortcuts, developer tools, additional displays, ' +
    'changes of the computer clock, breaks in the connection, starting and closing the exam, what your exam program sends to the room, and when answers ' +
    'are saved, also in comparison with others. It records that such a thing happened and when, never what you copied and nothing outside the exam. ' +
    'Beside this text stands what is recorded in your exam and what is not; if that is changed during the exam, you are told at once. ' +
    'The invigilator sees these records and decides; you can see your own at any time. They are kept in this room and deleted when their retention ends.',
} as const;
