import { randomUUID } from 'node:crypto';
import { createServer, type Socket as TcpSocket, connect as tcpConnect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AlertChange,
  type CandidateClient,
  createAlertFeed,
  createCandidateClient,
  createCredentials,
  createMemoryOutbox,
  createMemoryTokenStore,
  createRoomApi,
  createRoomConnection,
  type OutboxStore,
  type RoomConnection,
  type Transport,
} from '../../src/shared/client/index.ts';
import { at, type Candidate, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { ADMIN_PASSWORD, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const HOUR_MS = 3_600_000;
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
});

interface Seat {
  readonly client: CandidateClient;
  readonly connection: RoomConnection;
  readonly problems: string[];
  leave(): void;
}

interface SeatOptions {
  readonly url?: string;
  readonly outbox?: OutboxStore;
  readonly transports?: readonly Transport[];
}

/** The RoomClient of a candidate who joined, against the real room. Reconnects fast: jitter at its lowest. */
async function sitDown(room: TestRoom, { joined }: Candidate, options: SeatOptions = {}): Promise<Seat> {
  const baseUrl = options.url ?? room.url;
  const token = () => joined.token;
  const connection = createRoomConnection({
    baseUrl,
    token,
    random: () => 0,
    ...(options.transports ? { transports: options.transports } : {}),
  });
  const problems: string[] = [];
  const client = await createCandidateClient({
    connection,
    api: createRoomApi({ baseUrl: room.url, fetch, token }),
    outbox: options.outbox ?? createMemoryOutbox(),
    sessionId: joined.session.id,
    newId: randomUUID,
    random: () => 0,
    onProblem: ({ where, message }) => problems.push(`${where}: ${message}`),
  });
  const stopConnection = connection.start();
  const stopClient = client.start();
  const leave = () => {
    stopClient();
    stopConnection();
  };
  stops.push(leave);
  return { client, connection, problems, leave };
}

