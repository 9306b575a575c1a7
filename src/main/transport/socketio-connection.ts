import { randomUUID } from 'node:crypto';
import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { ConnectionId } from '../../shared/model/ids.ts';
import type { ErrorCode, RoomName } from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { Identified } from './authenticate.ts';
import type { Connection, Greeting } from './connection.ts';
import { EngineOutbox } from './frames/engine-outbox.ts';
import type { AtTurnEnd } from './frames/turn-end.ts';
import type { Rooms } from './rooms.ts';
import { eventMessage } from './socketio-packets.ts';

/** One Socket.IO client: a class, because a thousand sets of closures would cost a megabyte. */
export class SocketIoConnection implements Connection {
  readonly id = randomUUID() as ConnectionId;
  readonly actor: SignedInActor;
  connectedAt = 0;
  messagesIn = 0;
  errors = 0;
  expiresAt: number;
  readonly outbox: EngineOutbox;
  /** Called once, when the greeting has left. */
  onWelcomed: (() => void) | undefined;
  readonly #socket: Socket;
  readonly #rooms: Rooms<SocketIoConnection>;
  #heldBack: TcpSocket | undefined;

  /** `heldBack`: what was written to it before waits for the greeting. */
  constructor(
    socket: Socket,
    { actor, expiresAt }: Identified,
    rooms: Rooms<SocketIoConnection>,
    atTurnEnd: AtTurnEnd,
    heldBack: TcpSocket | undefined,
  ) {
    this.actor = actor;
    this.expiresAt = expiresAt;
    this.outbox = new EngineOutbox(socket.conn, atTurnEnd);
    this.#socket = socket;
    this.#rooms = rooms;
    this.#heldBack = heldBack;
  }

  /** As it is now: a connection that begins by polling may become a WebSocket. */
  get transport(): string {
    return this.#socket.conn.transport.name;
  }

  get messagesOut(): number {
    return this.outbox.sent;
  }

  get wasGivenUp(): boolean {
    return this.outbox.wasGivenUp;
  }

  welcome(greeting: Greeting, rooms: readonly RoomName[]): void {
    // Gone while it was being let in: in a room it would stay for ever.
    if (!this.#socket.connected) return;
    for (const { name, payload } of greeting) this.outbox.send(eventMessage(name, payload));
    this.outbox.flush();
    this.release();
    this.#rooms.join(this, rooms);
    this.onWelcomed?.();
  }

  /** One more room, on request; not for one that has gone meanwhile, which would stay in it for ever. */
  join(room: RoomName): void {
    if (this.#socket.connected) this.#rooms.join(this, [room]);
  }

  leave(room: RoomName): void {
    this.#rooms.leave(this, room);
  }

  /** Nothing is held back any more. */
  release(): void {
    this.#heldBack?.uncork();
    this.#heldBack = undefined;
  }

  close(code: ErrorCode, message: string): void {
    this.outbox.send(eventMessage('error', { code, message }));
    this.outbox.flush();
    this.#socket.disconnect(true);
  }

  /** The socket has ended: nothing is sent to it any more. */
  forget(): void {
    this.release();
    this.#rooms.leaveAll(this);
    this.outbox.close();
  }
}
