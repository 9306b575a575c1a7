import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { at, joinBody, joinExam, newId, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();
const ACCESS = [{ candidateNumber: 'A-1', firstName: 'Ada', lastName: 'Code', accessCode: 'K7-Q2' }];

describe('ID5 joining', () => {
  it('ID5 shows the exam and the consent text before anything else', async () => {
    const room = await startTestRoom();
    const { examId, staff } = await prepareExam(room, { until: 'draft', candidates: ACCESS });
    expect((await room.anyone.call('join_info', { code: room.joinCode })).exams).toEqual([]);
    await staff.rest.call('exam_open', { examId });
    const info = await room.anyone.call('join_info', { code: room.joinCode.toLowerCase().replaceAll('-', ' ') });
    expect(info.exams).toEqual([{ id: examId, title: 'Everything once', needsAccessCode: true }]);
    expect(info.consent.text.length).toBeGreaterThan(100);
    expect((await room.anyone.call('join_info', { examId })).consent.version).toBe(info.consent.version);
  });

  it('ID5 lets a candidate in: 201, their own view, and nothing of anybody else', async () => {
    const room = await startTestRoom();
    const { examId, roster, staff } = await prepareExam(room, { until: 'draft', candidates: 2 });
    await staff.rest.call('exam_open', { examId });
    const answer = await room.anyone.send('POST', '/api/v1/join', { body: joinBody(room, at(roster, 0)) });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      user: { username: 'C001', displayName: 'Firstname001 Lastname001', role: 'student' },
      attempt: { state: 'waiting', monitoring: 'normal', identity: 'unchecked', progress: { answered: 0, total: 7 } },
      exam: { id: examId, title: 'Everything once' },
    });
    expect(answer.text).not.toMatch(/Firstname002|Lastname002|"C002"/);
  });

  it('ID5 lets candidates into an exam of any duration the room takes', async () => {
    const room = await startTestRoom();
    const { examId, roster, staff } = await prepareExam(room, { until: 'draft' });
    // No whole number of milliseconds.
    await staff.rest.call('exam_update', { examId, durationMinutes: 45.00001 });
    await staff.rest.call('exam_open', { examId });
    expect((await joinExam(room, only(roster))).joined.attempt.state).toBe('waiting');
  });

  it('ID5 refuses a wrong code, an unknown exam, a closed one and a number that is not on the roster', async () => {
    const room = await startTestRoom();
    const other = await startTestRoom({ isWhole: true });
    const { examId, staff, roster } = await prepareExam(room, { until: 'draft' });
    const line = only(roster);
    const refused = async (body: Parameters<typeof joinBody>[2]) => {
      const problem = await room.anyone.refusal('join', joinBody(room, line, body));
      return `${problem.status} ${problem.code}`;
    };
    expect(await refused({})).toBe('409 exam_not_open');
    await staff.rest.call('exam_open', { examId });
    expect(await refused({ code: other.joinCode })).toBe('404 join_code_invalid');
    expect(await refused({ code: `${room.joinCode.slice(0, -1)}${room.joinCode.endsWith('A') ? 'B' : 'A'}` })).toBe(
      '404 join_code_invalid',
    );
    expect(await refused({ examId: newId() })).toBe('404 exam_not_found');
    expect(await refused({ candidateNumber: 'C999' })).toBe('403 not_on_roster');
    expect(await refused({ candidateNumber: 'admin' })).toBe('403 not_on_roster');
    expect(await refused({ consentVersion: '1999-01' })).toBe('409 consent_outdated');
    expect(await refused({ code: undefined })).toBe('400 invalid_input');
    expect(await refused({ candidateNumber: '' })).toBe('400 invalid_input');
    expect(await refused({ consent: 'yes' as never })).toBe('400 invalid_input');
    expect((await staff.rest.call('roster_get', { examId })).roster.map(({ joined }) => joined)).toEqual([false]);
  });

  it('ID5 asks which exam when several are open', async () => {
    const room = await startTestRoom();
    const first = await prepareExam(room, { until: 'draft' });
    const second = await prepareExam(room, { until: 'draft' });
    for (const { examId } of [first, second]) await first.staff.rest.call('exam_open', { examId });
    const problem = await room.anyone.refusal('join', joinBody(room, only(first.roster)));
    expect(problem).toMatchObject({ status: 409, code: 'exam_ambiguous' });
    expect((problem.data as { exams: { id: string }[] }).exams.map(({ id }) => id).sort()).toEqual(
      [first.examId, second.examId].sort(),
    );
    expect((await second.join(only(second.roster))).joined.exam.id).toBe(second.examId);
  });

  it('ID5 keeps nothing of who refuses consent but that somebody did', async () => {
    const room = await startTestRoom();
    const { examId, staff, roster } = await prepareExam(room, { until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    expect((await room.anyone.refusal('join', joinBody(room, only(roster), { consent: false }))).code).toBe('consent_refused');
    for (const table of ['attempts', 'consents']) expect(queryStore(room.dataDir, `SELECT * FROM ${table}`), table).toEqual([]);
    const { entries } = await staff.rest.call('audit_list', {});
    const refusal = only(entries.filter(({ action }) => action === 'consent.refused'));
    expect(refusal).toMatchObject({ actor: 'anyone', subject: `exam:${examId}`, details: {} });

    await joinExam(room, only(roster));
    expect(queryStore<{ text_version: string }>(room.dataDir, 'SELECT text_version FROM consents')).toHaveLength(1);
  });

  it('ID5 puts who joins a running sitting into it at once', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { until: 'draft' });
    await day.staff.rest.call('exam_open', { examId: day.examId });
    await day.staff.rest.call('exam_start', { examId: day.examId });
    const candidate = await day.join(only(day.roster));
    expect(candidate.joined.attempt.state).toBe('in_progress');
    expect((await candidate.rest.call('attempt_get', {})).questions).toHaveLength(8);
  });
});

