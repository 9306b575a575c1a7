import type { SeatFacts } from '../../shared/ipc.ts';
import type { CommandInput, CommandOutput } from '../../shared/protocol/index.ts';
import type { CandidateLink, World } from './candidate-link.ts';
import type { RecoveryLink, RecoveryOffer } from './recovery-link.ts';

/** What the candidate says at the entrance; who this computer is and was is added on the way. */
export type JoinRequest = Omit<CommandInput<'join'>, 'device' | 'resumeToken'> & Required<Pick<CommandInput<'join'>, 'examId'>>;

/** The place this computer still has. */
export interface KeptSeat {
  readonly facts: SeatFacts;
  /** At work as this page opens (it was loaded again under the candidate), or may the page go back to it unasked? */
  readonly isOpen: boolean;
}

/** How a page without a seat comes to one: at the room that served it in a browser, at any room over the bridge. */
export interface CandidateDoor {
  readonly world: World;
  /** The room's address to begin with; undefined where it is the one the page came from, and nobody is asked for it. */
  readonly address: string | undefined;
  kept(): KeptSeat | undefined;
  /** Which exams the room has for a code. Rejects with `NoRoomError` where there is no room, else as `RoomApi.call` does. */
  lookUp(address: string, code: string): Promise<CommandOutput<'join_info'>>;
  /** Takes a place, and keeps it on this computer. Rejects likewise. */
  join(address: string, request: JoinRequest): Promise<SeatFacts>;
  /** The attempt is in use elsewhere: opens the way to ask for it. */
  openRecovery(offer: RecoveryOffer): RecoveryLink;
  /** Opens what a seated page works with. */
  openLink(seat: SeatFacts): Promise<CandidateLink>;
  /** The seat is lost, the work is not: what proves the same computer stays for the next join. */
  forgetSeat(seat: SeatFacts): void;
  /** Nothing of this candidate stays on this computer. */
  forgetEverything(seat: SeatFacts): void;
}
