import type { RoomSocket, SocketFactory, SocketHandlers } from '../../../src/shared/client/index.ts';
import type { FakeClientClock } from './fake-client-clock.ts';

/** What the room answers to one message; undefined: no ack. */
export type Answer = (name: string, payload: unknown, session: { readonly token: string }) => unknown;

/** The line between a client and a room, cut and mended by the test. */
export interface FakeNetwork {
  readonly factory: SocketFactory;
  /** One way over the line, in ms. */
  latencyMs: number;
  /** Every attempt to connect is refused with this code ('' : not reached at all). */
  refuseWith: string | undefined;
  /** How many of the next acks get lost on a line that stays open otherwise. */
  loseAcks: number;
  /** The cable is pulled: what is under way in either direction is lost; nobody gets through until it is plugged in. */
  cut(): void;
  mend(): void;
  /** The room closes the connection; a new one may be opened at once. */
  kick(): void;
  isConnected(): boolean;
  /** The room sends an event. */
  send(name: string, payload: unknown): void;
  /** Tokens of all attempts to connect so far. */
  readonly tokens: string[];
  /** Everything the room has read. */
  readonly heard: { readonly name: string; readonly payload: unknown }[];
}

export function createFakeNetwork(clock: FakeClientClock, answer: Answer): FakeNetwork {
  interface Line {
    handlers: SocketHandlers;
    isOpen: boolean;
    isUp: boolean;
  }
  let line: Line | undefined;
  let isCut = false;

  /** Carries something over a line that may be cut meanwhile. */
  function carry(over: Line, deliver: () => void): void {
    clock.after(network.latencyMs, () => over.isUp && !isCut && deliver());
  }

  function end(over: Line | undefined, reason: string): void {
    if (!over?.isUp) return;
    over.isUp = false;
    if (over.isOpen) over.handlers.onDisconnect(reason);
    else over.handlers.onRefused({ message: 'xhr poll error' });
  }

  const network: FakeNetwork = {
    latencyMs: 2,
    refuseWith: undefined,
    loseAcks: 0,
    tokens: [],
    heard: [],
    factory({ token }, handlers): RoomSocket {
      const own: Line = { handlers, isOpen: false, isUp: true };
      line = own;
      network.tokens.push(token);
      clock.after(network.latencyMs * 2, () => {
        if (!own.isUp) return;
        if (isCut || network.refuseWith === '') return end(own, 'unreachable');
        if (network.refuseWith !== undefined) {
          own.isUp = false;
          return handlers.onRefused({ code: network.refuseWith, message: 'refused' });
        }
        own.isOpen = true;
        handlers.onConnect();
      });
      return {
        emit(name, payload, ack) {
          // As on a real line: what is sent is text, and nothing the sender changes later.
          const text = JSON.stringify(payload ?? null);
          carry(own, () => {
            network.heard.push({ name, payload: JSON.parse(text) });
            const reply = answer(name, JSON.parse(text), { token });
            if (reply === undefined) return;
            if (name !== 'heartbeat' && network.loseAcks > 0) {
              network.loseAcks -= 1;
              return;
            }
            const replyText = JSON.stringify(reply);
            carry(own, () => ack(JSON.parse(replyText)));
          });
        },
        close() {
          own.isUp = false;
        },
      };
    },
    cut() {
      isCut = true;
      end(line, 'transport close');
    },
    mend() {
      isCut = false;
    },
    kick: () => end(line, 'io server disconnect'),
    isConnected: () => line?.isUp === true && line.isOpen,
    send(name, payload) {
      const to = line;
      if (to?.isOpen) carry(to, () => to.handlers.onEvent(name, payload));
    },
  };
  return network;
}
