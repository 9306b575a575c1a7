import { createRoomApi, type FetchPort, RoomUnreachable } from '../../../shared/client/index.ts';
import type { NoRoomCode } from '../../../shared/ipc.ts';
import { parseRoomAddress, type RoomAddress } from '../../../shared/model/room-address.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';

/** There is no way to a room at the address that was typed; the message says why, in English, for a log. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
  readonly code: NoRoomCode;

  constructor(code: NoRoomCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** On a LAN whoever is there answers at once; a wrong address may never answer at all. */
const ANSWER_MS = 6_000;

/** What a room says of itself and of who asks; any other refusal might as well come from something else. */
const SPOKEN_BY_ROOMS: ReadonlySet<string> = new Set([
  'rate_limited',
  'too_many_connections',
  'ip_forbidden',
  'store_unavailable',
  'room_stopping',
]);

/**
 * Makes sure that a room this program understands answers at an address, before anything is told to it. Throws NoRoomError, or the
 * RoomError of a room that does not want to answer now.
 */
export async function findRoom(typed: string, fetch: FetchPort): Promise<RoomAddress> {
  const address = parseRoomAddress(typed);
  if (!address) throw new NoRoomError('address_invalid', 'This is not an address of the form HOST:PORT.');
  let isSomebodyThere = false;
  const api = createRoomApi({
    baseUrl: address.origin,
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      isSomebodyThere = true;
      return answer;
    },
  });
  try {
    const { protocol } = await api.call('setup_status', {}, { timeoutMs: ANSWER_MS });
    if (protocol !== PROTOCOL_VERSION)
      throw new NoRoomError('room_version', `The room speaks protocol ${protocol}, this program ${PROTOCOL_VERSION}.`);
    return address;
  } catch (error) {
    if (error instanceof NoRoomError || (error instanceof RoomError && SPOKEN_BY_ROOMS.has(error.code))) throw error;
    if (error instanceof RoomUnreachable && !isSomebodyThere)
      throw new NoRoomError('room_not_found', `Nothing answers at ${address.shown}.`);
    throw new NoRoomError('not_a_room', `What answers at ${address.shown} is not a room.`);
  }
}
