import { type ConnectionState, createRoomConnection, type RoomConnectionOptions } from '../../../src/shared/client/index.ts';
import { createFakeClientClock } from './fake-client-clock.ts';
import { type Answer, createFakeNetwork } from './fake-network.ts';

const ROOM_AHEAD_MS = 3 * 60 * 60_000;

/** A connection over a fake line to a room that answers heartbeats, and otherwise as told. */
export function createLine(options: Partial<RoomConnectionOptions> & { answer?: Answer; random?: () => number } = {}) {
  const clock = createFakeClientClock();
  const origin = clock.monotonic();
  const roomStart = clock.now() + ROOM_AHEAD_MS;
  /** The room's own clock, which no change on this machine touches. */
  const roomNow = () => roomStart + clock.monotonic() - origin;
  const network = createFakeNetwork(clock, (name, payload, session) => {
    const own = options.answer?.(name, payload, session);
    if (own !== undefined) return own;
    return name === 'heartbeat' ? { ok: true, serverTime: new Date(roomNow()).toISOString(), lastSeq: 0 } : undefined;
  });
  const problems: string[] = [];
  const connection = createRoomConnection({
    baseUrl: 'http://room',
    token: () => 'first',
    socketFactory: network.factory,
    clock,
    random: () => 0.5,
    onProblem: ({ message }) => problems.push(message),
    ...options,
  });
  const states: ConnectionState[] = [];
  connection.onState((state) => states.push(state));
  return { clock, network, connection, states, problems, roomNow };
}

export const names = (states: readonly ConnectionState[]) => states.map(({ state }) => state);
