import { existsSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { ToolId } from '../../src/shared/model/tool.ts';
import { type CommandOutput, REST_ROUTES, SOCKET_COMMANDS } from '../../src/shared/protocol/index.ts';
import { openAlerts, type TestRawSocket } from './alerts-driver.ts';
import { answerTo, newId, prepareExam } from './exam-day.ts';
import { letter, NOTIFICATIONS_PATH, settled } from './notification-day.ts';
import { createRest, fillPath, type RestDriver } from './rest-driver.ts';
import { openSocket, type TestSocket } from './socket-driver.ts';
import type { Staff, TestRoom, TestRoomOptions } from './start-test-room.ts';
import { tapWire, type WireTap } from './wire-tap.ts';

const PAGES = joinPath(import.meta.dirname, '../../out/renderer');

/** Who listens, and who must not be heard. Everything B says, is and does has a name that stands nowhere else. */
export const A = {
  candidateNumber: 'NUM-ALPHA-1',
  firstName: 'Aurelia',
  lastName: 'Alphawine',
  seat: 'SEAT-ALPHA',
  accessCode: 'alpha-code',
};
export const B = {
  candidateNumber: 'NUM-BRAVO-2',
  firstName: 'Bartholomew',
  lastName: 'นกขมิ้น',
  seat: 'SEAT-BRAVO',
  accessCode: 'bravo-code',
};
export const B_EMAIL = 'bravo@example.test';
export const B_ADDRESS = '127.0.0.77';
export const B_DEVICE = { deviceId: 'bravo-device-id', deviceType: 'bravo-kind', os: 'Bravo OS', app: 'Bravo Browser' };
export const STAFF_NAME = 'Prudence Proctorcanary';

/** Hard ones, which together lead through every response to the suspension. */
const VIOLATIONS = ['paste', 'client_tampered', 'forbidden_process', 'screen_capture_attempt', 'remote_session', 'devtools_open'];

type Joined = CommandOutput<'join'>;
type Seat = { readonly joined: Joined; readonly rest: RestDriver; event(type: string, fields?: object): never };

/** Joins through a tap, so that every byte of it is kept. */
async function sit(room: TestRoom, tap: WireTap, who: typeof A, device: object): Promise<Seat> {
  const anyone = createRest(tap.url);
  await anyone.send('GET', `/api/v1/join?code=${room.joinCode}`);
  const { candidateNumber, accessCode } = who;
  const joined = await anyone.call('join', { code: room.joinCode, candidateNumber, accessCode, consent: true, ...device });
  let seq = 0;
  return {
    joined,
    rest: createRest(tap.url, joined.token),
    event: (type, fields = {}) => ({ id: newId(), type, occurredAt: '2026-11-20T08:00:00.000Z', seq: ++seq, ...fields }) as never,
  };
}

/** All ids and other names of B that come into being during the day. */
class Notebook extends Set<string> {
  note(...values: readonly unknown[]): void {
    for (const value of values) if (typeof value === 'string' && value.length > 6) this.add(value);
  }
}

/** B's attempt, from the first answer to the end, with everything B can say and everything that can be done to B. */
async function trouble(
  { b, planted }: { b: Seat; planted: Notebook },
  socket: TestSocket,
  staff: Staff,
  service: RestDriver,
  examId: string,
): Promise<void> {
  const { attempt, user } = b.joined;
  for (const type of VIOLATIONS) {
    const event = b.event(type, { details: { note: 'bravo-detail', window: 'Bravo Window' } }) as { id: string };
    planted.note(event.id);
    await socket.command('security_event', event as never);
  }
  const said = [
    ['chat_send', { text: 'bravo-chat' }],
    ['hand_raise', { reason: 'bravo-hand' }],
    ['tool_request', { tool: 'calculator', reason: 'bravo-tool', dataPoints: ['formulas'] }],
    ['recovery_request', { method: 'proctor_approval', reason: 'bravo-recovery' }],
  ] as const;
  for (const [name, fields] of said) {
    const id = newId();
    planted.note(id);
    const ack = (await socket.ask(name, { id, ...fields })) as unknown as { requestId?: string };
    planted.note(ack.requestId);
  }
  await staff.rest.call('tool_decide', {
    id: newId(),
    action: 'grant',
    userId: user.id,
    toolId: 'calculator',
    reason: 'bravo-granted',
  });
  const { grants } = await staff.rest.call('tools_open', {});
  for (const grant of grants.filter(({ userId }) => userId === user.id)) {
    planted.note(grant.id);
    await socket.ask('tool_use', { id: newId(), grantId: grant.id });
    await staff.rest.call('tool_decide', { id: newId(), action: 'revoke', grantId: grant.id, reason: 'bravo-revoked' });
  }
  const requests = (await staff.rest.call('recovery_open', {})).requests.filter(({ userId }) => userId === user.id);
  for (const { requestId } of requests) {
    planted.note(requestId);
    await staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'deny', reason: 'bravo-denied' });
  }
  planted.note((await staff.rest.call('recovery_code_issue', { attemptId: attempt.id })).code);
  for (const action of [
    'warn',
    'increase_monitoring',
    'suspend',
    'resume',
    'extend_time',
    'confirm_identity',
    'message',
  ] as const)
    await staff.rest
      .call('proctor_action', {
        id: newId(),
        attemptId: attempt.id,
        action,
        reason: 'bravo-reason',
        message: 'bravo-message',
        minutes: 7,
      })
      .catch(() => {});
  await staff.rest.call('notification_send', letter({ userIds: [user.id] as never }, 'bravo-letter'));
  const report = { id: newId(), type: 'usb_device_attached', occurredAt: '2026-11-20T09:00:00.000Z', source: 'bravo-camera' };
  await service.send('POST', '/api/v1/security/events', { body: { events: [{ ...report, attemptId: attempt.id, examId }] } });
  await service.call('alert_post', {
    id: newId(),
    type: 'bravo_alert',
    severity: 'high',
    title: 'bravo-title',
    message: 'bravo-alert',
    attemptId: attempt.id,
  });
  for (const { id } of (await staff.rest.call('alerts_list', { limit: 500 })).alerts) {
    planted.note(id);
    await staff.rest.call('alert_action', { id: newId(), alertId: id, action: 'comment', comment: 'bravo-comment' });
  }
}

