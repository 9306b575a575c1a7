import { RoomError, retryIn } from '../../../shared/protocol/errors.ts';

/**
 * Who guessed wrong too often is not even looked at for a while. A refusal of its own beside others that are `rate_limited` too (the
 * room is busy, several requests wait already): those say nothing of whoever asks, and must count as no wrong guess.
 */
export class MustWait extends RoomError {
  constructor(waitMs: number) {
    super('rate_limited', 'Too many wrong attempts: wait a minute and try again.', { data: retryIn(waitMs) });
  }
}
