import { describe, expect, it } from 'vitest';
import { NotificationMessage } from '../../src/shared/model/notification.ts';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { letter, sendAll, textsOf } from '../support/notification-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore, readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();
const DAY_MS = 24 * 60 * 60 * 1000;

describe('NT1 sending and reading notifications', () => {
  it('NT1 a notification is told live, listed, and read once', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const proctor = await room.proctor();
    const socket = await proctor.socket();
    const sent = letter({ userIds: [proctor.user.id] }, 'Page 7 is new.');
    expect(await staff.rest.call('notification_send', sent)).toEqual({ accepted: 1, id: sent.id });
    const told = NotificationMessage.parse(await socket.waitFor('notification'));
    expect(told).toMatchObject({
      id: sent.id,
      type: 'course_update',
      message: 'Page 7 is new.',
      data: { courseId: 'c-1' },
      read: false,
    });
    expect(await proctor.rest.call('notifications_list', {})).toEqual({ notifications: [told], unread: 1 });
    expect(await proctor.rest.call('notification_read', { id: told.id })).toEqual({ ok: true, id: told.id });
    expect(await proctor.rest.call('notification_read', { id: told.id })).toEqual({ ok: true, id: told.id, duplicate: true });
    expect(await socket.command('notification_delivered', { id: told.id })).toEqual({ ok: true, id: told.id });
    expect(await proctor.rest.call('notifications_list', {})).toEqual({ notifications: [{ ...told, read: true }], unread: 0 });
    expect((await proctor.rest.call('notifications_list', { unread: 'true' })).notifications).toEqual([]);
    expect((await staff.rest.call('notifications_list', {})).notifications).toEqual([]);
  });

  it('NT1 the same id sends once, and pages go back through the history', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const to = { userIds: [staff.user.id] };
    const sent = letter(to, 'once');
    expect(await staff.rest.call('notification_send', sent)).toEqual({ accepted: 1, id: sent.id });
    expect(await staff.rest.call('notification_send', sent)).toEqual({ accepted: 1, id: sent.id, duplicate: true });
    await sendAll(staff, staff.user.id, ['two', 'three', 'four']);
    const first = await staff.rest.call('notifications_list', { limit: 3 });
    expect(textsOf(first.notifications)).toEqual(['four', 'three', 'two']);
    const second = await staff.rest.call('notifications_list', { limit: 3, beforeId: first.nextBeforeId });
    expect([textsOf(second.notifications), second.nextBeforeId]).toEqual([['once'], undefined]);
    expect(await staff.rest.call('notifications_read_all', {})).toEqual({ ok: true, read: 4 });
    expect(await staff.rest.call('notifications_read_all', {})).toEqual({ ok: true, read: 0 });
  });

  it('NT1 goes to whoever fits everything that is said, and to nobody else', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 3 });
    const proctor = await room.proctor();
    const accepted = async (to: Parameters<typeof letter>[0]) =>
      (await day.staff.rest.call('notification_send', letter(to, 'hello'))).accepted;
    expect(await accepted({ examId: day.examId })).toBe(3);
    expect(await accepted({ role: 'student' })).toBe(3);
    expect(await accepted({ role: 'proctor' })).toBe(1);
    expect(await accepted({ examId: day.examId, role: 'proctor' })).toBe(0);
    expect(await accepted({ userIds: [proctor.user.id, at(day.candidates, 0).userId], role: 'student' })).toBe(1);
    expect(await accepted({ userIds: [newId() as never] })).toBe(0);
    expect((await day.staff.rest.refusal('notification_send', letter({}, 'hello'))).code).toBe('invalid_input');
    expect((await day.staff.rest.refusal('notification_send', letter({ examId: newId() }, 'x'))).code).toBe('exam_not_found');
    expect((await at(day.candidates, 0).rest.refusal('notification_send', letter({ role: 'student' }, 'x'))).code).toBe(
      'role_forbidden',
    );
  });

  it('NT1 a template says what the sender does not, and asks for its data', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const to = { userIds: [staff.user.id] };
    const data = { quizId: 'q', score: 7 };
    await staff.rest.call('notification_send', { to, type: 'quiz_result', data });
    await staff.rest.call('notification_send', { to, type: 'lunch', title: 'Lunch', message: 'is served' });
    const { notifications } = await staff.rest.call('notifications_list', {});
    expect(notifications).toMatchObject([
      { type: 'lunch', severity: 'info' },
      { type: 'quiz_result', title: 'Your result is ready', data },
    ]);
    const fieldOf = async (more: object) =>
      (await staff.rest.refusal('notification_send', { to, type: 'quiz_result', data, ...more })).errors?.[0]?.field;
    expect(await fieldOf({ data: { quizId: 'q' } })).toBe('data.score');
    expect(await fieldOf({ data: undefined })).toMatch(/^data/);
    expect(await fieldOf({ type: 'lunch' })).toBe('title');
    expect(await fieldOf({ data: { ...data, more: 'x'.repeat(5_000) } })).toBe('data');
    expect(await fieldOf({ title: 'x'.repeat(201) })).toBe('title');
    for (const type of ['ping', 'pong', 'error', 'heartbeat']) expect(await fieldOf({ type }), type).toBe('type');
  });

  it('NT1 a test goes to oneself, a few at a time', async () => {
    const room = await startTestRoom({ clock: createFakeClock() });
    const staff = await room.signIn();
    const test = { notification_type: 'security_alert', title: 'T', message: 'M', severity: 'warning' } as const;
    const { notification } = await staff.rest.call('notification_test', test);
    expect(notification).toMatchObject({
      type: 'security_alert',
      title: 'T',
      message: 'M',
      severity: 'warning',
      data: { test: true },
    });
    for (let n = 1; n < 10; n++) await staff.rest.call('notification_test', test);
    const refused = await staff.rest.send('POST', '/api/v1/notifications/test', { body: test });
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await staff.rest.call('notifications_list', {})).unread).toBe(10);
  });

  it('NT1 counts who is connected, and shows a student nobody but themselves', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const [first, second] = [at(day.candidates, 0), at(day.candidates, 1)];
    await first.socket();
    await second.socket();
    await day.staff.alerts();
    const status = (caller: { rest: typeof first.rest }) => caller.rest.call('notification_status', {});
    expect(await status(first)).toEqual({
      total_connections: 2,
      connections_per_user: { [first.userId]: 1 },
      user_connected: true,
    });
    expect(await status(day.staff)).toEqual({
      total_connections: 2,
      connections_per_user: { [first.userId]: 1, [second.userId]: 1 },
      user_connected: false,
    });
  });
});