const becomes = (connection: RoomConnection, wanted: string): Promise<void> =>
  new Promise((resolve) => {
    if (connection.state.state === wanted) return resolve();
    const stop = connection.onState(({ state }) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });

/** A cable between client and room that can be pulled. */
async function createCable(room: TestRoom): Promise<{ readonly url: string; pull(): void; plugIn(): void }> {
  const { hostname, port } = new URL(room.url);
  const open = new Set<TcpSocket>();
  let isIn = true;
  const server = createServer((near) => {
    if (!isIn) return void near.destroy();
    const far = tcpConnect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const pull = () => {
    isIn = false;
    for (const socket of open) socket.destroy();
  };
  stops.push(() => {
    pull();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    pull,
    plugIn() {
      isIn = true;
    },
  };
}

describe('the RoomClient of a candidate against the real room', () => {
  it('EX6 EX7 saves, reports, hands in, and the room has exactly that', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const { client, connection, problems } = await sitDown(room, candidate);
    await becomes(connection, 'connected');
    const attempt = await client.loadAttempt();
    expect(attempt.questions?.length).toBe(day.questions.length);
    await client.ready({ posture: { grade: 'C', measures: [] } });
    client.report({ type: 'client_started' });
    client.saveAnswer(day.question('true_false').id, true);
    client.saveAnswer(day.question('essay').id, 'first');
    client.saveAnswer(day.question('essay').id, 'first thoughts');
    client.report({ type: 'window_blur', details: { forMs: 300 } });
    await client.drained();
    expect(client.saveState(day.question('essay').id)).toMatchObject({ state: 'saved' });
    expect(await client.submit()).toMatchObject({ state: 'submitted' });

    const { answers, lastSeq } = await candidate.rest.call('attempt_get', {});
    expect(answers.map(({ value }) => value).sort()).toEqual(['first thoughts', true]);
    expect(lastSeq).toBe(2);
    expect(problems).toEqual([]);
  });

  it('EX6 EV5 over a cable pulled again and again nothing is lost, doubled or out of order', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const cable = await createCable(room);
    const { client, connection, problems } = await sitDown(room, candidate, { url: cable.url });
    await becomes(connection, 'connected');
    await client.loadAttempt();
    const essay = day.question('essay').id;
    const numerical = day.question('numerical').id;
    for (let round = 1; round <= 6; round++) {
      for (let change = 1; change <= 5; change++) {
        client.saveAnswer(essay, `round ${round}, change ${change}`);
        client.saveAnswer(numerical, String(round * 10 + change));
        client.report({ type: 'focus_lost', details: { round, change } });
        if (change % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      if (round % 2 === 1) {
        cable.pull();
        await becomes(connection, 'waiting');
        cable.plugIn();
        connection.retryNow();
        await becomes(connection, 'connected');
      }
    }
    await client.drained();
    const { answers, lastSeq } = await candidate.rest.call('attempt_get', {});
    expect(new Map(answers.map(({ questionId, value }) => [questionId, value]))).toEqual(
      new Map([
        [essay, 'round 6, change 5'],
        [numerical, '65'],
      ]),
    );
    expect(lastSeq).toBe(30);
    const { timeline } = await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId });
    const reported = timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.details] : []));
    expect(reported).toHaveLength(30);
    expect(new Set(reported.map((details) => JSON.stringify(details))).size).toBe(30);
    expect(problems).toEqual([]);
  });

  it('EX6 work made while the room is down goes out to the restarted one, and a reloaded page continues', async () => {
    const first = await startTestRoom();
    const day = await prepareExam(first);
    const candidate = only(day.candidates);
    const outbox = createMemoryOutbox();
    const seat = await sitDown(first, candidate, { outbox });
    await becomes(seat.connection, 'connected');
    await seat.client.loadAttempt();
    const essay = day.question('essay').id;
    seat.client.saveAnswer(essay, 'before');
    seat.client.report({ type: 'client_started' });
    await seat.client.drained();
    const port = Number(new URL(first.url).port);
    await first.stop();
    await becomes(seat.connection, 'waiting');
    seat.client.saveAnswer(essay, 'while the room was down');
    seat.client.report({ type: 'network_changed' });
    expect(seat.client.saveState(essay)).toMatchObject({ state: 'offline' });
    await new Promise((resolve) => setImmediate(resolve));
    seat.leave();

    const second = await startTestRoom({ dataDir: first.dataDir, config: { port } });
    const again = await sitDown(second, candidate, { outbox });
    expect(again.client.snapshot()).toMatchObject({ pending: 2 });
    await again.client.drained();
    const { answers, lastSeq } = await again.client.loadAttempt();
    expect(answers).toEqual([expect.objectContaining({ questionId: essay, value: 'while the room was down', revision: 2 })]);
    expect(lastSeq).toBe(2);
  });

  it('EX6 an answer given while suspended is shown as held, and counts after the suspension', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const { client, connection } = await sitDown(room, candidate);
    await becomes(connection, 'connected');
    await client.loadAttempt();
    await day.staff.rest.call('proctor_action', {
      id: randomUUID(),
      attemptId: candidate.attemptId,
      action: 'suspend',
      reason: 'talks',
    });
    client.saveAnswer(day.question('true_false').id, false);
    await client.drained();
    expect(client.saveState(day.question('true_false').id)).toEqual({ state: 'held', revision: 1, reason: 'suspended' });
    await day.staff.rest.call('proctor_action', { id: randomUUID(), attemptId: candidate.attemptId, action: 'resume' });
    await expect.poll(() => client.saveState(day.question('true_false').id)).toMatchObject({ state: 'saved', revision: 2 });
    await client.submit();
    expect((await candidate.rest.call('attempt_get', {})).answers).toMatchObject([{ value: false, revision: 2 }]);
    const detail = await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId });
    expect(detail).toMatchObject({ heldAnswers: 0, state: 'submitted' });
  });

  it('NT3 the same client works over polling alone', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { client, connection } = await sitDown(room, only(day.candidates), { transports: ['polling'] });
    await becomes(connection, 'connected');
    await client.loadAttempt();
    client.saveAnswer(day.question('true_false').id, true);
    await client.drained();
    expect(client.saveState(day.question('true_false').id)).toMatchObject({ state: 'saved' });
  });

  it('EX9 serverNow is the time of the room', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { connection } = await sitDown(room, only(day.candidates));
    await becomes(connection, 'connected');
    await expect.poll(() => connection.serverTimeUncertainty()).toBeDefined();
    const { serverTime } = await day.staff.rest.call('room_info', {});
    expect(Math.abs(connection.serverNow() - Date.parse(serverTime))).toBeLessThan(500);
  });
});

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
    stops.push(connection.start());
    await becomes(connection, 'connected');
    const doomed = createRoomConnection({ baseUrl: room.url, token: () => signedIn.token, random: () => 0 });
    stops.push(doomed.start());
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
    const cable = await createCable(room);
    const connection = createRoomConnection({ baseUrl: cable.url, token: () => day.staff.token, random: () => 0 });
    const feed = createAlertFeed({ connection, random: () => 0 });
    const changes: AlertChange[] = [];
    feed.onChange((change) => changes.push(change));
    stops.push(feed.start(), connection.start());
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