describe('EX3 access codes', () => {
  it('EX3 security-05 demands the access code and counts ten wrong tries, after which the right one is refused too', async () => {
    const room = await startTestRoom();
    const { examId, staff } = await prepareExam(room, { until: 'draft', candidates: ACCESS });
    await staff.rest.call('exam_open', { examId });
    const attempt = (accessCode?: string) =>
      room.anyone.send('POST', '/api/v1/join', { body: { ...joinBody(room, only(ACCESS)), accessCode } });
    expect((await attempt(undefined)).problem().code).toBe('access_code_invalid');
    for (let wrong = 1; wrong <= 9; wrong++) expect((await attempt(`wrong-${wrong}`)).problem().code).toBe('access_code_invalid');
    expect((await attempt('K7-Q2')).status).toBe(201);

    // The attempt is live now: a second device meets the access code first.
    expect((await attempt('wrong-10')).problem().code).toBe('access_code_invalid');
    expect((await attempt('K7-Q2')).problem()).toMatchObject({ status: 403, code: 'access_code_invalid' });
    const { entries } = await staff.rest.call('audit_list', {});
    expect(entries.filter(({ action }) => action === 'join.refused').at(-1)?.details).toMatchObject({ tries: 10 });

    // Staff are told, see it on the roster, and let the candidate in again.
    const { alerts } = await staff.rest.call('alerts_recent', {});
    expect(alerts.map(({ type }) => type)).toContain('access_code_locked');
    const { roster } = await staff.rest.call('roster_get', { examId });
    const locked = only(roster.filter(({ isLocked }) => isLocked));
    await staff.rest.call('roster_release', { examId, userId: locked.userId });
    expect((await attempt('K7-Q2')).problem().code).toBe('attempt_in_use');
  });

  it('EX3 marks the identity as proved by the access code', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room, { until: 'open', candidates: ACCESS });
    expect(only(candidates).joined.attempt.identity).toBe('access_code');
    const confirm = { attemptId: only(candidates).attemptId, action: 'confirm_identity' as const, id: newId() };
    expect((await staff.rest.call('proctor_action', confirm)).attempt.identity).toBe('confirmed');
    expect((await staff.rest.refusal('proctor_action', { ...confirm, id: newId() })).code).toBe('state_conflict');
  });
});

