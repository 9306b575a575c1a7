import { describe, expect, it } from 'vitest';
import { COMMANDS, RecoveryStatusEvent, SOCKET_COMMANDS } from '../../src/shared/protocol/index.ts';
import { joinBody, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { askBackIn, refusedJoin } from '../support/recovery.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();
const MINUTE = 60_000;

describe('ID6 another device asks for a seat', () => {
  it('ID6 is told how to ask, is approved, joins once, and the old session ends within a second', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const line = only(day.roster);
    const before = only(day.candidates);
    const [first, console] = [await before.socket(), await day.staff.socket()];
    await first.command('answer_save', { id: newId(), questionId: day.question('essay').id, value: 'Kept.', revision: 1 });

    const problem = await room.anyone.refusal('join', joinBody(room, line, { examId: day.examId }));
    expect(problem).toMatchObject({ status: 409, code: 'attempt_in_use', requestId: expect.any(String) });
    const { requestId, recoveryToken, socket } = await askBackIn(day, line);
    expect(recoveryToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const told = await console.waitFor<RecoveryStatusEvent>('recovery-status');
    expect(RecoveryStatusEvent.parse(told)).toMatchObject({
      type: 'pending',
      requestId,
      userId: before.userId,
      method: 'proctor_approval',
      remainingApprovals: 1,
    });
    const { requests } = await day.staff.rest.call('recovery_open', {});
    expect(only(requests)).toMatchObject({
      requestId,
      kind: 'seat',
      candidateNumber: line.candidateNumber,
      reason: 'My machine died.',
      device: { ip: '127.0.0.1', location: 'this computer' },
      heldBy: { connected: true },
      custodians: 1,
    });
    const same = { examId: day.examId, requestId };
    expect((await room.anyone.refusal('join', joinBody(room, line, same))).code, 'not yet approved').toBe('attempt_in_use');

    const decided = await console.command('recovery_decide', { id: newId(), requestId, action: 'approve', reason: 'Seen.' });
    expect(decided.request).toMatchObject({ state: 'approved', remainingApprovals: 0 });
    const approved = await socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'approved');
    expect(approved).toMatchObject({ requestId, custodian: day.staff.user.id, remainingApprovals: 0 });

    const since = performance.now();
    const after = await day.join(line, { requestId });
    await first.closed;
    expect(performance.now() - since).toBeLessThan(1_000);
    expect(after.attemptId).toBe(before.attemptId);
    expect(first.of('recovery-status'), 'the device that works is told nothing of the one that asks').toEqual([]);
    expect((await before.rest.refusal('me', {})).code).toBe('token_revoked');
    expect((await after.rest.call('attempt_get', {})).answers.map(({ value }) => value)).toEqual(['Kept.']);

    const again = await room.anyone.refusal('join', joinBody(room, line, same));
    expect(again.code, 'an approval is good once').toBe('attempt_in_use');
    expect((again.data as { requestId: string }).requestId).not.toBe(requestId);
    const { history } = await day.staff.rest.call('recovery_history', {});
    expect(only(history)).toMatchObject({ requestId, state: 'used', decidedBy: 'admin', decisionReason: 'Seen.' });
    const { entries } = await day.staff.rest.call('audit_list', { limit: 1_000 });
    const steps = entries.map(({ action }) => action).filter((action) => action.startsWith('recovery.'));
    expect(steps).toEqual(['recovery.requested', 'recovery.approved', 'recovery.used']);
    expect(JSON.stringify(entries)).not.toContain('machine died');
    await room.stop();
    const bytes = readStoreBytes(room.dataDir);
    for (const words of ['machine died', 'Seen.', '127.0.0.1']) expect(bytes.includes(words), words).toBe(false);
  });

  it('ID6 security-45 a recovery token can do nothing but ask: no command, no path, no other socket', async () => {
    const room = await startTestRoom({ config: { eventRate: { perSecond: 1_000, burst: 1_000 } } });
    const day = await prepareExam(room);
    const { recoveryToken, requestId, socket } = await askBackIn(day, only(day.roster));
    const names = [...new Set([...Object.keys(COMMANDS), ...SOCKET_COMMANDS, 'auth_refresh', 'constructor'])];
    for (const name of names.filter((known) => known !== 'recovery_request' && known !== 'heartbeat')) {
      const ack = await socket.ask(name, {
        id: newId(),
        token: recoveryToken,
        requestId,
        attemptId: only(day.candidates).attemptId,
      });
      expect(ack.ok ? 'done' : ack.error.code, name).toBe('role_forbidden');
    }
    const rest = room.rest(recoveryToken);
    for (const path of [
      '/api/v1/me',
      '/api/v1/attempt',
      '/api/v1/exams',
      '/api/v1/recovery',
      '/api/v1/recovery/history',
      '/alerts/recent',
    ])
      expect((await rest.send('GET', path)).problem(), path).toMatchObject({ status: 401, code: 'token_invalid' });
    expect((await rest.send('POST', '/api/v1/auth/logout', { body: {} })).status).toBe(401);
    await expect(room.alerts(recoveryToken)).rejects.toThrow(/401/);

    // It hears of its own request and of nothing else, whatever happens to the candidate meanwhile.
    const { attemptId } = only(day.candidates);
    await day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'warn', message: 'Calm.' });
    await day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'message', message: 'For you alone.' });
    await day.staff.rest.call('exam_pause', { examId: day.examId });
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'deny' });
    await socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'denied');
    expect([...new Set(socket.all.map(({ name }) => name))]).toEqual(['recovery-status']);
    // Nor is an access token taken for one, nor a changed one at all.
    expect(await connectRefusal(room.url, `${recoveryToken.slice(0, -2)}AA`)).toBe('token_invalid');
  });

  it('ID6 an approval opens no other attempt and none of another candidate', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const [a, b] = [day.roster[0], day.roster[1]];
    if (!a || !b) throw new Error('two candidates');
    const { requestId } = await askBackIn(day, a);
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'approve' });
    const stolen = await room.anyone.refusal('join', joinBody(room, b, { examId: day.examId, requestId }));
    expect(stolen.code).toBe('attempt_in_use');
    expect((await day.join(a, { requestId })).userId).toBe(day.candidates[0]?.userId);
  });

  it('ID6 a denied request stays denied; whoever joins again may ask again', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const line = only(day.roster);
    const { requestId, socket } = await askBackIn(day, line);
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'deny', reason: 'Not at the seat.' });
    await socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'denied');
    expect((await socket.refusal('recovery_request', { id: newId(), method: 'proctor_approval' })).code).toBe('state_conflict');
    expect((await refusedJoin(day, line, { requestId })).requestId).not.toBe(requestId);
    const again = await askBackIn(day, line);
    expect((await day.staff.rest.call('recovery_open', {})).requests.map((open) => open.requestId)).toEqual([again.requestId]);
  });

  it('ID6 a request nobody decides, and an approval nobody uses, end after 15 minutes', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const day = await prepareExam(room);
    const line = only(day.roster);
    const undecided = await askBackIn(day, line);
    clock.advance(15 * MINUTE);
    const denied = await undecided.socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'denied');
    expect(denied.custodian).toBeUndefined();
    const staff = await room.signIn();
    const late = await staff.rest.refusal('recovery_decide', { id: newId(), requestId: undecided.requestId, action: 'approve' });
    expect(late).toMatchObject({ code: 'state_conflict', data: { state: 'expired' } });

    const unused = await askBackIn(day, line);
    await staff.rest.call('recovery_decide', { id: newId(), requestId: unused.requestId, action: 'approve' });
    clock.advance(15 * MINUTE);
    // Whether or not the chore has run: what counts is the time.
    expect(
      (await room.anyone.refusal('join', joinBody(room, line, { examId: day.examId, requestId: unused.requestId }))).code,
    ).toBe('attempt_in_use');
  });

  it('ID6 the repeat of a request is acknowledged as one, and coming back hears how it stands', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { recoveryToken, requestId } = await refusedJoin(day, only(day.roster));
    const socket = await room.socket(recoveryToken);
    const sent = { id: newId(), method: 'Proctor', reason: 'Again.' };
    const first = await socket.ask('recovery_request', sent);
    expect(first).toMatchObject({ ok: true, requestId, state: 'pending', method: 'proctor_approval', remainingApprovals: 1 });
    expect(await socket.ask('recovery_request', sent)).toMatchObject({ ok: true, duplicate: true, requestId });
    expect((await day.staff.rest.call('recovery_open', {})).requests).toHaveLength(1);
    socket.close();
    const back = await room.socket(recoveryToken);
    expect(await back.waitFor<RecoveryStatusEvent>('recovery-status')).toMatchObject({ type: 'pending', requestId });
    expect((await back.refusal('recovery_request', { id: newId(), method: 'telepathy' })).field).toBe('method');
  });

  it('ID6 not more than five requests for one attempt wait at a time', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const line = only(day.roster);
    const waiting = [];
    for (let made = 0; made < 5; made++) waiting.push(await askBackIn(day, line));
    const { recoveryToken } = await refusedJoin(day, line);
    const sixth = await room.socket(recoveryToken);
    const ask = () => sixth.ask('recovery_request', { id: newId(), method: 'proctor_approval' });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'rate_limited' } });
    // The one that is used ends all others.
    const [first, second] = waiting;
    if (!first || !second) throw new Error('five wait');
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId: first.requestId, action: 'approve' });
    await day.join(line, { requestId: first.requestId });
    await second.socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'denied');
    expect((await day.staff.rest.call('recovery_open', {})).requests).toEqual([]);
  });
});

