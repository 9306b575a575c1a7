import { describe, expect, it } from 'vitest';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { at, joinBody, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const ADA = {
  candidateNumber: 'A-1',
  firstName: 'Ada',
  lastName: 'Code',
  seat: 'R1',
  extraMinutes: 30,
  accessCode: 'K7-Q2',
};
const NAMES = 'candidateNumber,firstName,lastName';

describe('EX3 importing a roster again', () => {
  it('EX3 leaves what the file has no column for as it is; an empty cell takes it away', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [ADA] });
    const entry = async () => only((await staff.rest.call('roster_get', { examId })).roster);
    const before = await entry();
    expect(before).toMatchObject({ seat: 'R1', extraMinutes: 30, hasAccessCode: true });

    expect(await staff.rest.uploadRoster(examId, `${NAMES}\nA-1,Ada,Codd`)).toMatchObject({ added: 0, updated: 1 });
    expect(await entry()).toEqual({ ...before, name: 'Ada Codd' });

    await staff.rest.uploadRoster(examId, `${NAMES},extraMinutes\nA-1,Ada,Codd,`);
    expect(await entry()).toMatchObject({ seat: 'R1', extraMinutes: 0, hasAccessCode: true });
    await staff.rest.uploadRoster(examId, `${NAMES},accessCode,seat\nA-1,Ada,Codd,,`);
    expect(await entry()).toMatchObject({ extraMinutes: 0, hasAccessCode: false });
    expect((await entry()).seat).toBeUndefined();
  });

  it('EX3 keeps the lock of a candidate whose access code did not change', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [ADA] });
    await staff.rest.call('exam_open', { examId });
    for (let guess = 0; guess < 10; guess++)
      await room.anyone.refusal('join', joinBody(room, ADA, { examId, accessCode: `wrong-${guess}` }));
    await staff.rest.uploadRoster(examId, `${NAMES}\nA-1,Ada,Code`);
    expect(only((await staff.rest.call('roster_get', { examId })).roster).isLocked).toBe(true);
    await staff.rest.uploadRoster(examId, `${NAMES},accessCode\nA-1,Ada,Code,N3-W1`);
    expect(only((await staff.rest.call('roster_get', { examId })).roster).isLocked).toBe(false);
  });

  it('EX9 gives a candidate at work the changed extra time, tells them, and keeps it in the audit log', async () => {
    const room = await startTestRoom({ clock: createFakeClock() });
    const { staff, examId, candidates } = await prepareExam(room, { candidates: [ADA] });
    const { attemptId, rest } = only(candidates);
    const socket = await only(candidates).socket();
    const endsAt = async () => Date.parse((await rest.call('attempt_get', {})).attempt.endsAt ?? '');
    const before = await endsAt();

    await staff.rest.uploadRoster(examId, `${NAMES}\nA-1,Ada,Code`);
    expect(await endsAt()).toBe(before);
    await staff.rest.uploadRoster(examId, `${NAMES},extraMinutes\nA-1,Ada,Code,45`);
    expect(await endsAt()).toBe(before + 15 * 60_000);
    const told = await socket.waitFor<AttemptStateEvent>(
      'attempt-state',
      (event) => Date.parse(event.endsAt ?? '') === before + 15 * 60_000,
    );
    expect(told.attemptId).toBe(attemptId);
    const { entries } = await staff.rest.call('audit_list', { limit: 1_000 });
    expect(only(entries.filter(({ action }) => action === 'time.credited'))).toMatchObject({
      subject: `attempt:${attemptId}`,
      details: { creditMs: 15 * 60_000, why: 'roster' },
    });
  });

  it('EX3 rejects a second line of one person, in whatever width the number is typed', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [] });
    const report = await staff.rest.uploadRoster(examId, `${NAMES}\n123,Ada,One\n１２３,Bob,Two`);
    expect(report).toMatchObject({ added: 1, rejected: [{ line: 3 }] });
    expect(at((await staff.rest.call('roster_get', { examId })).roster, 0).name).toBe('Ada One');
  });
});
