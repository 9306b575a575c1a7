import { beforeAll, expect, it } from 'vitest';
import { COMMANDS } from '../../src/shared/protocol/index.ts';
import { openAlerts, type TestRawSocket } from '../support/alerts-driver.ts';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';

const Notification = COMMANDS.notification_test.output.shape.notification;
type Notification = ReturnType<typeof Notification.parse>;

/** Everything the room had to say before has been heard. */
async function settled(socket: TestRawSocket): Promise<void> {
  const before = socket.of('pong').length;
  socket.send({ type: 'ping' });
  while (socket.of('pong').length === before) await new Promise((resolve) => socket.raw.once('message', resolve));
}

onEachWay('protocol 4 notifications', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  const open = (token: string) => openAlerts(room.url, token, { path: '/api/v1/notifications/ws' });
  const idsOf = (socket: TestRawSocket, type: string) => socket.of<Notification>(type).map(({ id }) => id);

  it('protocol 4.1 and 4.3 raw socket: connection, pending oldest first, live, receipts, topics, errors that end nothing', async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    const to = { examId: exam.examId };
    const type = `conformance-${anId()}`;
    const send = (message: string) =>
      exam.staff.call('notification_send', { to, type, title: 'T', message, severity: 'success' });
    for (const message of ['one', 'two', 'three']) expect(await send(message)).toMatchObject({ accepted: 1 });

    const first = await open(candidate.token);
    await first.waitFor<Notification>(type, ({ message }) => message === 'three');
    expect(first.all[0]?.name).toBe('connection');
    for (const { payload } of first.all) Notification.parse(payload);
    expect(first.of<Notification>(type).map(({ message }) => message)).toEqual(['one', 'two', 'three']);
    const [one = '', two = '', three = ''] = idsOf(first, type);
    first.send({ type: 'delivered', id: one });
    first.send({ type: 'mark_read', id: two });
    first.send({ type: 'nonsense' });
    expect(await first.waitFor('error')).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    first.send({ type: 'unsubscribe', topics: [type] });
    await settled(first);
    await send('four');
    await settled(first);
    first.send({ type: 'subscribe', topics: [type] });
    await settled(first);
    await send('five');
    await first.waitFor<Notification>(type, ({ message }) => message === 'five');
    expect(idsOf(first, type)).toHaveLength(4);
    first.close();

    const second = await open(candidate.token);
    await second.waitFor<Notification>(type, ({ message }) => message === 'five');
    await settled(second);
    expect(second.of<Notification>(type).map(({ message }) => message)).toEqual(['three', 'four', 'five']);
    expect(idsOf(second, type)[0]).toBe(three);
    second.close();
  });

  it('protocol 6.10 to 6.13 REST: send, list, read, status, test; Socket.IO hears the same', async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    const socket = await candidate.socket();
    const { notification } = await candidate.call('notification_test', {
      notification_type: 'test',
      title: 'To me',
      message: 'Hello',
      severity: 'warning',
    });
    expect(Notification.parse(await socket.waitFor('notification'))).toEqual(notification);
    expect(await candidate.call('notifications_list', { unread: 'true' })).toMatchObject({
      notifications: [notification],
      unread: 1,
    });
    await candidate.call('notification_read', { id: notification.id });
    expect((await candidate.call('notifications_list', { unread: 'true' })).notifications).toEqual([]);
    const status = await candidate.call('notification_status', {});
    expect(status).toMatchObject({ user_connected: true, connections_per_user: { [candidate.joined.user.id]: 1 } });
    expect(Object.keys(status.connections_per_user)).toHaveLength(1);
    expect((await candidate.rest.refusal('notification_send', { to: { role: 'student' }, type: 'test' })).status).toBe(403);
    const sent = await exam.staff.rest.send('POST', '/api/v1/notifications', {
      body: {
        to: { userIds: [candidate.joined.user.id] },
        type: 'quiz_result',
        title: 'T',
        message: 'M',
        severity: 'info',
        data: {},
      },
    });
    expect([sent.status, sent.problem().code]).toEqual([400, 'invalid_input']);
  });
});