describe('ID6 from inside the session', () => {
  it('ID6 a suspended candidate asks, is approved and goes on, time credited', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const day = await prepareExam(room);
    const { attemptId, ...candidate } = only(day.candidates);
    const socket = await candidate.socket();
    await day.staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    const id = newId();
    const asked = await socket.command('recovery_request', { id, method: 'proctor_approval', reason: 'I am calm now.' });
    expect(await socket.command('recovery_request', { id, method: 'proctor_approval' })).toMatchObject({ duplicate: true });
    expect(only((await day.staff.rest.call('recovery_open', {})).requests)).toMatchObject({
      kind: 'resume',
      attemptState: 'suspended',
    });
    expect((await candidate.rest.call('attempt_recovery', {})).request).toMatchObject({
      requestId: asked.requestId,
      state: 'pending',
    });
    clock.advance(5 * MINUTE);
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId: asked.requestId, action: 'approve' });
    await socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'approved');
    expect(await candidate.rest.call('attempt_recovery', {})).toEqual({});
    const { attempt } = await candidate.rest.call('attempt_get', {});
    expect(attempt.state).toBe('in_progress');
    const { entries } = await day.staff.rest.call('audit_list', { limit: 1_000 });
    expect(entries.find(({ action }) => action === 'time.credited')?.details).toMatchObject({ creditMs: 5 * MINUTE });
    // It lets nobody else in.
    const stolen = joinBody(room, candidate.line, { examId: day.examId, requestId: asked.requestId });
    expect((await room.anyone.refusal('join', stolen)).code).toBe('attempt_in_use');
  });

  it('ID6 is not for who has finished', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const socket = await candidate.socket();
    const { recoveryToken, requestId } = await askBackIn(day, candidate.line);
    await socket.command('exam_submit', { id: newId() });
    expect((await socket.refusal('recovery_request', { id: newId(), method: 'proctor_approval' })).code).toBe('attempt_finished');
    const late = await day.staff.rest.refusal('recovery_decide', { id: newId(), requestId, action: 'approve' });
    expect(late.code).toBe('state_conflict');
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'deny' });
    const other = await room.socket(recoveryToken);
    await other.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'denied');
  });
});
