import { describe, expect, it } from 'vitest';
import type { AttemptState } from '../../src/shared/model/attempt.ts';
import { ExamMessage, type ProctorActionName, SessionUpdate } from '../../src/shared/protocol/index.ts';
import { at, type Candidate, newId, only, prepareExam } from '../support/exam-day.ts';
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

describe('CM1 speaking to candidates', () => {
  it('CM1 a message reaches one candidate, an announcement the whole exam and nobody else', async () => {
    const room = await startTestRoom();
    const { staff, candidates, examId } = await prepareExam(room, { candidates: 2 });
    const elsewhere = await prepareExam(room, { candidates: [{ candidateNumber: 'X1', firstName: 'Else', lastName: 'Where' }] });
    const [one, two, stranger] = await Promise.all(
      [...candidates, only(elsewhere.candidates)].map((candidate) => candidate.socket()),
    );
    const [console, visitor] = await Promise.all([staff.socket(), staff.socket()]);
    await visitor.command('join_exam', { examId });
    await act(staff, at(candidates, 0), 'message', { message: 'You may sit by the window.' });
    expect(ExamMessage.parse(await one?.waitFor('exam-message'))).toMatchObject({
      examId,
      message: 'You may sit by the window.',
    });
    expect((await refused(staff, at(candidates, 0), 'message', { message: ' ' })).errors?.[0]?.field).toBe('message');

    const id = newId();
    const announcement = { id, examId, title: 'Ten minutes', message: 'Ten minutes are left.', severity: 'medium' as const };
    expect(await console.command('exam_broadcast', announcement)).toEqual({ ok: true, id });
    expect(await console.command('exam_broadcast', announcement)).toEqual({ ok: true, id, duplicate: true });
    for (const socket of [one, two, visitor]) await socket?.waitFor('exam-message', (event) => event.id === id);
    for (const socket of [one, two, stranger, console]) await socket?.settled();
    expect(two?.of('exam-message').map(({ id: message }) => message)).toEqual([id]);
    expect([stranger?.of('exam-message'), console.of('exam-message')]).toEqual([[], []]);
    await visitor.command('leave_exam', { examId });
    await console.command('exam_broadcast', { ...announcement, id: newId() });
    await visitor.settled();
    expect(visitor.of('exam-message')).toHaveLength(1);
  });
});

describe('ID3 sessions', () => {
  it('ID3 shows who is signed in, on what, and tells of every coming and going', async () => {
    const room = await startTestRoom();
    const { staff, roster, examId, join } = await prepareExam(room, { until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    const console = await staff.socket();
    const candidate = await join(only(roster), { device: { deviceType: 'laptop', os: 'Test OS', app: 'Invigil Desktop/9.9' } });
    const id = candidate.joined.session.id;
    const socket = await candidate.socket();
    const came = SessionUpdate.parse(await console.waitFor<SessionUpdate>('session-update', ({ session }) => session.id === id));
    expect(came).toMatchObject({
      type: 'connected',
      session: { userId: candidate.userId, examId, role: 'student' },
      device: { ip: '127.0.0.1', deviceType: 'laptop', os: 'Test OS' },
    });
    const { sessions } = await staff.rest.call('sessions_list', {});
    expect(sessions.find((session) => session.id === id)).toMatchObject({ user: { username: 'C001' }, connected: true, examId });

    socket.close();
    await console.waitFor<SessionUpdate>('session-update', ({ type, session }) => type === 'disconnected' && session.id === id);
    await staff.rest.call('session_terminate', { sessionId: id });
    await console.waitFor<SessionUpdate>('session-update', ({ type, session }) => type === 'terminated' && session.id === id);
    expect((await staff.rest.call('sessions_list', {})).sessions.map((session) => session.id)).not.toContain(id);
    const summary = only((await staff.rest.call('attempts_list', { examId })).attempts);
    expect(summary).toMatchObject({ connected: false, reducedIntegrity: false, state: 'waiting' satisfies AttemptState });
  });

  it('ID4 a student has at most five connections, all transports together, and a freed place is free', async () => {
    const room = await startTestRoom();
    const { candidates } = await prepareExam(room);
    const open = await Promise.all(
      Array.from({ length: 5 }, (_, index) => only(candidates).socket({ transports: [index % 2 ? 'polling' : 'websocket'] })),
    );
    await Promise.all(open.map((socket) => socket.settled()));
    await expect(only(candidates).socket()).rejects.toMatchObject({ data: { code: 'too_many_connections' } });
    const before = at(open, 0);
    before.close();
    await at(open, 1).settled();
    await expect
      .poll(() =>
        only(candidates)
          .socket()
          .then(
            () => 'let in',
            () => 'refused',
          ),
      )
      .toBe('let in');
  });

  it('ID4 keeps places for staff when candidates have taken all of theirs', async () => {
    const room = await startTestRoom({ config: { maxConnections: 2 } });
    const { candidates, staff } = await prepareExam(room, { candidates: 3 });
    for (const candidate of candidates.slice(0, 2)) await (await candidate.socket()).settled();
    await expect(at(candidates, 2).socket()).rejects.toMatchObject({ data: { code: 'too_many_connections' } });
    await (await staff.socket()).settled();
  });
});
