import { afterEach, describe, expect, it } from 'vitest';
import { createNotificationBook, type RoomApi, RoomUnreachable } from '../../../src/shared/client/index.ts';
import type { NotificationMessage } from '../../../src/shared/model/notification.ts';
import { createLine } from './connection-line.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** The n-th notification of a room, each a second after the one before. */
const message = (n: number, read = false): NotificationMessage => ({
  id: `7d1f2f2c-30a5-4c3e-9f66-${String(n).padStart(12, '0')}`,
  type: 'test',
  title: `number ${n}`,
  message: 'a message',
  severity: 'info',
  timestamp: new Date(Date.UTC(2026, 10, 20, 8, 0, n)).toISOString(),
  read,
});

/** A room with a list of notifications, read at most `page` at a time. */
async function room(page = 100) {
  const line = createLine({ answer: (name) => (name === 'notification_delivered' ? { ok: true, id: 'x' } : undefined) });
  const kept: NotificationMessage[] = [];
  const asked: string[] = [];
  const state = { isReachable: true, beforeAnswer: async () => {} };
  const call = async (command: string, input: { id?: string }) => {
    asked.push(command);
    if (!state.isReachable) throw new RoomUnreachable('network', 'away');
    if (command !== 'notifications_list') {
      for (const [at, one] of kept.entries()) if (!input.id || one.id === input.id) kept[at] = { ...one, read: true };
      return { ok: true, id: input.id };
    }
    const list = kept.toReversed();
    const answer = {
      notifications: list.slice(0, page),
      unread: kept.filter(({ read }) => !read).length,
      ...(list.length > page ? { nextBeforeId: list[page - 1]?.id } : {}),
    };
    await state.beforeAnswer();
    return answer;
  };
  const book = createNotificationBook({ connection: line.connection, api: { call } as unknown as RoomApi, clock: line.clock });
  const titles = () => book.snapshot().notifications.map(({ title }) => title);
  const tell = async (one: NotificationMessage) => {
    line.network.send('notification', one);
    await line.clock.advance(50);
  };
  return { ...line, book, kept, asked, state, titles, tell, unread: () => book.snapshot().unreadCount };
}

describe('UI6 NT1 the notifications of the client kit', () => {
  it('NT1 nothing is asked until somebody is subscribed, and nothing any more when nobody is', async () => {
    const { book, kept, asked, connection, clock, titles } = await room();
    kept.push(message(1), message(2));
    stops.push(connection.start());
    await clock.advance(1_000);
    expect(asked).toEqual([]);
    const first = book.subscribe(() => {});
    const second = book.subscribe(() => {});
    await clock.advance(1_000);
    expect([asked.length, titles(), book.snapshot().isLoaded]).toEqual([1, ['number 2', 'number 1'], true]);
    first();
    first();
    await clock.advance(61_000);
    expect(asked).toHaveLength(2);
    second();
    await clock.advance(600_000);
    expect(asked).toHaveLength(2);
  });

  it('NT1 counts what comes once, also when it comes again with a connect', async () => {
    const { book, kept, connection, clock, network, titles, tell, unread } = await room();
    stops.push(
      connection.start(),
      book.subscribe(() => {}),
    );
    await clock.advance(1_000);
    kept.push(message(1));
    await tell(message(1));
    await tell(message(1));
    expect([titles(), unread()]).toEqual([['number 1'], 1]);
    network.kick();
    await clock.advance(10_000);
    await tell(message(1));
    expect([titles(), unread()]).toEqual([['number 1'], 1]);
  });

  it('NT1 loses nothing that comes while the room is being asked, and counts it once', async () => {
    const { book, kept, state, connection, clock, network, titles, unread } = await room();
    kept.push(message(1, true));
    state.beforeAnswer = async () => {
      state.beforeAnswer = async () => {};
      // Made after the list was read, told before the answer is here.
      kept.push(message(2));
      network.send('notification', message(2));
      await new Promise<void>((resolve) => void clock.after(20, resolve));
    };
    stops.push(
      connection.start(),
      book.subscribe(() => {}),
    );
    await clock.advance(1_000);
    expect([titles(), unread()]).toEqual([['number 2', 'number 1'], 1]);
  });

  it('NT1 what is older than the list and still pending is in the count already', async () => {
    const { book, kept, connection, clock, titles, tell, unread } = await room(2);
    for (let n = 1; n <= 4; n++) kept.push(message(n));
    stops.push(
      connection.start(),
      book.subscribe(() => {}),
    );
    await clock.advance(1_000);
    await tell(message(1));
    expect([titles(), unread()]).toEqual([['number 4', 'number 3'], 4]);
  });

  it('NT1 read means that the room has it so', async () => {
    const { book, kept, state, connection, clock, unread } = await room();
    kept.push(message(1), message(2));
    stops.push(
      connection.start(),
      book.subscribe(() => {}),
    );
    await clock.advance(1_000);
    state.isReachable = false;
    await expect(book.markAsRead(message(1).id)).rejects.toThrow(RoomUnreachable);
    expect(unread()).toBe(2);
    state.isReachable = true;
    await book.markAsRead(message(1).id);
    await book.markAsRead(message(1).id);
    expect([unread(), book.snapshot().notifications.map(({ read }) => read)]).toEqual([1, [false, true]]);
    await book.markAllAsRead();
    expect([unread(), book.snapshot().notifications.every(({ read }) => read)]).toEqual([0, true]);
  });

  it('UI6 the snapshot is the same object until something changes', async () => {
    const { book, kept, connection, clock, tell } = await room();
    stops.push(
      connection.start(),
      book.subscribe(() => {}),
    );
    await clock.advance(1_000);
    const before = book.snapshot();
    await clock.advance(5_000);
    expect(book.snapshot()).toBe(before);
    kept.push(message(1));
    await tell(message(1));
    expect(book.snapshot()).not.toBe(before);
  });
});
