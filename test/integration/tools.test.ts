import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import type { ToolId } from '../../src/shared/model/tool.ts';
import { ToolAccessEvent } from '../../src/shared/protocol/index.ts';
import { at, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();
const MINUTE = 60_000;
const CALCULATOR = 'calculator' as ToolId;

const ask = (fields: object = {}) => ({
  id: newId(),
  tool: 'calculator',
  reason: 'For question 3.',
  dataPoints: ['formulas'],
  ...fields,
});
const heard = (socket: TestSocket) => socket.of<ToolAccessEvent>('tool-access').map(({ type }) => type);

describe('TL1 tools', () => {
  it('TL1 asked for, granted with data points and an end, used, revoked: told exactly as the contract says', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { candidates, staff } = await prepareExam(room);
    const candidate = only(candidates);
    const [socket, console] = [await candidate.socket(), await staff.socket()];
    const { userId } = candidate;

    const request = ask();
    const asked = await socket.command('tool_request', request);
    expect(asked).toEqual({ ok: true, id: request.id, requestId: request.id });
    expect(await socket.command('tool_request', request as never)).toEqual({ ...asked, duplicate: true });
    const told = ToolAccessEvent.parse(await console.waitFor('tool-access'));
    expect(told).toEqual({
      type: 'requested',
      tool: { id: 'calculator', name: 'Calculator' },
      userId,
      sessionId: candidate.joined.session.id,
      dataPoints: ['formulas'],
      reason: 'For question 3.',
      timestamp: new Date(clock.now()).toISOString(),
    });
    expect(only((await staff.rest.call('tools_open', {})).requests)).toMatchObject({
      id: request.id,
      candidateNumber: candidate.line.candidateNumber,
      reason: 'For question 3.',
    });

    // A client that knows the events alone names the candidate and the tool.
    const decision = { id: newId(), action: 'grant' as const, userId, toolId: CALCULATOR, minutes: 10 };
    const granted = await console.command('tool_decide', decision);
    expect(granted).toMatchObject({ grantId: request.id, access: { state: 'granted', dataPoints: ['formulas'] } });
    expect(await console.command('tool_decide', decision)).toMatchObject({ duplicate: true, grantId: request.id });
    const event = await socket.waitFor<ToolAccessEvent>('tool-access', ({ type }) => type === 'granted');
    expect(ToolAccessEvent.parse(event)).toMatchObject({
      by: staff.user.id,
      expiresAt: new Date(clock.now() + 10 * MINUTE).toISOString(),
    });

    const use = { id: newId(), grantId: asked.requestId, dataPoint: 'formulas' };
    expect(await socket.command('tool_use', use)).toEqual({ ok: true, id: use.id });
    expect(await socket.command('tool_use', use)).toEqual({ ok: true, id: use.id, duplicate: true });
    expect(await socket.command('tool_use', { id: newId(), grantId: asked.requestId })).toMatchObject({ ok: true });
    expect(only((await staff.rest.call('tools_open', {})).grants).uses).toBe(2);

    await console.command('tool_decide', { id: newId(), action: 'revoke', grantId: asked.requestId, reason: 'Enough.' });
    expect(await socket.waitFor<ToolAccessEvent>('tool-access', ({ type }) => type === 'revoked')).toMatchObject({
      reason: 'Enough.',
    });
    expect((await socket.refusal('tool_use', { ...use, id: newId() })).code).toBe('tool_not_granted');
    expect(heard(socket)).toEqual(['requested', 'granted', 'revoked']);

    const { history } = await staff.rest.call('tools_history', {});
    expect(history.map(({ type }) => type)).toEqual(['blocked', 'revoked', 'used', 'used', 'granted', 'requested']);
    expect(at(history, 1)).toMatchObject({ by: 'admin', reason: 'Enough.', tool: { id: 'calculator' } });
    const paged = await staff.rest.call('tools_history', { limit: 2 });
    expect(paged.history.map(({ number }) => number)).toEqual(history.slice(0, 2).map(({ number }) => number));
    expect((await staff.rest.call('tools_history', { beforeNumber: paged.nextBeforeNumber, limit: 500 })).history).toHaveLength(
      4,
    );

    const { entries } = await staff.rest.call('audit_list', { limit: 1_000 });
    expect(entries.map(({ action }) => action).filter((action) => action.startsWith('tool.'))).toEqual([
      'tool.requested',
      'tool.granted',
      'tool.used',
      'tool.used',
      'tool.revoked',
      'tool.blocked',
    ]);
    await room.stop();
    const bytes = readStoreBytes(room.dataDir);
    for (const words of ['question 3', 'Enough.', 'formulas']) expect(bytes.includes(words), words).toBe(false);
  });

  it('protocol 1 a decision that names candidate and tool may be sent again, whatever has come of it since', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const { userId, ...candidate } = only(candidates);
    const socket = await candidate.socket();
    const decide = (fields: object) => staff.rest.call('tool_decide', { userId, toolId: CALCULATOR, ...fields } as never);
    const { requestId } = await socket.command('tool_request', ask());
    const denial = { id: newId(), action: 'deny' };
    expect(await decide(denial)).toMatchObject({ grantId: requestId, access: { state: 'denied' } });
    expect(await decide(denial)).toMatchObject({ duplicate: true, grantId: requestId, access: { state: 'denied' } });

    const grant = { id: newId(), action: 'grant' };
    const { grantId } = await decide(grant);
    const revocation = { id: newId(), action: 'revoke' };
    for (const isRepeat of [false, true]) {
      const answer = await decide(revocation);
      expect(answer).toMatchObject({ grantId, access: { state: 'revoked' } });
      expect(answer.duplicate ?? false).toBe(isRepeat);
    }
    // The answer to the grant got lost, and somebody has revoked it meanwhile.
    await socket.command('tool_request', ask());
    expect(await decide(grant)).toMatchObject({ duplicate: true, grantId, access: { state: 'revoked' } });
  });

  it('TL1 every use outside the grant is refused, kept and shown to staff, once each', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { candidates, staff } = await prepareExam(room, { candidates: 2 });
    const [a, b] = [at(candidates, 0), at(candidates, 1)];
    const [socket, other, console] = [await a.socket(), await b.socket(), await staff.socket()];
    const { grantId } = await console.command('tool_decide', {
      id: newId(),
      action: 'grant',
      userId: a.userId,
      toolId: CALCULATOR,
      dataPoints: ['formulas'],
      minutes: 1,
    });
    const refused = async (who: TestSocket, use: object) => {
      const { code, field } = await who.refusal('tool_use', { id: newId(), grantId, ...use });
      return `${code} ${field}`;
    };
    const id = newId();
    expect(await refused(socket, { id, dataPoint: 'answers' })).toBe('tool_not_granted dataPoint');
    const alert = await console.waitFor<Alert>('security-alert', ({ type }) => type === 'tool_access_blocked');
    expect(alert).toMatchObject({ userId: a.userId, attemptId: a.attemptId, severity: 'medium', count: 1 });
    expect(await refused(socket, { id, dataPoint: 'answers' }), 'the repeat is no second incident').toContain('tool_not_granted');
    expect(await refused(other, { dataPoint: 'formulas' }), 'another candidate’s grant').toBe('tool_not_granted grantId');
    const unknown = newId();
    expect(await refused(other, { id: unknown, grantId: newId() })).toBe('tool_not_granted grantId');
    expect(await refused(other, { id: unknown, grantId: newId() })).toBe('tool_not_granted grantId');
    clock.advance(MINUTE);
    expect(await refused(socket, { dataPoint: 'formulas' }), 'its time is over, whatever the chore did').toBe(
      'tool_not_granted grantId',
    );
    const { alerts } = await staff.rest.call('alerts_list', { type: 'tool_access_blocked' });
    expect(alerts.map(({ userId, count }) => [userId === a.userId, count])).toEqual([
      [false, 2],
      [true, 2],
    ]);
    // A use that was granted nothing reads as little of the other one's grant as of one that never was.
    expect(alerts.find(({ userId }) => userId === b.userId)?.data).toEqual({});
  });

  it('TL1 a grant ends by itself, is told as revoked, and stands in the history', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { candidates, staff } = await prepareExam(room);
    const { userId, ...candidate } = only(candidates);
    const socket = await candidate.socket();
    await staff.rest.call('tool_decide', { id: newId(), action: 'grant', userId, toolId: CALCULATOR, minutes: 5 });
    clock.advance(5 * MINUTE);
    const over = await socket.waitFor<ToolAccessEvent>('tool-access', ({ type }) => type === 'revoked');
    expect(over.by).toBeUndefined();
    expect(over.reason).toBe('The time of the grant is over');
    expect(only((await candidate.rest.call('attempt_tools', {})).access)).toMatchObject({ state: 'expired' });
    expect((await staff.rest.call('tools_history', {})).history.map(({ type }) => type)).toEqual(['expired', 'granted']);
    expect((await staff.rest.call('tools_open', {})).grants).toEqual([]);
  });

  it('TL1 two staff decide: the second is told what is current; a denial is told with its reason', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const proctor = await room.proctor();
    const socket = await only(candidates).socket();
    const { requestId } = await socket.command('tool_request', ask({ tool: 'DICTIONARY', dataPoints: undefined }));
    await proctor.rest.call('tool_decide', { id: newId(), action: 'deny', requestId, reason: 'Not in this exam.' });
    expect(await socket.waitFor<ToolAccessEvent>('tool-access', ({ type }) => type === 'revoked')).toMatchObject({
      reason: 'Not in this exam.',
      by: proctor.user.id,
    });
    const late = await staff.rest.refusal('tool_decide', { id: newId(), action: 'grant', requestId });
    expect(late).toMatchObject({ status: 409, code: 'state_conflict', data: { state: 'denied', by: proctor.user.id } });
    expect((await staff.rest.refusal('tool_decide', { id: newId(), action: 'grant', requestId: newId() })).code).toBe(
      'not_found',
    );
    expect((await staff.rest.refusal('tool_decide', { id: newId(), action: 'grant' })).code).toBe('invalid_input');
    expect(only((await only(candidates).rest.call('attempt_tools', {})).access)).toMatchObject({
      state: 'denied',
      decisionReason: 'Not in this exam.',
    });
  });

  it('TL1 the catalogue: the usual tools, own ones for one exam, their data points, and none that were removed', async () => {
    const room = await startTestRoom();
    const first = await prepareExam(room);
    const second = await prepareExam(room, { candidates: [{ candidateNumber: 'Z-9', firstName: 'Zoe', lastName: 'Other' }] });
    const { staff, examId } = first;
    const { tool } = await staff.rest.call('tool_add', {
      examId,
      kind: 'url',
      name: 'Periodic table',
      address: 'https://table.example/',
      dataPoints: ['mass', 'number'],
    });
    expect(
      (await staff.rest.refusal('tool_add', { kind: 'url', name: 'Nowhere', address: 'javascript:alert(1)' })).errors?.[0]?.field,
    ).toBe('address');
    const own = only(first.candidates);
    const mine = await own.rest.call('attempt_tools', {});
    expect(mine.tools.map(({ name }) => name)).toEqual([
      'Calculator',
      'Dictionary',
      'File',
      'Reference',
      'Web page',
      'Periodic table',
    ]);
    expect((await only(second.candidates).rest.call('attempt_tools', {})).tools).toHaveLength(5);

    const socket = await own.socket();
    expect((await socket.refusal('tool_request', ask({ tool: 'periodic table' }))).field).toBe('dataPoints');
    expect((await socket.refusal('tool_request', ask({ tool: 'telescope' }))).code).toBe('tool_not_found');
    const { requestId } = await socket.command('tool_request', ask({ tool: 'periodic table', dataPoints: ['mass'] }));
    expect((await socket.refusal('tool_request', ask({ tool: tool.id, dataPoints: [] }))).code).toBe('state_conflict');
    // The address is told only to whoever was granted the tool.
    expect(JSON.stringify(await own.rest.call('attempt_tools', {}))).not.toContain('table.example');
    await staff.rest.call('tool_decide', { id: newId(), action: 'grant', requestId });
    expect(only((await own.rest.call('attempt_tools', {})).access).tool.address).toBe('https://table.example/');
    await staff.rest.call('tool_remove', { toolId: tool.id });
    expect((await own.rest.call('attempt_tools', {})).tools).toHaveLength(5);
    expect(
      (await socket.command('tool_use', { id: newId(), grantId: requestId, dataPoint: 'mass' })).ok,
      'what was granted stays',
    ).toBe(true);
  });

  it('TL1 nothing is given out after the exam, and what was is ended', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const { userId, ...candidate } = only(candidates);
    const socket = await candidate.socket();
    const { grantId } = await staff.rest.call('tool_decide', { id: newId(), action: 'grant', userId, toolId: CALCULATOR });
    await socket.command('exam_submit', { id: newId() });
    expect((await socket.refusal('tool_use', { id: newId(), grantId })).code).toBe('attempt_finished');
    expect((await socket.refusal('tool_request', ask())).code).toBe('attempt_finished');
    await socket.waitFor<ToolAccessEvent>('tool-access', ({ type }) => type === 'revoked');
    const again = await staff.rest.refusal('tool_decide', { id: newId(), action: 'grant', userId, toolId: CALCULATOR });
    expect(again.code).toBe('state_conflict');
    expect((await staff.rest.call('alerts_recent', {})).alerts).toEqual([]);
  });
});
