import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../support/rest-driver.ts';
import { EVENT, openByHand } from './hand-made-client.ts';
import { anId, onEachWay, type RoomUnderTest, speakTo } from './room-under-test.ts';
import { type Stop, startOwnRoom, WAYS, whyNoOwnRoom } from './ways.ts';

const outcome = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'in',
    (error: { data?: { code?: string }; status?: number }) => error.data?.code ?? String(error.status ?? error),
  );
const event = (seq: number) => ({ id: anId(), type: 'focus_gained', occurredAt: new Date().toISOString(), seq });

onEachWay(
  'protocol 1.10 limits as they are unless configured',
  (findRoom, way) => {
    let room: RoomUnderTest;
    beforeAll(async () => {
      room = await findRoom();
    });

    it('protocol 1.10 a student has five connections, all transports together, and a place again when one closes', async () => {
      const candidate = await (await room.exam(1)).join(0);
      const sockets = await Promise.all([0, 1, 2].map(() => candidate.socket()));
      const raw = [await candidate.notifications(), await candidate.notifications()];
      expect(await outcome(candidate.socket())).toBe('too_many_connections');
      expect(await outcome(candidate.notifications())).toBe('503');
      raw[0]?.close();
      await raw[0]?.closed;
      await expect.poll(() => outcome(candidate.socket())).toBe('in');
      await sockets[0]?.settled();
    });

    it('protocol 1.10 a staff account has twenty', async () => {
      const proctor = await room.newStaff('proctor');
      const outcomes = await Promise.all(Array.from({ length: 24 }, () => outcome(proctor.socket())));
      expect(outcomes.filter((one) => one === 'in')).toHaveLength(20);
      expect(outcomes.filter((one) => one === 'too_many_connections')).toHaveLength(4);
    });

    it('protocol 1.10 a batch has 200 events at most, and each counts by itself', async () => {
      const candidate = await (await room.exam(1)).join(0);
      const socket = await candidate.socket();
      const batch = (length: number) => ({ events: Array.from({ length }, (_, index) => event(index + 1)) });
      expect(await socket.refusal('security_events', batch(201))).toMatchObject({ code: 'invalid_input', field: 'events' });
      const answer = (await socket.ask('security_events', batch(200))) as { results?: { ok: boolean }[] };
      expect(answer.results?.filter(({ ok }) => ok)).toHaveLength(200);
    });

    it('protocol 1.10 a frame of 64 KiB is heard, a larger event refused or the connection ended, an essay of 200 KB taken', async () => {
      const exam = await room.exam(1);
      const candidate = await exam.join(0);
      const socket = await candidate.socket();
      const large = { ...event(1), details: { text: 'x'.repeat(80 * 1024) } };
      const heard = await Promise.race([
        socket.ask('security_event', large).then(({ ok }) => ok),
        socket.closed.then(() => false),
      ]);
      expect(heard).toBe(false);
      expect((await candidate.call('attempt_events', {})).events).toEqual([]);
      const essay = exam.questions.find(({ type }) => type === 'essay')?.id;
      const save = { id: anId(), questionId: essay, value: 'y'.repeat(200_000), revision: 1 };
      expect(await (await candidate.socket()).ask('answer_save', save)).toMatchObject({ ok: true });
    });

    it('protocol 1.10 a hundred events at once pass, then it is 20 a second; the neighbour is not concerned', async () => {
      const exam = await room.exam(2);
      const [hasty, neighbour] = [await exam.join(0), await exam.join(1)];
      const [socket, calm] = [await hasty.socket(), await neighbour.socket()];
      let seq = 0;
      const burst = async () => {
        const acks = await Promise.all(Array.from({ length: 160 }, () => socket.ask('security_event', event(++seq))));
        const refused = acks.filter((ack) => !ack.ok && ack.error.code === 'rate_limited').length;
        expect(refused + acks.filter(({ ok }) => ok).length).toBe(160);
        return refused;
      };
      // A slow machine takes so long over the first ones that its allowance grows meanwhile.
      let refused = await burst();
      expect(refused).toBeLessThanOrEqual(70);
      for (let bursts = 1; refused === 0 && bursts < 10; bursts++) refused = await burst();
      expect(refused).toBeGreaterThan(0);
      await calm.settled();
    });

    it('protocol 1.10 over REST it is 429 with Retry-After', async () => {
      const candidate = await (await room.exam(1)).join(0);
      const tests = Array.from({ length: 15 }, () => candidate.rest.send('POST', '/api/v1/notifications/test', { body: {} }));
      const refused = (await Promise.all(tests)).filter(({ status }) => status !== 202);
      expect(refused.length).toBeGreaterThan(0);
      for (const answer of refused) {
        expect([answer.problem().code, answer.status]).toEqual(['rate_limited', 429]);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      }
    });

    it('protocol 1.10 failed sign-ins are slowed down for that account, with Retry-After, and for no other', async () => {
      const [{ username, password }, other] = [await room.newStaff('proctor'), await room.newStaff('proctor')];
      const guess = (said: string) => sendHttp(room.url, 'POST', '/api/v1/auth/login', { body: { username, password: said } });
      let answer = await guess('wrong and wrong again');
      for (let guesses = 1; answer.status === 401 && guesses < 20; guesses++) answer = await guess('wrong and wrong again');
      expect([answer.status, answer.problem().code]).toEqual([429, 'rate_limited']);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      await room.anyone.call('auth_login', { username: other.username, password: other.password });
      await expect.poll(async () => (await guess(password)).status, { timeout: 10_000 }).toBe(200);
    });

    it.runIf(way.name === 'websocket')('protocol 1.10 who floods on is cut off, and staff are told', async () => {
      const exam = await room.exam(1);
      const candidate = await exam.join(0);
      const staff = await exam.staff.socket();
      const flooder = await openByHand(room.url);
      flooder.write(`40${JSON.stringify({ token: candidate.token })}`);
      await flooder.packet('40');
      const flood = setInterval(() => {
        for (let count = 0; count < 10; count++) flooder.write(`${EVENT}["heartbeat",{}]`);
      }, 10);
      await flooder.closed;
      clearInterval(flood);
      const alert = await staff.waitFor<{ severity: string; userId?: string }>(
        'security-alert',
        ({ userId }) => userId === candidate.joined.user.id,
      );
      expect(['high', 'critical']).toContain(alert.severity);
    });
  },
  WAYS,
);

