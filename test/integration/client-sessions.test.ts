import { describe, expect, it } from 'vitest';
import {
  type AlertChange,
  createAlertFeed,
  createCredentials,
  createMemoryTokenStore,
  createRoomApi,
  createRoomConnection,
} from '../../src/shared/client/index.ts';
import { becomes, clientDesk } from '../support/client-desk.ts';
import { at, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const { sitDown, cableTo, atEnd } = clientDesk();
const HOUR_MS = 3_600_000;

describe('sessions that end or go on', () => {
  it('ID2 a terminated session is refused with its reason and tries no more', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const { connection } = await sitDown(room, candidate);
    await becomes(connection, 'connected');
    await day.staff.rest.call('session_terminate', { sessionId: candidate.joined.session.id });
    await becomes(connection, 'refused');
    expect(connection.state).toMatchObject({ state: 'refused', code: 'token_revoked' });
  });

  it('ID2 a renewed token is taken over by the open socket, which outlives the old one', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const signedIn = await room.anyone.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD });
    const store = createMemoryTokenStore(signedIn);
    const credentials = createCredentials({ api: createRoomApi({ baseUrl: room.url, fetch }), store });
    const connection = createRoomConnection({ baseUrl: room.url, credentials, heartbeatMs: 100 });
    const states: string[] = [];
    connection.onState(({ state }) => states.push(state));
    atEnd(connection.start());
    await becomes(connection, 'connected');
    const doomed = createRoomConnection({ baseUrl: room.url, token: () => signedIn.token, random: () => 0 });
    atEnd(doomed.start());
    await becomes(doomed, 'connected');
    clock.advance(7 * HOUR_MS);
    await credentials.refresh();
    expect(store.load()?.refreshToken).not.toBe(signedIn.refreshToken);
    clock.advance(1.5 * HOUR_MS);
    await becomes(doomed, 'refused');
    expect(doomed.state).toMatchObject({ code: 'token_expired' });
    expect(await connection.request('sync', { afterSeq: 0 })).toMatchObject({ ok: true });
    expect(states).toEqual(['connecting', 'connected']);
  });
});

describe('the console against the real room', () => {
  it('AL1 alerts arrive live and, after an absence, completely and once', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 4 });
    const cable = await cableTo(room);
    const connection = createRoomConnection({ baseUrl: cable.url, token: () => day.staff.token, random: () => 0 });
    const feed = createAlertFeed({ connection, random: () => 0 });
    const changes: AlertChange[] = [];
    feed.onChange((change) => changes.push(change));
    atEnd(feed.start());
    atEnd(connection.start());
    await expect.poll(() => feed.isCaughtUp()).toBe(true);

    const raise = async (index: number, type: string) => {
      const { rest, event } = at(day.candidates, index);
      await rest.call('security_events', { events: [event(type)] });
    };
    await raise(0, 'copy');
    await expect.poll(() => feed.alerts().length).toBe(1);
    expect(at(changes, 0)).toMatchObject({ kind: 'raised', live: true });

    cable.pull();
    await becomes(connection, 'waiting');
    expect(feed.isCaughtUp()).toBe(false);
    await raise(1, 'copy');
    await raise(2, 'devtools_open');
    await raise(0, 'copy');
    cable.plugIn();
    connection.retryNow();
    await expect.poll(() => feed.isCaughtUp()).toBe(true);
    const { alerts } = await day.staff.rest.call('alerts_list', { limit: 100 });
    expect([...feed.alerts()]).toEqual([...alerts].sort((a, b) => b.seq - a.seq));
    const raised = changes.filter(({ kind }) => kind === 'raised').map(({ alert }) => alert.id);
    expect(new Set(raised).size).toBe(raised.length);
    expect(raised).toHaveLength(alerts.length);
  });
});
