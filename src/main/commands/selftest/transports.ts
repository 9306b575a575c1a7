import type { RoomApi } from '../../../shared/client/index.ts';
import type { WaysToRoom } from '../../app/ways-to-room.ts';
import { type Listening, listenByRawSocket, listenBySocketIo } from './listening.ts';
import { ALERTS, bearer, mustRefuse, NOTIFICATIONS } from './refusals.ts';
import type { Done, Steps } from './steps.ts';

/** A room, somebody signed in there, and where it is written down what happens. */
export interface Bench {
  readonly steps: Steps;
  readonly ways: WaysToRoom;
  readonly api: Pick<RoomApi, 'call'>;
  readonly token: string;
}

export interface RoundTrip {
  readonly p50: number;
  readonly max: number;
}

export const CONNECT_REMEDY =
  'This transport does not work: look at the log of the room, and at what stands between (a proxy must pass upgrades on).';

const ROUND_TRIPS = 10;

const oneDecimal = (ms: number): number => Math.round(ms * 10) / 10;

/** Opens every transport as staff use it; what cannot be opened is a failed step and missing in the answer. */
export async function listenEverywhere({ steps, ways, api, token }: Bench): Promise<Listening[]> {
  const raw = (path: string) => async (): Promise<Done<Listening>> => {
    const found = await listenByRawSocket(ways, path, bearer(token));
    await found.first((_type, frame) => frame.type === 'connection');
    await found.ask('ping', {});
    await found.first((type) => type === 'pong');
    return { said: 'Open, greeted and answering.', found };
  };
  const socketIo = (transport: 'websocket' | 'polling') => async (): Promise<Done<Listening>> => {
    const found = await listenBySocketIo(ways, token, transport);
    const answer = (await found.ask('sync', { afterSeq: 0, limit: 1 })) as { ok?: unknown };
    if (answer.ok !== true) throw new Error('The room did not answer "sync".');
    return { said: 'Connected and answering.', found };
  };
  const found = [
    await steps.take('Socket.IO over WebSocket', CONNECT_REMEDY, socketIo('websocket')),
    await steps.take('Socket.IO over polling', CONNECT_REMEDY, socketIo('polling')),
    await steps.take('the alerts socket', CONNECT_REMEDY, raw(ALERTS)),
    await steps.take('the notifications socket', CONNECT_REMEDY, raw(NOTIFICATIONS)),
  ];
  await steps.take('REST', CONNECT_REMEDY, async () => {
    const { user } = await api.call('me', {});
    await api.call('alerts_recent', { limit: 1 });
    return { said: `Answers as ${user.role}.`, found: undefined };
  });
  return found.filter((one) => one !== undefined);
}

/** How long a command takes there and back over each Socket.IO connection (ms). */
export async function roundTrips({ steps }: Bench, listeners: readonly Listening[]): Promise<Record<string, RoundTrip>> {
  const found: Record<string, RoundTrip> = {};
  for (const one of listeners.filter(({ transport }) => transport === 'websocket' || transport === 'polling')) {
    const took = await steps.take(`commands over ${one.transport}`, CONNECT_REMEDY, async () => {
      const all: number[] = [];
      for (let n = 0; n < ROUND_TRIPS; n++) {
        const sentAt = performance.now();
        await one.ask('heartbeat', {});
        all.push(performance.now() - sentAt);
      }
      all.sort((a, b) => a - b);
      const trip = { p50: oneDecimal(all[ROUND_TRIPS / 2] ?? 0), max: oneDecimal(all.at(-1) ?? 0) };
      return { said: `${trip.p50} ms (p50), at most ${trip.max} ms, there and back.`, found: trip };
    });
    if (took) found[one.transport] = took;
  }
  return found;
}

/** A ticket opens one socket, and no second one. */
export async function ticketOnce({ steps, ways, api }: Bench): Promise<void> {
  const open = (ticket: string) => listenByRawSocket(ways, `${NOTIFICATIONS}?ticket=${ticket}`, {});
  const ticket = await steps.take('a ticket in place of a token', CONNECT_REMEDY, async () => {
    const issued = await api.call('auth_ticket', {});
    (await open(issued.ticket)).close();
    return { said: 'It opened a socket.', found: issued.ticket };
  });
  if (ticket !== undefined) await mustRefuse(steps.take, [['a ticket for the second time', 'token_invalid', () => open(ticket)]]);
}
