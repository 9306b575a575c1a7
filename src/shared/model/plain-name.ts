/** Turns the direction of what stands behind it, or shows nothing. The joiners stay: some scripts and faces are written with them. */
const UNSEEN =
  /[\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/**
 * The name of a person, a place or a paper as it is kept and shown: composed (NFC), in one line, and without what could turn it, or
 * the words beside it, into something else on a screen (security 21). Applied twice it changes nothing more.
 */
export const plainName = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
