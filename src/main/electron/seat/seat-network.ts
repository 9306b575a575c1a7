import { type FetchPort, openSocketIo, type SocketFactory } from '../../../shared/client/index.ts';
import { createPinnedRoom, type PinnedRoom } from '../../app/pinned-room.ts';
import { seatFetch } from './seat-fetch.ts';

/** How a seat speaks to one room. */
export interface WaysToRoom {
  readonly fetch: FetchPort;
  readonly socketFactory: SocketFactory;
}

/** The network of a seat: `pin` is the join code of the only room that may answer; without one it is plain HTTP. */
export interface SeatNetwork {
  to(pin: string | undefined): WaysToRoom;
}

/** This computer's network. The ways to one room are opened once: what is kept open and known about it serves the next call. */
export function openSeatNetwork(): SeatNetwork {
  let last: { readonly pin: string; readonly room: PinnedRoom } | undefined;
  return {
    to(pin) {
      if (pin === undefined) return { fetch: seatFetch, socketFactory: openSocketIo };
      if (last?.pin !== pin) last = { pin, room: createPinnedRoom(pin) };
      return last.room;
    },
  };
}
