export type UnreachableReason = 'network' | 'timeout' | 'disconnected' | 'stopped';

/**
 * The room could not be asked, or did not answer: nothing is known about what became of the request.
 * Not a refusal; whatever carries a client-made id may be sent again without harm.
 */
export class RoomUnreachable extends Error {
  override readonly name = 'RoomUnreachable';
  readonly reason: UnreachableReason;

  constructor(reason: UnreachableReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
