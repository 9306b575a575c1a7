/** Why a session ended, in the room's own words as they stand on the wire; what a person typed may stand there instead. */
export const SESSION_ENDINGS = {
  expired: 'expired',
  signedOut: 'signed out',
  endedByStaff: 'ended by staff',
  accountDisabled: 'account disabled',
  passwordChanged: 'password changed',
  roleChanged: 'role changed',
  secondFactorNeeded: 'second factor needed',
  keyRevoked: 'key revoked',
  refreshTokenUsedTwice: 'refresh token used twice',
  moved: 'moved to another device',
  continued: 'continued in a new session',
} as const;
export type SessionEndingName = keyof typeof SESSION_ENDINGS;
export type SessionEnding = (typeof SESSION_ENDINGS)[SessionEndingName];

/** Recognises the room's own words, for a page that says them in another language; undefined for what a person typed. */
export const readSessionEnding = (words: string): SessionEndingName | undefined =>
  (Object.keys(SESSION_ENDINGS) as SessionEndingName[]).find((name) => SESSION_ENDINGS[name] === words);
