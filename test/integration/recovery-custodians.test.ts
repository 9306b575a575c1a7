import { describe, expect, it } from 'vitest';
import type { RecoveryStatusEvent } from '../../src/shared/protocol/index.ts';
import { joinBody, newId, only, prepareExam } from '../support/exam-day.ts';
import { askBackIn, refusedJoin, statusesOf } from '../support/recovery.ts';
import { testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

describe('ID6 two custodians', () => {
  const twoOf = async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const policy = {
      examId: day.examId,
      methods: ['proctor_approval', 'recovery_code', 'multi_factor'] as const,
      custodians: 2 as const,
    };
    await day.staff.rest.call('recovery_policy_set', { ...policy, methods: [...policy.methods] });
    return { room, day, second: await room.proctor(), line: only(day.roster) };
  };

  it('ID6 it takes two different people, and only an administrator may change that', async () => {
    const { room, day, second, line } = await twoOf();
    const change = { examId: day.examId, methods: ['proctor_approval' as const], custodians: 1 as const };
    expect((await second.rest.refusal('recovery_policy_set', change)).code).toBe('role_forbidden');
    const { requestId, socket } = await askBackIn(day, line);
    const approve = (staff: typeof second) => ({
      send: () => staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'approve' }),
    });
    expect((await approve(second).send()).request).toMatchObject({ state: 'pending', remainingApprovals: 1 });
    const twice = await second.rest.refusal('recovery_decide', { id: newId(), requestId, action: 'approve' });
    expect(twice).toMatchObject({ code: 'state_conflict', data: { state: 'pending', remainingApprovals: 1 } });
    expect((await room.anyone.refusal('join', joinBody(room, line, { examId: day.examId, requestId }))).code).toBe(
      'attempt_in_use',
    );
    expect((await approve(day.staff).send()).request).toMatchObject({ state: 'approved', remainingApprovals: 0 });
    await socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'approved');
    expect(statusesOf(socket, requestId)).toEqual(['pending', 'pending', 'approved']);
    const { request } = await day.staff.rest.call('recovery_history', {}).then(({ history }) => ({ request: only(history) }));
    expect(request.approvals.map(({ name }) => name)).toEqual(['Petra Proctor', 'admin']);
    await day.join(line, { requestId });
  });

  it('ID6 at once: both count, a third is told what is current', async () => {
    const { room, day, second, line } = await twoOf();
    const third = await room.proctor('proctor-two');
    const { requestId } = await askBackIn(day, line);
    const decide = async (staff: typeof second, action: 'approve' | 'deny') =>
      staff.rest
        .send('POST', `/api/v1/recovery/${requestId}/decisions`, { body: { id: newId(), action } })
        .then((answer) => (answer.status === 200 ? 'ok' : answer.problem().code));
    const answers = await Promise.all([decide(day.staff, 'approve'), decide(second, 'approve'), decide(third, 'approve')]);
    expect(answers.toSorted()).toEqual(['ok', 'ok', 'state_conflict']);
    const late = await second.rest.refusal('recovery_decide', { id: newId(), requestId, action: 'deny' });
    expect(late).toMatchObject({ code: 'state_conflict', data: { state: 'approved', remainingApprovals: 0 } });
    await day.join(line, { requestId });
  });

  it('ID6 whoever gave out the code is one of the two', async () => {
    const { day, second, line } = await twoOf();
    const { attemptId } = only(day.candidates);
    const { code } = await second.rest.call('recovery_code_issue', { attemptId });
    const { requestId, socket } = await askBackIn(day, line, { method: 'recovery_code', code });
    const own = await second.rest.refusal('recovery_decide', { id: newId(), requestId, action: 'approve' });
    expect(own).toMatchObject({ code: 'state_conflict', data: { state: 'pending', remainingApprovals: 1 } });
    await day.staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'approve' });
    await socket.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'approved');
  });
});

describe('ID6 the one-time code', () => {
  it('ID6 lets in at once where one custodian is enough, and is good once', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const line = only(day.roster);
    const { attemptId } = only(day.candidates);
    const { code } = await day.staff.rest.call('recovery_code_issue', { attemptId });
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    const spoken = code.toLowerCase().replace('-', ' ');
    const { requestId } = await askBackIn(day, line, { method: 'recovery_code', code: spoken });
    await day.join(line, { requestId });
    const { recoveryToken } = await refusedJoin(day, line);
    const socket = await room.socket(recoveryToken);
    expect((await socket.refusal('recovery_request', { id: newId(), method: 'recovery_code', code })).code).toBe(
      'recovery_code_invalid',
    );
    await room.stop();
    const bytes = readStoreBytes(room.dataDir);
    expect(bytes.includes(code) || bytes.includes(code.replace('-', ''))).toBe(false);
  });

  it('ID6 both means both, in either order', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const line = only(day.roster);
    const { attemptId } = only(day.candidates);
    for (const codeFirst of [true, false]) {
      const { requestId, socket } = await askBackIn(day, line, { method: 'both' });
      const { code } = await day.staff.rest.call('recovery_code_issue', { attemptId });
      const giveCode = () => socket.ask('recovery_request', { id: newId(), method: 'multi_factor', code });
      const approve = () => day.staff.rest.call('recovery_decide', { id: newId(), requestId, action: 'approve' });
      if (codeFirst)
        expect(await giveCode()).toMatchObject({ ok: true, state: 'pending', needsCode: false, remainingApprovals: 1 });
      const approved = await approve();
      expect(approved.request).toMatchObject({
        state: codeFirst ? 'approved' : 'pending',
        needsCode: !codeFirst,
        remainingApprovals: 0,
      });
      if (!codeFirst) expect(await giveCode()).toMatchObject({ ok: true, state: 'approved' });
      await day.join(line, { requestId });
    }
  });

  it('ID6 a wrong try that is sent again is one try', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const [candidate] = day.candidates;
    if (!candidate) throw new Error('a candidate');
    const { code } = await day.staff.rest.call('recovery_code_issue', { attemptId: candidate.attemptId });
    const { recoveryToken } = await refusedJoin(day, candidate.line);
    const socket = await room.socket(recoveryToken);
    const wrong = { id: newId(), method: 'recovery_code', code: 'WRONG-CODE' };
    for (let sent = 0; sent < 6; sent++)
      expect((await socket.refusal('recovery_request', wrong)).code).toBe('recovery_code_invalid');
    expect(await socket.ask('recovery_request', { ...wrong, id: newId(), code })).toMatchObject({ ok: true, state: 'approved' });
  });

  it('ID6 five wrong tries end the code, and another candidate’s code is wrong', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const [a, b] = day.candidates;
    if (!a || !b) throw new Error('two candidates');
    const { code: foreign } = await day.staff.rest.call('recovery_code_issue', { attemptId: b.attemptId });
    const { code } = await day.staff.rest.call('recovery_code_issue', { attemptId: a.attemptId });
    const { recoveryToken } = await refusedJoin(day, a.line);
    const socket = await room.socket(recoveryToken);
    const wrong = { id: newId(), method: 'recovery_code', code: foreign };
    for (let tries = 0; tries < 5; tries++)
      expect((await socket.refusal('recovery_request', { ...wrong, id: newId() })).code).toBe('recovery_code_invalid');
    expect((await socket.refusal('recovery_request', { ...wrong, id: newId(), code })).code).toBe('recovery_code_invalid');
    expect((await day.staff.rest.call('recovery_open', {})).requests).toEqual([]);
  });
});
