export type RosterRefusal = 'file_too_large' | 'file_not_text' | 'roster_columns_missing';

/** Nothing of the roster was taken. The message is one sentence: what, where, what to do; it quotes no cell of a person. */
export class RosterRefused extends Error {
  override readonly name = 'RosterRefused';
  readonly code: RosterRefusal;

  constructor(code: RosterRefusal, message: string) {
    super(message);
    this.code = code;
  }
}