/** A asks every way for what is B's. */
async function pry(
  { a, b, url, planted }: { a: Seat; b: Joined; url: string; planted: ReadonlySet<string> },
  socket: TestSocket,
  raw: TestRawSocket,
  examId: string,
): Promise<void> {
  const ids: Record<string, string> = { examId, attemptId: b.attempt.id, userId: b.user.id, sessionId: b.session.id };
  const others = [...planted].filter((value) => /^[0-9a-f-]{36}$/.test(value));
  for (const name of ['alertId', 'keyId', 'toolId', 'fileId', 'grantId', 'requestId', 'evidenceId', 'id'])
    ids[name] = others.at(-1) ?? newId();
  for (const route of REST_ROUTES) {
    const { path } = fillPath(route, { ...ids, ...route.fixed });
    const query = new URLSearchParams({ userId: b.user.id, examId, attemptId: b.attempt.id });
    await a.rest.send(route.method, path, route.method === 'GET' ? {} : { body: { ...ids, nonsense: true } });
    if (route.method === 'GET') await a.rest.send('GET', `${path}?${query}`);
  }
  for (const event of [...SOCKET_COMMANDS, 'metrics_subscribe', 'nothing_like_it']) {
    await socket.ask(event, { id: newId(), ...ids, afterSeq: 0 });
    await socket.ask(event, { id: newId(), afterSeq: 0, events: [{ id: others[0], attemptId: b.attempt.id }] });
  }
  for (const id of others) {
    await socket.ask('note_add', { id: newId(), eventId: id, text: 'mine?' });
    await socket.ask('tool_use', { id: newId(), grantId: id });
    raw.send({ type: 'mark_read', id });
    raw.send({ type: 'delivered', id });
  }
  raw.send({ type: 'subscribe', topics: ['admin-dashboard', 'security', `user:${b.user.id}`] });
  raw.send({ type: 'sync', afterSeq: 0 });
  const { headers } = { headers: { authorization: `Bearer ${a.joined.token}` } };
  await openAlerts(url, undefined, { headers, query: { afterSeq: '0' } }).catch(() => {});
}

