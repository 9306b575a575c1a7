import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { examTexts } from '../corpus/support/exam-texts.ts';
import type { TestRawSocket } from '../support/alerts-driver.ts';
import { answerTo, at, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { openPeer } from '../support/raw-peers.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
let room: TestRoom;
let day: ExamDay;
let onConsole: TestRawSocket;

beforeAll(async () => {
  room = await startTestRoom();
  day = await prepareExam(room, { candidates: 2 });
  onConsole = await day.staff.alerts();
});

/** One request from an address of its own, so that cases do not fall into each other's alerts. */
function send(from: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const asked = request(`${room.url}${path}`, { method, localAddress: from, headers, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject).end(body);
  });
}

/** What the room says of an address once its wall has told all of it: a last attack of another kind comes after everything before. */
async function alertsAbout(ip: string): Promise<Alert[]> {
  const last = `127.9.${ip.split('.').at(-1)}.9`;
  await send(last, '/.env');
  await onConsole.waitFor<Alert>('alert', ({ ip: of }) => of === last);
  const { alerts } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
  return alerts.filter((alert) => alert.ip === ip && alert.source === 'air');
}

describe('W1 the Air Wall behind the public wire', () => {
  it('W1 an attack is one alert on the console with its type, wall, address and reasons', async () => {
    await send('127.0.1.1', '/search?id=1%27%20UNION%20SELECT%20password%20FROM%20users--');
    const alerts = await alertsAbout('127.0.1.1');
    expect(alerts).toHaveLength(1);
    expect(at(alerts, 0)).toMatchObject({
      type: 'sql_injection',
      severity: 'high',
      source: 'air',
      wall_name: 'Air Wall',
      ip: '127.0.1.1',
      count: 1,
    });
    expect(at(alerts, 0).userId).toBeUndefined();
    expect(at(alerts, 0).reasons.join(' ')).toContain('parameter “id”');
  });

  it('W1 a storm of attacks from one address is one alert that counts every one', async () => {
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(Array.from({ length: 25 }, (_, n) => send('127.0.1.2', `/item?id=${round * 25 + n}%27%20OR%201=1--`)));
    }
    const alerts = await alertsAbout('127.0.1.2');
    expect(alerts.map(({ type, count }) => ({ type, count }))).toEqual([{ type: 'sql_injection', count: 200 }]);
  });

  it('W1 a token is in no reason and no text of an alert, wherever it stood', async () => {
    const { token } = day.staff;
    await send('127.0.1.3', `/x?token=${token}&q=<script>alert(1)</script>`, { cookie: `session=${token}; a=<script>` });
    await send('127.0.1.3', `/x?q=../../../../${token}/etc/passwd`);
    await send('127.0.1.3', `/x?q=%27;select%20%27${token}%27`, { referer: `http://a/?token=${token}&x=<script>` });
    const alerts = await alertsAbout('127.0.1.3');
    expect(alerts.length).toBeGreaterThan(1);
    const text = JSON.stringify(alerts);
    for (const piece of token.split('.')) expect(text).not.toContain(piece.slice(0, 16));
  });

  it('W1 the handshake of a socket is looked at like any request', async () => {
    const peer = await openPeer(
      room.url,
      'GET /ws/security/alerts?x=%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1\r\nHost: room\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      '127.0.1.4',
    );
    await peer.ended;
    expect((await alertsAbout('127.0.1.4')).map(({ type }) => type)).toEqual(['cross_site_scripting']);
  });

  it('W1 what the server cannot read at all is told as malformed, and answered as before', async () => {
    const peer = await openPeer(room.url, 'NOT / A REQUEST\r\nx\r\n\r\n', '127.0.1.5');
    await peer.ended;
    expect(peer.received()).toContain('400');
    const alerts = await alertsAbout('127.0.1.5');
    expect(alerts.map(({ type, count }) => ({ type, count }))).toEqual([{ type: 'malformed_request', count: 1 }]);
  });

  it('W1 somebody who speaks TLS to the plain port is nobody to look at', async () => {
    const peer = await openPeer(room.url, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', '127.0.1.6');
    await peer.ended;
    expect(await alertsAbout('127.0.1.6')).toEqual([]);
  });

  it('W1 the name somebody signs in with is looked at, the password is not', async () => {
    const json = { 'content-type': 'application/json' };
    await send('127.0.1.7', '/api/v1/auth/login', json, JSON.stringify({ username: 'ann', password: "' OR 1=1-- <script>" }));
    expect(await alertsAbout('127.0.1.7')).toEqual([]);
    await send('127.0.1.8', '/api/v1/auth/login', json, JSON.stringify({ username: "admin' OR 1=1--", password: 'x' }));
    expect((await alertsAbout('127.0.1.8')).map(({ type }) => type)).toEqual(['sql_injection']);
  });

  it('W1 a search of staff for an attack is no attack; the same from somebody unknown is', async () => {
    await day.staff.rest.call('alerts_list', { q: "' OR 1=1-- <script>alert(1)</script>" });
    await send('127.0.1.9', '/api/v1/alerts?q=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(await alertsAbout('127.0.1.9')).toHaveLength(1);
    const { alerts } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
    expect(alerts.filter((alert) => alert.source === 'air' && alert.ip === '127.0.0.1')).toEqual([]);
  });

  it('W1 an exam about programs, databases and maths raises nothing, in answers and in chat', async () => {
    const candidate = at(day.candidates, 0);
    const socket = await candidate.socket();
    const polling = await at(day.candidates, 1).socket({ transports: ['polling'] });
    const essay = day.question('essay');
    const texts = examTexts().filter((_, index) => index % 12 === 0);
    expect(texts.length).toBeGreaterThan(30);
    for (const [index, { text }] of texts.entries()) {
      await socket.command('answer_save', answerTo(essay, text, index + 1));
      await polling.command('answer_save', answerTo(essay, text, index + 1));
    }
    for (const { text } of texts.slice(0, 3)) await socket.command('chat_send', { id: newId(), text: text.slice(0, 500) });
    const staff = await day.staff.socket();
    await staff.command('exam_broadcast', {
      id: newId(),
      examId: day.examId,
      title: 'Question 3',
      message: "Use SELECT * FROM users WHERE name = '' OR 1=1; not /etc/passwd",
      severity: 'low',
    });
    await alertsAbout('127.0.1.10');
    const { alerts } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
    expect(alerts.filter((alert) => alert.source === 'air' && alert.ip === '127.0.0.1')).toEqual([]);
  });
});
