import { describe, expect, it } from 'vitest';
import { NotificationMessage } from '../../src/shared/model/notification.ts';
import { newId, only, prepareExam } from '../support/exam-day.ts';
import { letter, NOTIFICATIONS_PATH, openNotifications, sendAll, settled, textsOf } from '../support/notification-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

async function withProctor() {
  const room = await startTestRoom();
  const staff = await room.signIn();
  const proctor = await room.proctor();
  const send = (texts: readonly string[]) => sendAll(staff, proctor.user.id, texts);
  return { room, staff, proctor, send };
}

describe('protocol 4 the raw notifications socket', () => {
  it('protocol 4 begins with connection, then what is pending, oldest first, then what comes', async () => {
    const { room, proctor, send } = await withProctor();
    await send(['one', 'two']);
    const socket = await openNotifications(room, proctor);
    await socket.waitFor<NotificationMessage>('course_update', ({ message }) => message === 'two');
    await send(['three']);
    await socket.waitFor<NotificationMessage>('course_update', ({ message }) => message === 'three');
    expect(socket.all[0]?.name).toBe('connection');
    for (const { payload } of socket.all) NotificationMessage.parse(payload);
    expect(textsOf(socket.of('course_update'))).toEqual(['one', 'two', 'three']);
  });

  it('protocol 4 loses, repeats and reorders nothing where pending and live meet', async () => {
    const { room, proctor, send } = await withProctor();
    // More than one page, so that new ones arrive between pages as well.
    await send(Array.from({ length: 70 }, (_, n) => `old ${n}`));
    for (let round = 0; round < 8; round++) {
      const opening = room.alerts(proctor.token, { path: NOTIFICATIONS_PATH });
      // At another moment of the hand-over each time.
      for (let turn = 0; turn < round * 2; turn++) await new Promise(setImmediate);
      await send([`new ${round} a`, `new ${round} b`, `new ${round} c`]);
      const socket = await opening;
      await socket.waitFor<NotificationMessage>('course_update', ({ message }) => message === `new ${round} c`);
      await settled(socket);
      const { notifications } = await proctor.rest.call('notifications_list', { limit: 200 });
      expect(textsOf(socket.of('course_update')), `round ${round}`).toEqual(textsOf(notifications).reverse());
      socket.close();
    }
  });

  it('protocol 4 takes receipts for what it was sent, and for nobody else’s', async () => {
    const { room, staff, proctor, send } = await withProctor();
    await send(['delivered', 'read', 'neither']);
    const socket = await openNotifications(room, proctor);
    await socket.waitFor<NotificationMessage>('course_update', ({ message }) => message === 'neither');
    const [delivered, read] = socket.of<NotificationMessage>('course_update');
    socket.send({ type: 'delivered', id: delivered?.id });
    socket.send({ type: 'mark_read', id: read?.id });
    socket.send({ type: 'delivered', id: read?.id });
    socket.send({ type: 'mark_read', id: socket.of<NotificationMessage>('connection')[0]?.id });
    await expect.poll(async () => (await proctor.rest.call('notifications_list', {})).unread).toBe(2);
    await settled(socket);
    expect(socket.of('error')).toEqual([]);
    const sent = letter({ userIds: [staff.user.id] }, 'not yours');
    await staff.rest.call('notification_send', sent);
    socket.send({ type: 'mark_read', id: sent.id });
    socket.send({ type: 'mark_read', id: newId() });
    await expect.poll(() => socket.of('error').length).toBe(2);
    expect(socket.of('error')).toMatchObject([{ error: { code: 'not_found' } }, { error: { code: 'not_found' } }]);
    const again = await openNotifications(room, proctor);
    await again.waitFor('course_update');
    await settled(again);
    expect(textsOf(again.of('course_update'))).toEqual(['neither']);
  });

  it('protocol 4 sends live what was subscribed to; the rest stays pending', async () => {
    const { room, staff, proctor } = await withProctor();
    const socket = await openNotifications(room, proctor);
    const say = async (type: string) => {
      const to = { userIds: [proctor.user.id] };
      await staff.rest.call('notification_send', { to, type, title: type, message: type });
      await settled(socket);
    };
    const heard = () => socket.all.map(({ name }) => name).filter((name) => ['apple', 'pear', 'plum'].includes(name));
    for (const [frame, expected] of [
      [{ type: 'unsubscribe', topics: ['pear'] }, ['apple', 'plum']],
      [{ type: 'subscribe', topics: ['pear', 'plum'] }, ['pear', 'plum']],
      [{ type: 'unsubscribe', topics: ['plum'] }, ['pear']],
      [{ type: 'unsubscribe', topics: ['pear'] }, []],
      [{ type: 'subscribe', topics: ['*'] }, ['apple', 'pear', 'plum']],
    ] as const) {
      const before = heard().length;
      socket.send(frame);
      await settled(socket);
      for (const type of ['apple', 'pear', 'plum']) await say(type);
      expect(heard().slice(before), JSON.stringify(frame)).toEqual(expected);
    }
    const again = await openNotifications(room, proctor);
    await expect.poll(() => again.all.length).toBe(1 + 15);
  });

  it('protocol 4 answers ping with pong and anything else with an error, and stays open', async () => {
    const { room, proctor, send } = await withProctor();
    const socket = await openNotifications(room, proctor);
    const nonsense = [
      {},
      [],
      'no json',
      '{"type":',
      'null',
      '7',
      { type: { toString: 1 } },
      { type: 'mark_read' },
      { type: 'mark_read', id: 7 },
      { type: 'delivered', id: 'x', more: 1 },
      { type: 'subscribe' },
      { type: 'subscribe', topics: 'all' },
      { type: 'subscribe', topics: [] },
      { type: 'subscribe', topics: Array(101).fill('x') },
      { type: 'sync', afterSeq: 0 },
    ];
    for (const frame of nonsense) socket.send(frame);
    socket.raw.send(Buffer.from([1, 2, 3]));
    await expect.poll(() => socket.of('error').length).toBe(nonsense.length + 1);
    for (const frame of socket.of('error')) {
      expect(frame).toEqual({ type: 'error', error: { code: 'invalid_input', message: expect.stringMatching(/\w/) } });
    }
    await settled(socket);
    await send(['still here']);
    await socket.waitFor('course_update');
  });

  it('protocol 1 too many frames are refused one by one', async () => {
    const room = await startTestRoom({ config: { eventRate: { perSecond: 1, burst: 5 } } });
    const day = await prepareExam(room);
    const socket = await openNotifications(room, only(day.candidates));
    for (let n = 0; n < 20; n++) socket.send({ type: 'subscribe', topics: ['x'] });
    await expect.poll(() => socket.of('error').length).toBeGreaterThan(9);
    expect(socket.of('error')[0]).toMatchObject({ error: { code: 'rate_limited' } });
    expect(socket.raw.readyState).toBe(socket.raw.OPEN);
  });

  it('protocol 4 sends heartbeats, and drops a peer that is silent for two of them', async () => {
    const room = await startTestRoom({ config: { heartbeatIntervalMs: 100 } });
    const staff = await room.signIn();
    const alive = await openNotifications(room, staff);
    const dead = await openNotifications(room, staff);
    // A peer whose network is gone answers no ping.
    dead.raw.pong = () => {};
    await alive.waitFor('heartbeat');
    await dead.closed;
    expect(dead.of('heartbeat').length).toBeLessThanOrEqual(2);
    expect(alive.raw.readyState).toBe(alive.raw.OPEN);
  });

  it('protocol 1 refuses the upgrade itself, and lets in whoever is signed in', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const path = NOTIFICATIONS_PATH;
    const problem = (status: number, code: string) => ({
      status,
      contentType: expect.stringContaining('application/problem+json'),
      body: expect.stringContaining(`"${code}"`),
    });
    await expect(room.alerts(undefined, { path })).rejects.toMatchObject(problem(401, 'token_missing'));
    await expect(room.alerts('nonsense', { path })).rejects.toMatchObject(problem(401, 'token_invalid'));
    const candidate = only(day.candidates);
    const socket = await openNotifications(room, candidate);
    await room.alerts(undefined, { path, headers: { authorization: `Bearer ${day.staff.token}` } });
    const { sessions } = await day.staff.rest.call('sessions_list', {});
    const session = sessions.find(({ user }) => user.id === candidate.userId);
    await day.staff.rest.call('session_terminate', { sessionId: session?.id as never });
    expect(await socket.closed).toMatchObject({ code: 1008, reason: 'token_revoked' });
    await expect(room.alerts(candidate.token, { path })).rejects.toMatchObject(problem(401, 'token_revoked'));
  });
});