const noOwn = whyNoOwnRoom();
describe.skipIf(noOwn !== undefined)(`protocol 1.10 configured limits${noOwn ? ` (left out: ${noOwn})` : ''}`, () => {
  const stops: Stop[] = [];
  const open: { close(): void }[] = [];
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  it('protocol 1.10 the places are for candidates and services; 64 more are kept for staff', async () => {
    const url = await startOwnRoom(stops, { WEBSOCKET_MAX_CONNECTIONS: '3' });
    const room = speakTo(url, 'websocket', open);
    const exam = await room.exam(2);
    const [one, two] = [await exam.join(0), await exam.join(1)];
    const outcomes = await Promise.all([one, one, one, two, two].map((candidate) => outcome(candidate.socket())));
    expect(outcomes.filter((said) => said === 'in')).toHaveLength(3);
    expect(outcomes.filter((said) => said === 'too_many_connections')).toHaveLength(2);
    await (await exam.staff.socket()).settled();
  });

  it('protocol 1.10 who does not say who they are is dropped in time, over a WebSocket and by polling', async () => {
    const url = await startOwnRoom(stops, { INVIGIL_UNAUTHENTICATED_MS: '300' });
    const silent = await openByHand(url);
    const path = '/socket.io/?EIO=4&transport=polling';
    const { sid } = JSON.parse((await sendHttp(url, 'GET', path, {})).text.slice(1)) as { sid: string };
    await silent.closed;
    await expect
      .poll(async () => (await sendHttp(url, 'POST', `${path}&sid=${sid}`, { body: '3' }).catch(() => ({ status: 0 }))).status)
      .not.toBe(200);
  });

  it('protocol 1.4 an address that is not on the list is refused before anything else is asked', async () => {
    const url = await startOwnRoom(stops, { INVIGIL_IP_DENY: '203.0.113.0/24' });
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    for (const path of ['/api/v1/exams', '/socket.io/?EIO=4&transport=polling'])
      expect((await sendHttp(url, 'GET', path, { headers })).problem(), path).toMatchObject({
        status: 403,
        code: 'ip_forbidden',
      });
    await expect(openByHand(url, { headers })).rejects.toThrow('status 403');
    // Origin comes before the address, and the path before both.
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await sendHttp(url, 'GET', '/api/v1/exams', { headers: foreign })).problem().code).toBe('origin_forbidden');
  });
});
