import { afterEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { at, joinBody, only, prepareExam } from '../support/exam-day.ts';
import { openPeer, type RawPeer } from '../support/raw-peers.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';
import { rosterLines } from '../support/test-room-files.ts';

const startTestRoom = testRooms();
const peers: RawPeer[] = [];
afterEach(() => {
  for (const { socket } of peers.splice(0)) socket.destroy();
});

const ATTACKER = '127.0.0.66';
const NOBODY = { ip: ATTACKER, source: 'water', wall_name: 'Water Wall' };
const fromAttacker = async (url: string, first = ''): Promise<RawPeer> => {
  const peer = await openPeer(url, first, ATTACKER);
  peers.push(peer);
  return peer;
};
const ofWater = async (staff: Staff): Promise<Alert[]> =>
  (await staff.rest.call('alerts_list', { limit: 200 })).alerts.filter(({ source }) => source === 'water');
const request = (url: string, path: string): string => `GET ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`;

describe('W3 floods over the wire', () => {
  it('W3 a flood of requests is one alert that counts up, within two seconds, and the room goes on', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const console = await staff.socket();
    const startedAt = performance.now();
    const flooders = await Promise.all(Array.from({ length: 10 }, () => fromAttacker(room.url)));
    const timer = setInterval(() => {
      for (const [nr, { socket }] of flooders.entries()) socket.write(request(room.url, `/nothing-${nr}`).repeat(5));
    }, 10);
    const alert = await console.waitFor<Alert>('security-alert', ({ source }) => source === 'water');
    clearInterval(timer);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(alert).toMatchObject({ ...NOBODY, type: 'traffic_flood', severity: 'high' });
    expect(alert.reasons.join()).toContain(ATTACKER);
    expect((await sendHttp(room.url, 'GET', '/healthz', {})).status).toBe(200);
    expect(await ofWater(staff)).toHaveLength(1);
  });

  it('W3 sockets nobody signs in on are told of', async () => {
    const room = await startTestRoom();
    const console = await (await room.signIn()).socket();
    const timer = setInterval(() => {
      const path = '/socket.io/?EIO=4&transport=polling';
      for (let count = 0; count < 4; count += 1) void fromAttacker(room.url, request(room.url, path)).catch(() => {});
    }, 20);
    const alert = await console.waitFor<Alert>('security-alert', ({ source }) => source === 'water');
    clearInterval(timer);
    expect(alert).toMatchObject({ ...NOBODY, type: 'connection_churn' });
  });

  it('W3 requests that are begun and never ended are told of, connections that only wait are not', async () => {
    const room = await startTestRoom({ config: { unauthenticatedMs: 150 } });
    const staff = await room.signIn();
    const console = await staff.socket();
    const waiting = await Promise.all(Array.from({ length: 60 }, () => openPeer(room.url)));
    peers.push(...waiting);
    await Promise.all(waiting.map(({ ended }) => ended));
    const answered = await Promise.all(Array.from({ length: 60 }, () => openPeer(room.url, request(room.url, '/healthz'))));
    peers.push(...answered);
    await Promise.all(answered.map(({ ended }) => ended));
    expect(await ofWater(staff)).toEqual([]);
    for (let count = 0; count < 60; count += 1) await fromAttacker(room.url, 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    const alert = await console.waitFor<Alert>('security-alert', ({ source }) => source === 'water');
    expect(alert).toMatchObject({ ...NOBODY, type: 'slow_client' });
  });

  it('W3 a candidate who connects over and over is named with their attempt', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const candidate = only(candidates);
    const console = await staff.socket();
    for (let count = 0; count < 18; count += 1) (await candidate.socket()).close();
    const alert = await console.waitFor<Alert>('security-alert', ({ source }) => source === 'water');
    expect(alert).toMatchObject({ type: 'connection_churn', userId: candidate.userId, attemptId: candidate.attemptId });
    // Their own address is sealed with their session (ID7).
    expect(JSON.stringify(alert)).not.toContain('127.0.0.1');
  });
});

describe('W3 an ordinary day over the wire', () => {
  it('W3 a class that joins at once, works and reconnects from one address raises nothing', async () => {
    const room = await startTestRoom();
    const roster = rosterLines(60);
    const { staff, examId, candidates } = await prepareExam(room, { candidates: roster, until: 'open' });
    await Promise.all(roster.map((line) => sendHttp(room.url, 'GET', `/api/v1/join?code=${joinBody(room, line).code}`, {})));
    await staff.rest.call('exam_start', { examId });
    const first = await Promise.all(candidates.map((candidate) => candidate.socket()));
    await Promise.all(first.map((socket, nr) => socket.ask('security_event', at(candidates, nr).event('focus_gained'))));
    for (const socket of first) socket.close();
    const second = await Promise.all(candidates.map((candidate) => candidate.socket()));
    await Promise.all(second.map((socket) => socket.ask('heartbeat', {})));
    // What is found is raised in its order: once this is there, nothing else can come any more.
    const console = await staff.socket();
    await at(candidates, 0).rest.refusal('exam_get', { examId });
    await console.waitFor<Alert>('security-alert', ({ source }) => source === 'earth');
    expect(await ofWater(staff)).toEqual([]);
  });
});
