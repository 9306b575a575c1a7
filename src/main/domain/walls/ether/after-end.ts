/** An observation that reached the room when its attempt was over. */
export interface HeardAfterEnd {
  /** When the client says it happened, epoch ms; NaN when it says nothing that can be read. */
  readonly occurredAt: number;
  /** Did the client say that it was made while there was no connection? */
  readonly offline: boolean;
  /** When the attempt ended by the room's clock, epoch ms. */
  readonly endedAt: number;
}

/**
 * What to make of it (EV5). `late`: it was waiting in an outbox, which is what an outbox is for; somebody should know of it, nobody is
 * scored for it. `testimony`: it claims a time after the end, or was made while the connection was there; it is kept and says nothing
 * about the attempt, because the exam no longer asks anything of the candidate and a client's clock may be wrong.
 */
export const judgeAfterEnd = ({ occurredAt, offline, endedAt }: HeardAfterEnd): 'late' | 'testimony' =>
  offline && occurredAt <= endedAt ? 'late' : 'testimony';
