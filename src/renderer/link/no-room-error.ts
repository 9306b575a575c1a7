import type { NoRoomCode } from '../../shared/ipc.ts';

/** There is no way to a room at the address that was typed. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
  readonly code: NoRoomCode;

  constructor(code: NoRoomCode, message: string) {
    super(message);
    this.code = code;
  }
}