describe('NT1 /notification-test', () => {
  it('protocol 6 leads whoever is signed in to the page of their own app, and keeps tokens out of addresses', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const ask = async (caller: { rest: typeof day.staff.rest }, path = '/notification-test') => {
      const { status, headers } = await caller.rest.send('GET', path);
      return [status, headers.location];
    };
    expect(await ask(day.staff)).toEqual([302, '/console/#/notification-test']);
    expect(await ask(at(day.candidates, 0), '/notification-test/')).toEqual([302, '/exam/#/notification-test']);
    expect(await ask({ rest: room.anyone })).toEqual([302, '/console/#/notification-test']);
    expect((await ask({ rest: room.rest('nonsense') }))[0]).toBe(401);
    const leaky = await room.anyone.send('GET', `/notification-test?token=${day.staff.token}`);
    expect([leaky.status, leaky.problem().code]).toEqual([400, 'token_in_query']);
  });
});

describe('NT1 what a user who was away is told', () => {
  it('protocol 1 pending ones come on every connect for seven days, over a restart, and then no more', async () => {
    const clock = createFakeClock();
    const before = await startTestRoom({ clock });
    await before.proctor();
    const proctor = await before.signIn('proctor-one', 'the seventh garden gate');
    const { user } = proctor;
    await sendAll(await before.signIn(), user.id, ['one', 'two']);
    clock.advance(3 * DAY_MS);
    await before.stop();

    const room = await startTestRoom({ clock, dataDir: before.dataDir });
    const signIn = () => room.signIn('proctor-one', 'the seventh garden gate');
    const connected = async () => {
      const socket = await (await signIn()).socket();
      await expect.poll(() => socket.of('notification').length, { timeout: 2_000 }).toBeGreaterThan(0);
      await socket.settled();
      return socket;
    };
    expect(textsOf((await connected()).of('notification'))).toEqual(['one', 'two']);
    clock.advance(4 * DAY_MS - 1);
    const last = await connected();
    expect(textsOf(last.of('notification'))).toEqual(['one', 'two']);
    clock.advance(1);
    await sendAll(await room.signIn(), user.id, ['three']);
    expect(textsOf((await connected()).of('notification'))).toEqual(['three']);
    expect(textsOf((await (await signIn()).rest.call('notifications_list', {})).notifications)).toEqual(['three']);
  });

  it('protocol 1 one that was delivered or read is not sent again, on any device', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const proctor = await room.proctor();
    const other = await room.signIn('proctor-one', 'the seventh garden gate');
    await sendAll(staff, proctor.user.id, ['delivered', 'read', 'neither']);
    const phone = await proctor.socket();
    await phone.waitFor<NotificationMessage>('notification', ({ message }) => message === 'neither');
    const [delivered, read] = phone.of<NotificationMessage>('notification');
    await phone.command('notification_delivered', { id: delivered?.id ?? '' });
    await phone.command('notification_read', { id: read?.id ?? '' });
    const desk = await other.socket();
    await desk.waitFor('notification');
    await desk.settled();
    expect(textsOf(desk.of('notification'))).toEqual(['neither']);
    await sendAll(staff, proctor.user.id, ['to both']);
    for (const socket of [phone, desk])
      expect(await socket.waitFor<NotificationMessage>('notification', ({ message }) => message === 'to both')).toBeDefined();
  });

  it('CM1 a broadcast and a message of an exam are kept for candidates who are away', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const candidate = at(day.candidates, 0);
    const console = await day.staff.socket();
    const id = newId();
    await console.command('exam_broadcast', { id, examId: day.examId, title: 'Soon', message: 'Ten minutes.', severity: 'high' });
    await day.staff.rest.call('proctor_action', {
      id: newId(),
      attemptId: candidate.attemptId,
      action: 'message',
      message: 'You?',
    });
    const socket = await candidate.socket();
    await socket.waitFor<NotificationMessage>('notification', ({ message }) => message === 'You?');
    expect(socket.of('notification')).toMatchObject([
      { id, type: 'exam_message', title: 'Soon', severity: 'warning', data: { examId: day.examId } },
      { type: 'exam_message', message: 'You?', severity: 'info' },
    ]);
    const other = await at(day.candidates, 1).rest.call('notifications_list', {});
    expect(textsOf(other.notifications)).toEqual(['Ten minutes.']);
  });
});

