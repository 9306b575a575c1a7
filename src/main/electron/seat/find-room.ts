import { createRoomApi, RoomUnreachable } from '../../../shared/client/index.ts';
import type { NoRoomCode } from '../../../shared/ipc.ts';
import { normaliseJoinCode } from '../../../shared/model/join-code.ts';
import { parseRoomAddress, type RoomAddress } from '../../../shared/model/room-address.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { RoomIdentityError } from '../../app/pinned-room.ts';
import type { SeatNetwork, WaysToRoom } from './seat-network.ts';

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

/** Somebody answers, in something that is not TLS. */
const isNoTls = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(EPROTO|ERR_SSL_)/.test(String(error.code));

/** A room that was found, and the ways to it. */
export interface FoundRoom extends RoomAddress, WaysToRoom {
  /** The join code the room's key was held against; absent where nothing was encrypted. */
  readonly pin?: string;
}

/**
 * Makes sure that a room this program understands answers at an address, before anything is told to it; over TLS, that it is the room
 * of this join code. Throws NoRoomError, or the RoomError of a room that does not want to answer now.
 */
export async function findRoom(typed: string, typedCode: string, network: SeatNetwork): Promise<FoundRoom> {
  const address = parseRoomAddress(typed);
  if (!address) throw new NoRoomError('address_invalid', 'This is not an address of the form HOST:PORT.');
  const pin = address.isEncrypted ? normaliseJoinCode(typedCode) : undefined;
  if (address.isEncrypted && pin === undefined)
    throw new NoRoomError('code_missing', 'Without its join code nobody can tell that it is this room.');
  const ways = network.to(pin);
  let isSomebodyThere = false;
  let tlsTrouble: NoRoomCode | undefined;
  const api = createRoomApi({
    baseUrl: address.origin,
    fetch: async (url, init) => {
      try {
        const answer = await ways.fetch(url, init);
        isSomebodyThere = true;
        return answer;
      } catch (error) {
        tlsTrouble = error instanceof RoomIdentityError ? 'room_identity' : isNoTls(error) ? 'room_plain' : undefined;
        throw error;
      }
    },
  });
  try {
    const { protocol } = await api.call('setup_status', {}, { timeoutMs: ANSWER_MS });
    if (protocol !== PROTOCOL_VERSION)
      throw new NoRoomError('room_version', `The room speaks protocol ${protocol}, this program ${PROTOCOL_VERSION}.`);
    return { ...address, ...ways, ...(pin === undefined ? {} : { pin }) };
  } catch (error) {
    if (error instanceof NoRoomError || (error instanceof RoomError && SPOKEN_BY_ROOMS.has(error.code))) throw error;
    if (tlsTrouble) throw new NoRoomError(tlsTrouble, `What answers at ${address.shown} does not prove to be the room.`);
    if (error instanceof RoomUnreachable && !isSomebodyThere)
      throw new NoRoomError('room_not_found', `Nothing answers at ${address.shown}.`);
    throw new NoRoomError('not_a_room', `What answers at ${address.shown} is not a room.`);
  }
}
