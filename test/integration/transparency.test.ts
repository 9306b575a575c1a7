import { describe, expect, it } from 'vitest';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

describe('LD8 what the candidate says about a suspension', () => {
  it('LD8 stands beside it for staff, changes no score, and is possible only for who was suspended', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room, { candidates: 2 });
    const [held, other] = [at(candidates, 0), at(candidates, 1)];
    const socket = await held.socket();
    await socket.command('security_event', held.event('copy'));
    const early = { id: newId(), text: 'nothing has happened' };
    expect((await held.rest.refusal('suspension_note', early)).code).toBe('state_conflict');
    const suspend = { id: newId(), attemptId: held.attemptId, action: 'suspend' as const, reason: 'talked' };
    await staff.rest.call('proctor_action', suspend);
    const before = await staff.rest.call('attempt_detail', { attemptId: held.attemptId });

    const note = { id: newId(), text: 'I was sneezing' };
    expect(await socket.ask('suspension_note', note)).toEqual({ ok: true, id: note.id });
    expect(await socket.ask('suspension_note', note)).toEqual({ ok: true, id: note.id, duplicate: true });
    const { messages } = await staff.rest.call('messages_list', { attemptId: held.attemptId });
    expect(messages).toMatchObject([{ kind: 'note', text: note.text }]);
    expect(messages[0]).not.toHaveProperty('eventId');
    const after = await staff.rest.call('attempt_detail', { attemptId: held.attemptId });
    expect([after.risk, after.state, after.openAlerts]).toEqual([before.risk, before.state, before.openAlerts]);
    await staff.rest.call('proctor_action', { id: newId(), attemptId: held.attemptId, action: 'resume' });
    await held.rest.call('suspension_note', { id: newId(), text: 'as I said' });
    expect((await other.rest.refusal('suspension_note', { id: newId(), text: 'me too' })).code).toBe('state_conflict');
    expect((await other.rest.call('attempt_messages', {})).messages).toEqual([]);
    expect(readStoreBytes(room.dataDir).includes('sneezing'), 'sealed under the candidate’s key').toBe(false);
  });
});

describe('EX11 the check before the start', () => {
  it('EX11 is shown to staff as the client said it, and only what fits a page', async () => {
    const room = await startTestRoom();
    const { staff, candidates } = await prepareExam(room, { until: 'open' });
    const { rest, attemptId, socket } = at(candidates, 0);
    expect(await staff.rest.call('attempt_detail', { attemptId })).not.toHaveProperty('readiness');
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x${index}`, index]));
    await (await socket()).command('client_ready', {
      id: newId(),
      posture: { grade: 'C', measures: [{ id: 'displays', state: 'one' }] },
      checks: { roundTripMs: 12, batteryPercent: 80, odd: { nested: true }, ...many },
    });
    const { readiness } = await staff.rest.call('attempt_detail', { attemptId });
    expect(readiness).toMatchObject({
      grade: 'C',
      measures: [{ id: 'displays', state: 'one' }],
      checks: { roundTripMs: 12, batteryPercent: 80 },
    });
    expect(readiness?.checks).not.toHaveProperty('odd');
    expect(Object.keys(readiness?.checks ?? {})).toHaveLength(30);
    expect(JSON.stringify(await rest.call('attempt_get', {}))).not.toContain('batteryPercent');
  });
});