describe('ID7 notifications are their reader’s alone', () => {
  it('ID7 no caller reads, sees or acknowledges another’s', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const [first, second] = [at(day.candidates, 0), at(day.candidates, 1)];
    const [own, foreign] = [await first.socket(), await second.socket()];
    const sent = letter({ userIds: [first.userId] }, 'for the first alone');
    await day.staff.rest.call('notification_send', sent);
    await own.waitFor('notification');
    await foreign.settled();
    expect(foreign.of('notification')).toEqual([]);
    for (const caller of [second, day.staff]) {
      expect((await caller.rest.refusal('notification_read', { id: sent.id ?? '' })).code).toBe('not_found');
      expect((await caller.rest.refusal('notification_delivered', { id: sent.id ?? '' })).code).toBe('not_found');
      expect(await caller.rest.call('notifications_list', {})).toEqual({ notifications: [], unread: 0 });
    }
    expect((await first.rest.call('notifications_list', {})).unread).toBe(1);
  });

  it('ID7 ST2 what they say stands nowhere in plain, and that staff sent them is on record', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const proctor = await room.proctor();
    await staff.rest.call('notification_send', letter({ userIds: [proctor.user.id] }, 'canary-to-one'));
    await staff.rest.call('notification_send', letter({ userIds: [proctor.user.id, staff.user.id] }, 'canary-to-many'));
    const bytes = readStoreBytes(room.dataDir);
    expect(bytes.includes('course_update')).toBe(true);
    expect(bytes.includes('canary-to')).toBe(false);
    expect(textsOf((await proctor.rest.call('notifications_list', {})).notifications)).toEqual([
      'canary-to-many',
      'canary-to-one',
    ]);
    const { entries } = await staff.rest.call('audit_list', {});
    expect(entries.filter(({ action }) => action === 'notification.sent').map(({ details }) => details)).toEqual([
      { type: 'course_update', recipients: 1 },
      { type: 'course_update', recipients: 2 },
    ]);
  });

  it('NT1 one broadcast is one text and a row a recipient', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 3 });
    await day.staff.rest.call('notification_send', letter({ examId: day.examId }, 'to all'));
    expect(queryStore(room.dataDir, 'SELECT count(*) AS n FROM notifications')).toEqual([{ n: 1 }]);
    expect(queryStore(room.dataDir, 'SELECT count(*) AS n FROM notification_recipients')).toEqual([{ n: 3 }]);
  });
});
