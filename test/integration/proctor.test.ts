import { describe, expect, it } from 'vitest';
import type { NotificationMessage } from '../../src/shared/model/notification.ts';
import type { ToolId } from '../../src/shared/model/tool.ts';
import { AttemptStateEvent, CandidateSecurityEvent, type ProctorActionName } from '../../src/shared/protocol/index.ts';
import { answerTo, at, type Candidate, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { askBackIn } from '../support/recovery.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const act = (
  staff: Staff,
  { attemptId }: Candidate,
  action: ProctorActionName,
  extra: { reason?: string; message?: string; minutes?: number } = {},
) => staff.rest.call('proctor_action', { id: newId(), attemptId, action, ...extra });
const refused = (staff: Staff, { attemptId }: Candidate, action: ProctorActionName, extra: object = {}) =>
  staff.rest.refusal('proctor_action', { id: newId(), attemptId, action, ...extra });

describe('EV3 a proctor works on one candidate', () => {
  it('EV3 warns with a message that only this candidate receives', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room, { candidates: 2 });
    const [mine, other] = await Promise.all(candidates.map((candidate) => candidate.socket()));
    await act(staff, at(candidates, 0), 'warn', { reason: 'talking', message: 'Please stop talking.' });
    const warning = CandidateSecurityEvent.parse(await mine?.waitFor('security_warning'));
    expect(warning).toMatchObject({
      type: 'security_warning',
      message: 'Please stop talking.',
      reasons: ['talking'],
      userId: at(candidates, 0).userId,
    });
    await other?.settled();
    expect(other?.of('security_warning')).toEqual([]);
  });

  it('EV3 a warning given while the candidate is offline is told on return, with its time, until it has arrived', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { staff, candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const givenAt = new Date(clock.now()).toISOString();
    await act(staff, candidate, 'warn', { reason: 'talking', message: 'Please stop talking.' });
    clock.advance(90_000);
    const back = await candidate.socket();
    const kept = await back.waitFor<NotificationMessage>('notification', ({ type }) => type === 'security_alert');
    const { attemptId } = candidate;
    expect(kept).toMatchObject({ message: 'Please stop talking.', timestamp: givenAt });
    expect(kept.data).toMatchObject({ event: 'security_warning', attemptId, reasons: ['talking'], severity: 'medium' });
    await back.command('notification_delivered', { id: kept.id });
    const again = await candidate.socket();
    await act(staff, candidate, 'warn', { message: 'Once more.' });
    const live = CandidateSecurityEvent.parse(await again.waitFor('security_warning'));
    const told = await again.waitFor<NotificationMessage>('notification');
    expect([told.message, told.id], 'what has arrived is not told again').toEqual(['Once more.', live.id]);
  });

  it('EV3 an automatic warning is kept in the same way', async () => {
    const room = await startTestRoom();
    const { candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const events = ['devtools_open', 'remote_session'].map((type) => candidate.event(type));
    await candidate.rest.call('security_events', { events });
    const { notifications } = await candidate.rest.call('notifications_list', {});
    expect(notifications.map(({ type, data }) => [type, data?.event])).toEqual([['security_alert', 'security_warning']]);
  });

  it('EV3 a blank message is none: the candidate is told why, or in the room’s own words', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const socket = await candidate.socket();
    await act(staff, candidate, 'warn', { message: '  ', reason: 'talking' });
    expect(CandidateSecurityEvent.parse(await socket.waitFor('security_warning')).message).toBe('talking');
  });

  it('protocol 1 does not take help for one candidate as given to another', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const { staff, candidates, examId } = day;
    const [first, second] = [at(candidates, 0), at(candidates, 1)];
    const taken = { code: 'invalid_input', status: 400 };
    const once = async (name: 'hand_attend' | 'held_accept') => {
      const id = newId();
      expect(await staff.rest.call(name, { id, attemptId: first.attemptId })).toMatchObject({ ok: true });
      expect(await staff.rest.call(name, { id, attemptId: first.attemptId })).toMatchObject({ duplicate: true });
      expect(await staff.rest.refusal(name, { id, attemptId: second.attemptId }), name).toMatchObject(taken);
    };
    await staff.rest.call('exam_pause', { examId });
    for (const candidate of candidates) {
      const socket = await candidate.socket();
      await socket.command('hand_raise', { id: newId() });
      await socket.command('answer_save', answerTo(day.question('true_false'), true));
    }
    await once('hand_attend');
    await once('held_accept');

    const { requestId } = await askBackIn(day, first.line);
    const decide = (id: string, action: 'approve' | 'deny') => ({ id, requestId, action });
    const id = newId();
    await staff.rest.call('recovery_decide', decide(id, 'approve'));
    expect(await staff.rest.call('recovery_decide', decide(id, 'approve'))).toMatchObject({ duplicate: true });
    expect(await staff.rest.refusal('recovery_decide', decide(id, 'deny'))).toMatchObject(taken);
  });

  it('EX9 gives time in any fraction of a minute', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room);
    const endsAt = async () => Date.parse((await only(candidates).rest.call('attempt_get', {})).endsAt ?? '');
    const before = await endsAt();
    await act(staff, only(candidates), 'extend_time', { minutes: 4.1 });
    expect((await endsAt()) - before).toBe(246_000);
  });

  it('protocol 1 does not take an id for a second, other action as done', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room, { candidates: 2 });
    const id = newId();
    const on = (position: number, action: ProctorActionName) => ({ id, attemptId: at(candidates, position).attemptId, action });
    await staff.rest.call('proctor_action', on(0, 'suspend'));
    expect(await staff.rest.call('proctor_action', on(0, 'suspend'))).toMatchObject({ duplicate: true });
    for (const other of [on(0, 'resume'), on(1, 'suspend')])
      expect(await staff.rest.refusal('proctor_action', other)).toMatchObject({ code: 'invalid_input', status: 400 });

    const [first, second] = candidates.map(({ joined, userId, attemptId }) => ({
      sessionId: joined.session.id,
      userId,
      attemptId,
    }));
    if (!first || !second) throw new Error('two candidates');
    const taken = { code: 'invalid_input', status: 400 };
    const ended = newId();
    await staff.rest.call('session_terminate', { id: ended, sessionId: first.sessionId });
    expect(await staff.rest.refusal('session_terminate', { id: ended, sessionId: second.sessionId })).toMatchObject(taken);
    const all = newId();
    await staff.rest.call('sessions_end_all', { id: all, userId: first.userId });
    expect(await staff.rest.refusal('sessions_end_all', { id: all, userId: second.userId })).toMatchObject(taken);
    const granted = newId();
    const tool = (userId: typeof first.userId, action: 'grant' | 'revoke') => ({
      id: granted,
      userId,
      toolId: 'calculator' as ToolId,
      action,
    });
    await staff.rest.call('tool_decide', tool(second.userId, 'grant'));
    expect(await staff.rest.refusal('tool_decide', tool(second.userId, 'revoke'))).toMatchObject(taken);
    await at(candidates, 1).rest.call('me', {});
  });

  it('EV3 says that there is no such exam instead of showing nobody', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    expect(await staff.rest.refusal('attempts_list', { examId: newId() })).toMatchObject({ code: 'exam_not_found' });
  });

  it('EV3 increases supervision step by step and restores it; a step too far is a conflict', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const socket = await candidate.socket();
    expect((await refused(staff, candidate, 'restore_monitoring')).data).toMatchObject({ monitoring: 'normal' });
    expect((await act(staff, candidate, 'increase_monitoring')).attempt.monitoring).toBe('increased');
    expect((await act(staff, candidate, 'increase_monitoring')).attempt.monitoring).toBe('maximum');
    expect(await refused(staff, candidate, 'increase_monitoring')).toMatchObject({
      status: 409,
      code: 'state_conflict',
      data: { monitoring: 'maximum' },
    });
    await socket.settled();
    for (const event of socket.of('monitoring_increased')) CandidateSecurityEvent.parse(event);
    expect(socket.of('monitoring_increased')).toHaveLength(2);
    expect((await act(staff, candidate, 'restore_monitoring')).attempt.monitoring).toBe('normal');
  });

  it('EV3 suspends with a reason, resumes, and terminates for good', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const socket = await candidate.socket();
    await act(staff, candidate, 'suspend', { reason: 'phone on the table' });
    expect(CandidateSecurityEvent.parse(await socket.waitFor('session_suspended')).reasons).toEqual(['phone on the table']);
    const state = await socket.waitFor<AttemptStateEvent>('attempt-state', (event) => event.state === 'suspended');
    expect(AttemptStateEvent.parse(state).reason).toBe('phone on the table');
    expect((await refused(staff, candidate, 'suspend')).data).toMatchObject({ state: 'suspended' });
    expect((await act(staff, candidate, 'resume')).attempt.state).toBe('in_progress');
    expect((await refused(staff, candidate, 'resume')).code).toBe('state_conflict');
    expect((await act(staff, candidate, 'terminate', { reason: 'left the room' })).attempt).toMatchObject({
      state: 'ended',
      reason: 'left the room',
    });
    for (const action of ['warn', 'increase_monitoring', 'suspend', 'resume', 'terminate', 'extend_time'] as const) {
      expect((await refused(staff, candidate, action, { minutes: 5 })).data, action).toMatchObject({ state: 'ended' });
    }
  });

  it('EV3 the same action sent twice is done once', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room);
    const action = { id: newId(), attemptId: only(candidates).attemptId, action: 'extend_time' as const, minutes: 10 };
    const socket = await staff.socket();
    const first = await socket.command('proctor_action', action);
    expect(await socket.command('proctor_action', action)).toEqual({ ...first, duplicate: true });
    expect(await staff.rest.call('proctor_action', action)).toEqual({ ...first, duplicate: true });
  });

  it('EV3 of two proctors suspending at once one acts and the other learns it', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room);
    const proctor = await room.proctor();
    const path = `/api/v1/attempts/${only(candidates).attemptId}/suspend`;
    const answers = await Promise.all(
      [staff, proctor].map(({ rest }) => rest.send('POST', path, { body: { reason: 'both saw it' } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.problem().data).toMatchObject({ state: 'suspended' });
  });

  it('EV3 is refused for an attempt that is not there, and for a candidate', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room, { candidates: 2 });
    const nobody = { id: newId(), attemptId: newId(), action: 'suspend' as const };
    expect(await staff.rest.refusal('proctor_action', nobody)).toMatchObject({ status: 404, code: 'attempt_not_found' });
    const socket = await at(candidates, 0).socket();
    for (const { attemptId } of candidates) {
      expect((await socket.refusal('proctor_action', { ...nobody, attemptId })).code).toBe('role_forbidden');
    }
  });

  it('EV3 keeps who did what, and why, in the timeline and the audit log', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const proctor = await room.proctor();
    await act(proctor, only(candidates), 'suspend', { reason: 'whispering' });
    const { timeline } = await staff.rest.call('attempt_detail', { attemptId: only(candidates).attemptId });
    expect(timeline.filter(({ kind }) => kind === 'response')).toMatchObject([
      { action: 'suspend', automatic: false, by: 'Petra Proctor', reason: 'whispering' },
    ]);
    const { entries } = await staff.rest.call('audit_list', { limit: 1000 });
    expect(entries.filter(({ action }) => action === 'response.suspend')).toMatchObject([
      {
        actor: `proctor:${proctor.user.id}`,
        subject: `attempt:${only(candidates).attemptId}`,
        details: { automatic: false, hasText: true },
      },
    ]);
  });
});
