import type { CandidateSnapshot, ConnectionState } from '../../../shared/client/index.ts';
import type { HeldReason } from '../../../shared/model/answer.ts';

/** One honest sentence about everything the candidate has changed: the worst that is true of any answer. */
export type SaveSummary =
  | { readonly state: 'none' }
  | { readonly state: 'saving' }
  | { readonly state: 'saved' }
  | { readonly state: 'offline'; readonly waiting: number }
  | { readonly state: 'offline_nothing' }
  /** Connected, but the room cannot write to its disk. */
  | { readonly state: 'room_cannot_save'; readonly waiting: number }
  | { readonly state: 'held'; readonly reason: HeldReason }
  /** Kept apart before this page was opened, perhaps on another computer. */
  | { readonly state: 'held_before'; readonly count: number }
  | { readonly state: 'superseded' }
  | { readonly state: 'refused' };

export interface SaveInput {
  readonly saves: CandidateSnapshot['saves'];
  readonly answers: CandidateSnapshot['answers'];
  readonly pendingAnswers: number;
  /** Questions typed into and not yet handed to the outbox. */
  readonly typing: number;
  readonly connection: ConnectionState['state'];
  /** The browser's own word on the network; it knows of a pulled cable before the connection does. */
  readonly isOnline: boolean;
  /** An answer has been on its way for longer than a working connection takes. */
  readonly isOverdue: boolean;
  readonly roomCannotSave: boolean;
  /** What the room keeps apart of this candidate's answers, when it was last asked. */
  readonly heldAnswers: number;
}

/** "Saved" is said only when the room has acknowledged every change; anything less is said as what it is. */
export function summariseSaves(input: SaveInput): SaveSummary {
  const states = [...input.saves.values()];
  if (states.some((save) => save.state === 'refused')) return { state: 'refused' };
  const isConnected = input.isOnline && input.connection === 'connected';
  const waiting = Math.max(input.pendingAnswers, states.filter((save) => save.state === 'offline').length);
  // Overdue as well, but for a reason that is known: it is not the connection.
  if (isConnected && input.roomCannotSave && waiting + input.typing > 0)
    return { state: 'room_cannot_save', waiting: Math.max(waiting, input.typing) };
  const isAway = !isConnected || input.isOverdue;
  if (isAway && waiting + input.typing > 0) return { state: 'offline', waiting: Math.max(waiting, input.typing) };
  if (isAway) return { state: 'offline_nothing' };
  if (waiting + input.typing > 0 || states.some((save) => save.state === 'saving')) return { state: 'saving' };
  const held = states.find((save) => save.state === 'held');
  if (held) return { state: 'held', reason: held.reason };
  if (states.some((save) => save.state === 'superseded')) return { state: 'superseded' };
  if (input.heldAnswers > 0) return { state: 'held_before', count: input.heldAnswers };
  return input.answers.size > 0 ? { state: 'saved' } : { state: 'none' };
}
