import { beforeAll, expect, it } from 'vitest';
import { AttemptStateEvent, CandidateSecurityEvent, ExamMessage, SessionUpdate } from '../../src/shared/protocol/index.ts';
import { anId, ask, onEachWay, type RoomUnderTest } from './room-under-test.ts';

type Attempt = { readonly attemptId: string; readonly state: string; readonly monitoring: string; readonly endsAt?: string };

onEachWay('protocol 3.6 from staff', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });
  const watched = async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    const [staff, socket] = [await exam.staff.socket(), await candidate.socket()];
    const attemptId = candidate.joined.attempt.id;
    const act = (action: string, more: object = {}) => ask(staff, 'proctor_action', { id: anId(), attemptId, action, ...more });
    const state = (fits: (said: Attempt) => boolean) =>
      socket.waitFor<Attempt>('attempt-state', (said) => said.attemptId === attemptId && fits(said));
    return { exam, candidate, staff, socket, attemptId, act, state };
  };
  const alertOf = async ({ candidate, staff, socket, attemptId }: Awaited<ReturnType<typeof watched>>) => {
    await ask(socket, 'security_event', { id: anId(), type: 'paste', occurredAt: new Date().toISOString(), seq: 1 });
    expect(candidate.joined.attempt.id).toBe(attemptId);
    return staff.waitFor<{ id: string; attemptId?: string; seq: number; rev: number }>(
      'security-alert',
      (alert) => alert.attemptId === attemptId,
    );
  };

  it('protocol 3.6 each action of a proctor reaches the candidate, and is told as the attempt’s state', async () => {
    const { candidate, socket, act, state } = await watched();
    await act('warn', { message: 'Eyes on your own screen, please.' });
    const warning = CandidateSecurityEvent.parse(await socket.waitFor('security_warning'));
    expect(JSON.stringify(warning)).toContain('Eyes on your own screen, please.');
    await act('increase_monitoring');
    await socket.waitFor('monitoring_increased');
    AttemptStateEvent.parse(await state(({ monitoring }) => monitoring !== 'normal'));
    expect(await act('restore_monitoring')).toMatchObject({ attempt: { monitoring: 'normal' } });
    const { endsAt = '' } = await candidate.call('attempt_get', {});
    await act('extend_time', { minutes: 10, reason: 'a fire drill' });
    const later = await state((said) => said.endsAt !== undefined && said.endsAt !== endsAt);
    expect(Date.parse(later.endsAt ?? '') - Date.parse(endsAt)).toBe(600_000);
    expect(await act('confirm_identity')).toMatchObject({ attempt: { identity: 'confirmed' } });
    await act('message', { message: 'There is water at the back.' });
    expect(ExamMessage.parse(await socket.waitFor('exam-message'))).toMatchObject({ message: 'There is water at the back.' });
    await act('suspend', { reason: 'talk to me first' });
    CandidateSecurityEvent.parse(await socket.waitFor('session_suspended'));
    await state((said) => said.state === 'suspended');
    await act('resume');
    await act('terminate', { reason: 'left the room' });
    await state((said) => said.state === 'ended');
  });

  it('protocol 1.8 an action sent twice is done once, whoever sends it over which way', async () => {
    const { exam, candidate, staff, attemptId } = await watched();
    const extend = { id: anId(), attemptId, action: 'extend_time', minutes: 5 };
    const before = Date.parse((await candidate.call('attempt_get', {})).endsAt ?? '');
    expect(await ask(staff, 'proctor_action', extend)).not.toHaveProperty('duplicate');
    expect(await ask(staff, 'proctor_action', extend)).toMatchObject({ duplicate: true });
    const { attemptId: _path, action: _fixed, ...body } = extend;
    const rest = await exam.staff.rest.send('POST', `/api/v1/attempts/${attemptId}/extend-time`, { body });
    expect(rest.json()).toMatchObject({ ok: true, duplicate: true });
    expect(Date.parse((await candidate.call('attempt_get', {})).endsAt ?? '') - before).toBe(300_000);
  });

  it('protocol 3.6 an alert is taken through its life, each step told as alert-updated with a higher rev', async () => {
    const seen = await watched();
    const { staff, exam } = seen;
    const { id: alertId, rev } = await alertOf(seen);
    const { user } = await exam.staff.call('me', {});
    let last = rev;
    for (const [action, more, status] of [
      ['acknowledge', {}, 'acknowledged'],
      ['assign', { assigneeId: user.id }, 'in_progress'],
      ['comment', { comment: 'looked at it' }, 'in_progress'],
      ['escalate', {}, 'in_progress'],
      ['resolve', {}, 'resolved'],
      ['reopen', {}, 'new'],
      ['dismiss', { reason: 'a cough' }, 'dismissed'],
    ] as const) {
      const { alert } = await ask(staff, 'alert_action', { id: anId(), alertId, action, ...more });
      expect(alert.status, action).toBe(status);
      expect(alert.rev, action).toBeGreaterThan(last);
      last = alert.rev;
      await staff.waitFor<{ id: string; rev: number }>('alert-updated', (told) => told.id === alertId && told.rev === last);
    }
    expect(await staff.refusal('alert_action', { id: anId(), alertId: anId(), action: 'resolve' })).toMatchObject({
      code: 'alert_not_found',
    });
  });

  it('protocol 3.6 a dismissal needs its reason', async () => {
    const seen = await watched();
    const { id: alertId } = await alertOf(seen);
    expect(await seen.staff.refusal('alert_action', { id: anId(), alertId, action: 'dismiss' })).toMatchObject({
      code: 'invalid_input',
      field: 'reason',
    });
  });

  it('protocol 1.9 what changed since a rev comes as updated, once', async () => {
    const seen = await watched();
    const { id: alertId, seq } = await alertOf(seen);
    const { lastSeq, lastRev } = await ask(seen.staff, 'sync', { afterSeq: seq - 1, limit: 1000 });
    await ask(seen.staff, 'alert_action', { id: anId(), alertId, action: 'acknowledge' });
    const next = await ask(seen.staff, 'sync', { afterSeq: lastSeq, afterRev: lastRev });
    expect(next.updated.filter(({ id }) => id === alertId)).toHaveLength(1);
    expect(next.alerts.filter(({ id }) => id === alertId)).toEqual([]);
    const again = await ask(seen.staff, 'sync', { afterSeq: next.lastSeq, afterRev: next.lastRev });
    expect(again.updated.filter(({ id }) => id === alertId)).toEqual([]);
    for (const [field, value] of [
      ['afterSeq', -1],
      ['limit', 1001],
    ] as const)
      expect(await seen.staff.refusal('sync', { afterSeq: 0, [field]: value })).toMatchObject({ code: 'invalid_input', field });
  });

  it('protocol 3.1 and 3.2 who comes, goes and is ended is told as session-update, with where they sit', async () => {
    const exam = await room.exam(1);
    const staff = await exam.staff.socket();
    const candidate = await exam.join(0);
    const { session, user } = candidate.joined;
    const told = async (type: string) =>
      SessionUpdate.parse(
        await staff.waitFor<SessionUpdate>(
          'session-update',
          (update) => update.type === type && update.session.id === session.id,
        ),
      );
    const socket = await candidate.socket();
    expect(await told('connected')).toMatchObject({ session: { userId: user.id, examId: exam.examId, role: 'student' } });
    expect((await told('connected')).device.location).not.toBe('');
    socket.close();
    await told('disconnected');
    const back = await candidate.socket();
    await ask(staff, 'session_terminate', { id: anId(), sessionId: session.id, reason: 'changed seats' });
    await told('terminated');
    await back.closed;
    expect(await room.refusal(candidate.token)).toBe('token_revoked');
  });

  it('protocol 3.1 the state of an exam goes to everybody in it and to staff, with the end planned', async () => {
    const exam = await room.exam(1, 'open');
    const candidate = await exam.join(0);
    const [staff, socket] = [await exam.staff.socket(), await candidate.socket()];
    for (const [step, state] of [
      ['exam_start', 'running'],
      ['exam_pause', 'paused'],
      ['exam_resume', 'running'],
      ['exam_end', 'ended'],
    ] as const) {
      const before = [socket.all.length, staff.all.length] as const;
      await exam.staff.call(step, { examId: exam.examId });
      for (const [index, one] of [socket, staff].entries()) {
        const said = await one.waitFor<{ examId: string; state: string; endsAt?: string }>(
          'exam-state',
          (event) => event.examId === exam.examId && event.state === state && one.all.length > (before[index] ?? 0),
        );
        if (state === 'running') expect(Date.parse(said.endsAt ?? '')).toBeGreaterThan(Date.now());
      }
    }
  });

  it('protocol 3.6 a request for a tool is denied with its reason, a recovery request likewise', async () => {
    const { exam, candidate, staff, socket } = await watched();
    const { requestId } = await ask(socket, 'tool_request', { id: anId(), tool: 'calculator', reason: 'sums', dataPoints: [] });
    await ask(staff, 'tool_decide', { id: anId(), action: 'deny', requestId, reason: 'not in this exam' });
    expect(await socket.waitFor<{ type: string }>('tool-access', ({ type }) => type === 'revoked')).toMatchObject({
      reason: 'not in this exam',
    });
    const refused = (await room.anyone.rest.refusal('join', exam.joinBody(0))).data as {
      requestId: string;
      recoveryToken: string;
    };
    const requester = await room.as(refused.recoveryToken).socket();
    await ask(requester, 'recovery_request', { id: anId(), method: 'proctor_approval', reason: 'broken' });
    for (const name of ['sync', 'answer_save', 'security_event', 'exam_submit'])
      expect((await requester.refusal(name, {})).code, name).toBe('role_forbidden');
    await ask(staff, 'recovery_decide', { id: anId(), requestId: refused.requestId, action: 'deny', reason: 'come to the desk' });
    await requester.waitFor<{ type: string }>('recovery-status', ({ type }) => type === 'denied');
    expect((await candidate.call('me', {})).user.id).toBe(candidate.joined.user.id);
  });
});
