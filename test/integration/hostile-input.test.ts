import { beforeAll, describe, expect, it } from 'vitest';
import { type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { NOTIFICATIONS_PATH } from '../support/notification-day.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

const DEEP = 15_000;
const event = (fields: string, seq: number | string = 1): string =>
  `{"id":"${newId()}","type":"copy","occurredAt":"2026-11-20T08:00:00.000Z","seq":${seq}${fields}}`;
const chat = (text: string): string => `{"id":"${newId()}","text":"${text}"}`;

/** As text, because no client's encoder writes most of it. */
interface Hostile {
  readonly what: string;
  readonly name: 'security_event' | 'chat_send' | 'heartbeat' | 'answer_save';
  readonly json: () => string;
  readonly field: string;
}

const HOSTILE: readonly Hostile[] = [
  {
    what: '__proto__ inside',
    name: 'security_event',
    json: () => event(',"details":{"__proto__":{"polluted":1}}'),
    field: 'details',
  },
  {
    what: '__proto__ deep inside',
    name: 'security_event',
    json: () => event(',"details":{"a":[{"__proto__":1}]}'),
    field: 'details',
  },
  { what: '__proto__ outermost', name: 'security_event', json: () => event(',"__proto__":{"polluted":1}'), field: '__proto__' },
  { what: 'a field nobody has', name: 'security_event', json: () => event(',"role":"admin"'), field: 'role' },
  {
    what: 'lists in lists',
    name: 'security_event',
    json: () => event(`,"details":{"a":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`),
    field: 'details',
  },
  {
    what: 'objects in objects',
    name: 'security_event',
    json: () => event(`,"details":${'{"a":'.repeat(DEEP / 2)}1${'}'.repeat(DEEP / 2)}`),
    field: 'details',
  },
  { what: 'half a character', name: 'security_event', json: () => event(',"details":{"t":"\\ud800"}'), field: 'details' },
  { what: 'half a character in a name', name: 'security_event', json: () => event(',"details":{"\\udc00":1}'), field: 'details' },
  { what: 'half a character in a text', name: 'chat_send', json: () => chat('a\\ud800b'), field: 'text' },
  { what: 'NUL in a text', name: 'chat_send', json: () => chat('a\\u0000b'), field: 'text' },
  { what: 'a number beyond all numbers', name: 'security_event', json: () => event(',"details":{"n":1e999}'), field: 'details' },
  { what: 'a huge number', name: 'security_event', json: () => event('', '99999999999999999999'), field: 'seq' },
  { what: 'a negative number', name: 'security_event', json: () => event('', '-1'), field: 'seq' },
  { what: 'a time beyond all time', name: 'heartbeat', json: () => '{"monotonicMs":-1e999}', field: 'monotonicMs' },
  {
    what: 'a revision beyond all counting',
    name: 'answer_save',
    json: () => `{"id":"${newId()}","questionId":"${newId()}","value":"x","revision":1e300}`,
    field: 'revision',
  },
];
const codeAndField = (text: string): string => {
  const code = /"code":"(\w+)"/.exec(text)?.[1];
  const field = /"field":"([\w.]+)"/.exec(text)?.[1];
  return `${code} ${field}`;
};

let day: ExamDay;
/** Sends a packet and answers the one that acknowledges it. */
type Send = (packet: string, ackId: number) => Promise<string>;
let overWebSocket: Send;
let overPolling: Send;
let asked = 0;

beforeAll(async () => {
  const room = await startTestRoom({ config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
  day = await prepareExam(room);
  const { token } = only(day.candidates);

  const socket = await room.alerts(undefined, { path: '/socket.io/?EIO=4&transport=websocket' });
  const says = (mark: string) =>
    socket.waitFor<{ text: string }>('text', ({ text }) => text.startsWith(mark)).then(({ text }) => text);
  socket.send(`40${JSON.stringify({ token })}`);
  await says('40{"sid"');
  overWebSocket = (packet, ackId) => {
    socket.send(packet);
    return says(`43${ackId}[`);
  };

  const path = '/socket.io/?EIO=4&transport=polling';
  const sid = /"sid":"([^"]+)"/.exec((await sendHttp(room.url, 'GET', path, {})).text)?.[1];
  const post = (body: string) => sendHttp(room.url, 'POST', `${path}&sid=${sid}`, { body });
  const until = async (mark: string): Promise<string> => {
    let heard = '';
    while (!heard.includes(mark)) heard += (await sendHttp(room.url, 'GET', `${path}&sid=${sid}`, {})).text;
    return heard;
  };
  await post(`40${JSON.stringify({ token })}`);
  await until('40{"sid"');
  overPolling = async (packet, ackId) => {
    await post(packet);
    return until(`43${ackId}[`);
  };
});

describe('R10 what no client of ours would send is refused, with the name of the field', () => {
  it.each(HOSTILE)(
    'R10 security-21 $what, over both transports of Socket.IO, read by us and by the library',
    async ({ name, json, field }) => {
      for (const send of [overWebSocket, overPolling]) {
        // The default namespace may be named: then the library reads the packet.
        for (const prefix of ['42', '42/,']) {
          const ackId = ++asked;
          expect(codeAndField(await send(`${prefix}${ackId}["${name}",${json()}]`, ackId)), prefix).toBe(
            `invalid_input ${field}`,
          );
        }
      }
    },
  );

  it.each(HOSTILE.filter(({ name }) => name === 'security_event'))('R10 $what, over REST', async ({ json, field }) => {
    const answer = await only(day.candidates).rest.send('POST', '/api/v1/security/events', {
      body: `{"events":[${json()}]}`,
      headers: { 'content-type': 'application/json' },
    });
    // A batch keeps its good ones, so what is wrong with one is said in its result; of `__proto__` nothing is read at all.
    const expected = answer.status === 400 ? 'invalid_input body' : `invalid_input ${field}`;
    expect([200, 400]).toContain(answer.status);
    expect(codeAndField(answer.text)).toBe(expected);
  });

  it.each([
    { path: '/api/v1/join', body: '{"code":"x","candidateNumber":"a\\u0000b","consent":true}', field: 'candidateNumber' },
    {
      path: '/api/v1/join',
      body: '{"code":"x","candidateNumber":"a","consent":true,"device":{"deviceType":"\\ud800"}}',
      field: 'device.deviceType',
    },
    { path: '/api/v1/auth/login', body: '{"username":"\\ud800","password":"x"}', field: 'username' },
    { path: '/api/v1/auth/login', body: '{"username":["admin"],"password":{"$ne":1}}', field: 'username' },
    { path: '/api/v1/auth/login', body: '{"username":"admin","password":"x","__proto__":{"role":"admin"}}', field: 'body' },
    { path: '/api/v1/auth/refresh', body: `{"refreshToken":"${'x'.repeat(5_000)}"}`, field: 'refreshToken' },
    { path: '/api/v1/auth/refresh', body: `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`, field: 'body' },
  ])('R10 before anybody signed in, at $path: $field', async ({ path, body, field }) => {
    const answer = await day.room.anyone.send('POST', path, { body, headers: { 'content-type': 'application/json' } });
    expect(answer.problem()).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(answer.problem().errors?.map((one) => one.field)).toContain(field);
  });

  it.each([NOTIFICATIONS_PATH, '/ws/security/alerts'])(
    'R10 over %s each is one error frame, and the socket stays open',
    async (path) => {
      const socket = await day.room.alerts(day.staff.token, { path });
      await socket.waitFor('connection');
      const frames = [
        '{"type":"mark_read","id":"a","__proto__":{"polluted":1}}',
        '{"type":"__proto__"}',
        '{"type":["ping"]}',
        '{"__proto__":{"type":"ping"}}',
        `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
        `${'{"a":'.repeat(DEEP / 2)}1${'}'.repeat(DEEP / 2)}`,
        '{"type":"subscribe","topics":["\\ud800"]}',
        '{"type":"subscribe","topics":["a\\u0000b"]}',
        '{"type":"mark_read","id":1e999}',
        'null',
        '',
        '{',
      ];
      for (const frame of frames) socket.send(frame);
      socket.raw.send(Buffer.from('{"type":"ping"}'), { binary: true });
      socket.send({ type: 'ping' });
      await socket.waitFor('pong');
      const refused = socket.of<{ error: { code: string } }>('error').map(({ error }) => error.code);
      expect(refused).toEqual(Array.from({ length: frames.length + 1 }, () => 'invalid_input'));
    },
  );

  it('R10 nothing of it stuck: no prototype was touched, nothing was stored, and everybody works on', async () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const { events } = await only(day.candidates).rest.call('attempt_events', {});
    expect(events).toEqual([]);
    expect((await only(day.candidates).rest.call('attempt_messages', {})).messages).toEqual([]);
    await (await day.staff.socket()).settled();
  });
});
