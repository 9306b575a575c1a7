import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { NOTIFICATIONS_PATH } from '../support/notification-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { editLiveStore } from '../support/store-file.ts';

const startTestRoom = testRooms({ per: 'file' });

/** What nobody is told: a place in our own code, a statement, a file. */
const INSIDE = /SELECT|FROM|no such table|SQLITE|invigil\.db|\bat [\w.]+ \(|\.[cm]?[jt]s:\d/;

describe('security-22 a bug in the room', () => {
  let day: ExamDay;
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    day = await prepareExam(await startTestRoom({ config: { logLevel: 'silent' } }));
  });
  afterAll(() => void process.off('unhandledRejection', note));

  it('security-22 is answered with a number and nothing of what is inside, over every transport, and nobody else notices', async () => {
    const { room } = day;
    const candidate = only(day.candidates);
    const socket = await candidate.socket();
    const polling = await candidate.socket({ transports: ['polling'] });
    const raw = await room.alerts(candidate.token, { path: NOTIFICATIONS_PATH });
    await raw.waitFor('connection');
    // Every statement about these fails from now on, in the middle of its command.
    await editLiveStore(room.dataDir, 'ALTER TABLE attempt_messages RENAME TO away; ALTER TABLE notifications RENAME TO gone;');
    const said: string[] = [];
    for (const open of [socket, polling]) {
      said.push(JSON.stringify(await open.refusal('chat_send', { id: newId(), text: 'a word' })));
    }
    for (const rest of [candidate.rest, day.staff.rest]) said.push((await rest.send('GET', '/api/v1/notifications')).text);
    raw.send({ type: 'mark_read', id: newId() });
    said.push(JSON.stringify(await raw.waitFor('error')));
    for (const text of said) {
      expect(text).toContain('"code":"internal"');
      expect(text).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
      expect(text).not.toMatch(INSIDE);
    }

    // What does not need it goes on, on the same sockets.
    const event = candidate.event('focus_gained');
    expect(await socket.command('security_event', event)).toMatchObject({ ok: true });
    expect(await polling.command('security_event', event)).toMatchObject({ duplicate: true });
    raw.send({ type: 'ping' });
    await raw.waitFor('pong');
    await editLiveStore(room.dataDir, 'ALTER TABLE away RENAME TO attempt_messages; ALTER TABLE gone RENAME TO notifications;');
    expect(await socket.command('chat_send', { id: newId(), text: 'a word' })).toMatchObject({ ok: true });
    expect(unhandled).toEqual([]);
  });
});
