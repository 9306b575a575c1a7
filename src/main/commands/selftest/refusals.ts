import { randomUUID } from 'node:crypto';
import { createRoomApi } from '../../../shared/client/index.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { WaysToRoom } from '../../app/ways-to-room.ts';
import { askPlainly, type Listening, listenByRawSocket, listenBySocketIo, Refused } from './listening.ts';
import type { Steps } from './steps.ts';

export const ALERTS = '/ws/security/alerts';
export const NOTIFICATIONS = '/api/v1/notifications/ws';
const POLLING = '/socket.io/?EIO=4&transport=polling';
/** No site can have this name (RFC 2606). */
const STRANGER = { origin: 'https://selftest.invalid' };
const REMEDY =
  'The room is open to what it must refuse: take it off the network, and look at its version and what stands before it.';

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Another's signature on the same words, and the words without any. */
const altered = (token: string): string => `${token.slice(0, token.lastIndexOf('.') + 1)}${'A'.repeat(43)}`;
function unsigned(token: string): string {
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.`;
}

type Try = readonly [what: string, code: string, attempt: () => Promise<unknown>];

const isListening = (value: unknown): value is Listening => typeof value === 'object' && value !== null && 'close' in value;

/** Takes a step for each: it must be refused, and with this code. */
export async function mustRefuse(take: Steps['take'], tries: readonly Try[]): Promise<void> {
  for (const [what, code, attempt] of tries) {
    await take(`refuses ${what}`, REMEDY, async () => {
      let answered: string;
      try {
        const value = await attempt();
        if (isListening(value)) value.close();
        throw new Error(`It was let in, and ${code} is due.`);
      } catch (error) {
        if (!(error instanceof Refused) && !(error instanceof RoomError)) throw error;
        answered = error.code;
      }
      if (answered !== code) throw new Error(`It was refused with ${answered}, and ${code} is due.`);
      return { said: `Refused with ${code}.`, found: undefined };
    });
  }
}

/** What anybody may try, and what nobody gets with a token that is not quite one. */
export const strangersTries = (ways: WaysToRoom, token: string): readonly Try[] => [
  ['REST without a token', 'token_missing', () => askPlainly(ways, '/api/v1/me')],
  ['REST with a token in the address', 'token_in_query', () => askPlainly(ways, `/api/v1/me?token=${encodeURIComponent(token)}`)],
  ['REST with an altered token', 'token_invalid', () => askPlainly(ways, '/api/v1/me', bearer(altered(token)))],
  ['REST with an unsigned token', 'token_invalid', () => askPlainly(ways, '/api/v1/me', bearer(unsigned(token)))],
  ['REST from another site', 'origin_forbidden', () => askPlainly(ways, '/api/v1/me', { ...bearer(token), ...STRANGER })],
  ['Socket.IO over WebSocket without a token', 'token_missing', () => listenBySocketIo(ways, '', 'websocket')],
  ['Socket.IO over polling without a token', 'token_missing', () => listenBySocketIo(ways, '', 'polling')],
  ['Socket.IO with an altered token', 'token_invalid', () => listenBySocketIo(ways, altered(token), 'websocket')],
  ['Socket.IO with an unsigned token', 'token_invalid', () => listenBySocketIo(ways, unsigned(token), 'websocket')],
  ['Socket.IO from another site', 'origin_forbidden', () => askPlainly(ways, POLLING, STRANGER)],
  ['the alerts socket without a token', 'token_missing', () => listenByRawSocket(ways, ALERTS, {})],
  ['the alerts socket with an altered token', 'token_invalid', () => listenByRawSocket(ways, ALERTS, bearer(altered(token)))],
  [
    'the alerts socket from another site',
    'origin_forbidden',
    () => listenByRawSocket(ways, ALERTS, { ...bearer(token), ...STRANGER }),
  ],
  ['the notifications socket without a token', 'token_missing', () => listenByRawSocket(ways, NOTIFICATIONS, {})],
  [
    'the notifications socket with an altered token',
    'token_invalid',
    () => listenByRawSocket(ways, NOTIFICATIONS, bearer(altered(token))),
  ],
  [
    'a made-up account',
    'credentials_invalid',
    () =>
      createRoomApi({ baseUrl: ways.origin, fetch: ways.fetch }).call('auth_login', {
        // Nobody's: a wrong password on a real account would be held against its owner.
        username: `selftest-${randomUUID().slice(0, 13)}`,
        password: randomUUID(),
      }),
  ],
];

/** What the key of a service must not do: staff's business is not its own. */
export const servicesTries = (ways: WaysToRoom, key: string): readonly Try[] => [
  ['a service on the alerts socket', 'role_forbidden', () => listenByRawSocket(ways, ALERTS, bearer(key))],
  ['a service that reads alerts', 'role_forbidden', () => askPlainly(ways, '/alerts/recent', bearer(key))],
  ['a service outside its scopes', 'role_forbidden', () => sendNotification(ways, key)],
];

async function sendNotification(ways: WaysToRoom, key: string): Promise<void> {
  const api = createRoomApi({ baseUrl: ways.origin, fetch: ways.fetch, token: () => key });
  await api.call('notification_send', {
    to: { role: 'student' },
    type: 'test',
    title: 'Self-test',
    message: '-',
    severity: 'info',
  });
}
