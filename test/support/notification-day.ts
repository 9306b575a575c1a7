import { randomUUID } from 'node:crypto';
import type { NotificationMessage } from '../../src/shared/model/notification.ts';
import type { TestRawSocket } from './alerts-driver.ts';
import type { CommandBody } from './rest-driver.ts';
import type { Caller, Staff, TestRoom } from './start-test-room.ts';

export const NOTIFICATIONS_PATH = '/api/v1/notifications/ws';

/** A raw notifications socket that was let in. */
export async function openNotifications(room: TestRoom, caller: Pick<Caller, 'token'>): Promise<TestRawSocket> {
  const socket = await room.alerts(caller.token, { path: NOTIFICATIONS_PATH });
  await socket.waitFor('connection');
  return socket;
}

/** Waits until everything the room had to say before has been heard. */
export async function settled(socket: TestRawSocket): Promise<void> {
  const before = socket.of('pong').length;
  socket.send({ type: 'ping' });
  while (socket.of('pong').length === before) await new Promise((resolve) => socket.raw.once('message', resolve));
}

export const letter = (to: CommandBody<'notification_send'>['to'], message: string): CommandBody<'notification_send'> => ({
  id: randomUUID(),
  to,
  type: 'course_update',
  title: 'A course',
  message,
  severity: 'info',
  data: { courseId: 'c-1' },
});

/** Sends these texts to one user, one after the other. */
export async function sendAll(staff: Pick<Staff, 'rest'>, userId: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) await staff.rest.call('notification_send', letter({ userIds: [userId] as never }, text));
}

export const textsOf = (events: readonly unknown[]): string[] => (events as NotificationMessage[]).map(({ message }) => message);