/** What was sent in a day, byte for byte: to A, to B, as pages; and everything that names B. */
export interface CanaryDay {
  readonly toA: string;
  readonly toB: string;
  readonly pages: string;
  readonly planted: ReadonlySet<string>;
}

/** For many questions of few people in a short time, and with the pages where they are built. */
export const CANARY_ROOM: NonNullable<TestRoomOptions['config']> = {
  eventRate: { perSecond: 10_000, burst: 10_000 },
  ...(existsSync(PAGES) ? { webRoot: PAGES } : {}),
};

/** A whole exam of two candidates, over every transport, with everything that can happen to one of them. */
export async function canaryDay(room: TestRoom): Promise<CanaryDay> {
  const admin = await room.signIn();
  await admin.rest.call('user_add', {
    username: 'prudence',
    displayName: STAFF_NAME,
    role: 'proctor',
    password: 'the ninth garden gate',
  });
  const staff = await room.signIn('prudence', 'the ninth garden gate');
  const { token: key } = await admin.rest.call('api_key_issue', {
    name: 'cameras',
    scopes: ['events:write', 'alerts:write', 'notifications:write'],
    ttlHours: 1,
  });
  const day = await prepareExam(room, { until: 'draft', candidates: [A, B] });
  const { examId } = day;
  const line = [B.candidateNumber, B.firstName, B.lastName, B_EMAIL, B.accessCode];
  await staff.rest.uploadRoster(examId, `candidateNumber,firstName,lastName,email,accessCode\n${line}\n`);
  await staff.rest.call('exam_open', { examId });

  const tapA = await tapWire(room.url);
  const tapB = await tapWire(room.url, B_ADDRESS);
  // B sits first, so that whatever A is told of the room is told with B in it.
  const b = await sit(room, tapB, B, { device: B_DEVICE });
  const socketB = await openSocket(tapB.url, b.joined.token);
  const a = await sit(room, tapA, A, {});
  const [socketA, pollingA, rawA, console] = await Promise.all([
    openSocket(tapA.url, a.joined.token),
    openSocket(tapA.url, a.joined.token, { transports: ['polling'] }),
    openAlerts(tapA.url, a.joined.token, { path: NOTIFICATIONS_PATH }),
    staff.socket(),
  ]);
  const secondB = await openAlerts(tapB.url, b.joined.token, { path: NOTIFICATIONS_PATH });
  const planted = new Notebook();
  planted.note(b.joined.user.id, b.joined.session.id, b.joined.attempt.id, b.joined.token.split('.')[2]);
  planted.note(b.joined.refreshToken, b.joined.resumeToken);

  await staff.rest.call('exam_start', { examId });
  await a.rest.send('GET', '/api/v1/attempt');
  await socketA.command('answer_save', answerTo(day.question('essay'), 'alpha-answer', 1));
  await socketB.command('answer_save', answerTo(day.question('essay'), 'bravo-answer', 1));
  await socketA.command('security_event', a.event('paste'));
  await trouble({ b, planted }, socketB, staff, room.rest(key), examId);
  await socketA.waitFor('auto_suspend_triggered');

  // The same attempt from elsewhere, and by guessing: refusals, each told to A's own connection.
  const anyone = createRest(tapA.url);
  const guess = { code: room.joinCode, candidateNumber: B.candidateNumber, consent: true };
  for (const extra of [{}, { accessCode: 'guess' }, { accessCode: A.accessCode }])
    await anyone.refusal('join', { ...guess, ...extra });
  await anyone.refusal('join', { ...guess, consent: false });
  await anyone.refusal('auth_login', { username: B.candidateNumber, password: 'guess' });

  await console.command('exam_broadcast', { id: newId(), examId, title: 'Soon', message: 'Soon over.', severity: 'low' });
  await staff.rest.call('notification_send', letter({ examId }, 'to all of the exam'));
  await staff.rest.call('notification_send', letter({ role: 'student' }, 'to all students'));
  const grant = { id: newId(), action: 'grant' as const, userId: a.joined.user.id, toolId: 'calculator' as ToolId };
  await staff.rest.call('tool_decide', grant);
  await staff.rest.call('proctor_action', {
    id: newId(),
    attemptId: a.joined.attempt.id,
    action: 'warn',
    message: 'Calm, please.',
  });
  for (const command of ['exam_pause', 'exam_resume'] as const) await staff.rest.call(command, { examId });
  await socketA.ask('recovery_request', { id: newId(), method: 'proctor_approval', reason: 'mine' });
  await pry({ a, b: b.joined, url: tapA.url, planted }, socketA, rawA, examId);
  await a.rest.send('POST', '/api/v1/notifications/test', {
    body: { notification_type: 'test', title: 'A', message: 'mine', severity: 'info' },
  });

  for (const type of VIOLATIONS) await socketA.command('security_event', a.event(type));
  await socketA.waitFor('session_suspended');
  await socketA.command('answer_save', answerTo(day.question('essay'), 'alpha-held', 2));
  await staff.rest.call('proctor_action', { id: newId(), attemptId: a.joined.attempt.id, action: 'resume' });

  socketB.close();
  await console.command('session_terminate', { id: newId(), sessionId: b.joined.session.id, reason: 'bravo-ended' });
  await secondB.closed;
  await socketA.command('exam_submit', { id: newId() });
  await staff.rest.call('exam_end', { examId });
  const { answers } = await staff.rest.call('marking_answers', { examId, questionId: day.question('essay').id });
  for (const { paperId, questionId, answerRevision } of answers)
    await staff.rest.call('mark_save', {
      examId,
      paperId,
      questionId,
      answerRevision,
      points: 0.5,
      comment: 'read',
      revision: 0,
    });
  await staff.rest.call('grading_set', { examId, passPercent: 0 });
  await staff.rest.call('results_publish', { examId, waiveHeld: true });
  for (const path of ['', '/result', '/certificate', '/events', '/tools', '/messages', '/recovery'])
    await a.rest.send('GET', `/api/v1/attempt${path}`);
  await a.rest.send('GET', '/api/v1/notifications');
  await a.rest.send('GET', '/api/v1/notifications/status');
  // Comes back afterwards, and is told again whatever there is to tell.
  socketA.close();
  const again = await openSocket(tapA.url, a.joined.token);
  await Promise.all([again.settled(), pollingA.settled(), settled(rawA)]);

  const tapPages = await tapWire(room.url);
  const page = createRest(tapPages.url, a.joined.token);
  for (const path of [
    '/',
    '/exam/',
    '/console/',
    '/join',
    '/notification-test',
    '/api/docs',
    '/api/openapi.json',
    '/healthz',
    '/readyz',
    '/metrics',
    '/nothing',
    '/exam/../../keys/room.key',
  ])
    await page.send('GET', path);
  const heard = { toA: tapA.heard(), toB: tapB.heard(), pages: tapPages.heard(), planted };
  for (const socket of [again, pollingA, rawA]) socket.close();
  for (const tap of [tapA, tapB, tapPages]) tap.stop();
  return heard;
}