describe('EX6 the second device', () => {
  it('EX6 security-06 is refused, shown to staff, and the first one works on', async () => {
    const room = await startTestRoom();
    const { candidates, roster, staff, examId } = await prepareExam(room);
    const [first, console] = [await only(candidates).socket(), await staff.socket()];
    const problem = await room.anyone.refusal('join', joinBody(room, only(roster), { examId }));
    expect(problem).toMatchObject({ status: 409, code: 'attempt_in_use' });
    const alert = await console.waitFor<Alert>('security-alert', ({ type }) => type === 'attempt_in_use');
    expect(alert).toMatchObject({ userId: only(candidates).userId, attemptId: only(candidates).attemptId, count: 1 });
    await first.settled();

    await room.anyone.refusal('join', joinBody(room, only(roster), { examId, resumeToken: 'guessed'.repeat(6) }));
    expect(await console.waitFor<Alert>('alert-updated', ({ id }) => id === alert.id)).toMatchObject({
      count: 2,
      seq: alert.seq,
    });
  });

  it('EX6 with the resume token continues the attempt and ends the session before', async () => {
    const room = await startTestRoom();
    const { candidates, roster, join, question } = await prepareExam(room);
    const before = only(candidates);
    const socket = await before.socket();
    const { id } = question('essay');
    await socket.command('answer_save', { id: newId(), questionId: id, value: 'By the river.', revision: 3 });

    const after = await join(only(roster), { resumeToken: before.joined.resumeToken });
    await socket.closed;
    expect(after.attemptId).toBe(before.attemptId);
    expect((await before.rest.refusal('me', {})).code).toBe('token_revoked');
    expect((await after.rest.call('attempt_get', {})).answers).toEqual([{ questionId: id, value: 'By the river.', revision: 3 }]);
    // A resume token is good once: the old one proves nothing any more.
    const replay = joinBody(room, only(roster), { resumeToken: before.joined.resumeToken });
    expect((await room.anyone.refusal('join', replay)).code).toBe('attempt_in_use');
  });

  it('EX6 the same device whose answer was lost joins again, and nobody is accused', async () => {
    const room = await startTestRoom();
    const { roster, join, staff, examId } = await prepareExam(room, { until: 'draft', candidates: ACCESS });
    await staff.rest.call('exam_open', { examId });
    const device = { deviceType: 'browser', deviceId: '0f8fad5b-d9cb-469f-a165-70867728950e' };
    const lost = await join(only(roster), { device });
    const socket = await lost.socket();
    // Knowing the device is no substitute for knowing the access code.
    const guess = joinBody(room, only(roster), { examId, device, accessCode: 'wrong' });
    expect((await room.anyone.refusal('join', guess)).code).toBe('access_code_invalid');

    const again = await join(only(roster), { device });
    expect(again.attemptId).toBe(lost.attemptId);
    await socket.closed;
    expect((await lost.rest.refusal('me', {})).code).toBe('token_revoked');
    expect((await staff.rest.call('alerts_recent', {})).alerts).toEqual([]);

    for (const other of [{ deviceType: 'browser', deviceId: '0f8fad5b-d9cb-469f-a165-70867728950f' }, { deviceType: 'browser' }])
      expect((await room.anyone.refusal('join', joinBody(room, only(roster), { examId, device: other }))).code).toBe(
        'attempt_in_use',
      );
  });

  it('EX6 security-06 a device id too short to be random proves nothing', async () => {
    const room = await startTestRoom();
    const { roster, join, staff, examId } = await prepareExam(room, { until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    const device = { deviceType: 'browser', deviceId: 'pc-0123456789ab' };
    await join(only(roster), { device });
    expect((await room.anyone.refusal('join', joinBody(room, only(roster), { examId, device }))).code).toBe('attempt_in_use');
  });

  it('EX6 comes in after a proctor released the seat', async () => {
    const room = await startTestRoom();
    const { candidates, roster, staff, join } = await prepareExam(room);
    const sessionId = only(candidates).joined.session.id;
    const socket = await only(candidates).socket();
    const id = newId();
    expect(await staff.rest.call('session_terminate', { id, sessionId, reason: 'moves to seat 12' })).toEqual({ ok: true, id });
    await socket.closed;
    expect(await staff.rest.call('session_terminate', { id, sessionId })).toEqual({ ok: true, id, duplicate: true });
    expect((await staff.rest.refusal('session_terminate', { sessionId })).code).toBe('state_conflict');
    expect((await staff.rest.refusal('session_terminate', { sessionId: newId() })).code).toBe('session_not_found');

    const moved = await join(only(roster));
    expect(moved.attemptId).toBe(only(candidates).attemptId);
    const { sessions } = await staff.rest.call('sessions_history', { userId: moved.userId });
    expect(sessions.map(({ id: session, endedReason }) => [session, endedReason])).toEqual([
      [moved.joined.session.id, undefined],
      [sessionId, 'moves to seat 12'],
    ]);
  });
});
