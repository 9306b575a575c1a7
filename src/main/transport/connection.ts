import type { ConnectionId } from '../../shared/model/ids.ts';
import type { ErrorCode, OutgoingEvent, RoomName } from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { OpenConnection } from '../domain/monitoring/figures.ts';

type GreetingEvent = Extract<OutgoingEvent, { name: 'exam-state' | 'attempt-state' }>;
/** What a candidate is told first on every connect (protocol 1, Catching up). */
export type Greeting = readonly Pick<GreetingEvent, 'name' | 'payload'>[];

/** One authenticated socket, whatever carries it. */
export interface Connection extends Omit<OpenConnection, 'connectedAt'> {
  readonly id: ConnectionId;
  readonly actor: SignedInActor;
  readonly transport: string;
  /** Epoch ms; set by the hub. */
  connectedAt: number;
  expiresAt: number;
  /** It was ended because its peer did not read what it was sent. */
  readonly wasGivenUp: boolean;
  /** Called once, in its turn among what is committed: tells the greeting, and from then on what is for the rooms. */
  welcome(greeting: Greeting, rooms: readonly RoomName[]): void;
  close(code: ErrorCode, message: string): void;
}
