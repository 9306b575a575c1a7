import { beforeAll, expect, it } from 'vitest';
import {
  AttemptMessageEvent,
  COMMANDS,
  RecoveryStatusEvent,
  type SocketCommandName,
  ToolAccessEvent,
} from '../../src/shared/protocol/index.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';

onEachWay('protocol 3 tools, recovery and messages', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  /** A command whose ack is held against the contract. */
  const command = async (socket: TestSocket, name: SocketCommandName, input: object) =>
    COMMANDS[name].output.parse(await socket.ask(name, input)) as Record<string, unknown>;

  it('protocol 3.3 and 3.6 a tool is requested, granted, used and revoked; tool-access tells staff and that candidate alone', async () => {
    const exam = await room.exam(2);
    const [one, other] = [await exam.join(0), await exam.join(1)];
    const [candidate, bystander, staff] = [await one.socket(), await other.socket(), await exam.staff.socket()];
    const { user } = one.joined;
    const mine = ({ userId }: ToolAccessEvent) => userId === user.id;
    await command(candidate, 'tool_request', { id: anId(), tool: 'calculator', reason: 'sums', dataPoints: ['formulas'] });
    const requested = ToolAccessEvent.parse(await staff.waitFor<ToolAccessEvent>('tool-access', mine));
    expect(requested).toMatchObject({ type: 'requested', dataPoints: ['formulas'] });
    const { grantId } = await command(staff, 'tool_decide', {
      id: anId(),
      action: 'grant',
      userId: user.id,
      toolId: requested.tool.id,
      minutes: 5,
    });
    const granted = await candidate.waitFor<ToolAccessEvent>('tool-access', ({ type }) => type === 'granted');
    expect(ToolAccessEvent.parse(granted).expiresAt).toBeDefined();
    const use = { id: anId(), grantId, dataPoint: 'formulas' };
    expect(await command(candidate, 'tool_use', use)).toMatchObject({ ok: true, id: use.id });
    expect(await command(candidate, 'tool_use', use)).toMatchObject({ duplicate: true });
    expect((await candidate.ask('tool_use', { id: anId(), grantId, dataPoint: 'answers' })).ok).toBe(false);
    await staff.waitFor<{ type: string; userId?: string }>(
      'security-alert',
      (alert) => alert.type === 'tool_access_blocked' && alert.userId === user.id,
    );
    await command(staff, 'tool_decide', {
      id: anId(),
      action: 'revoke',
      userId: user.id,
      toolId: requested.tool.id,
      reason: 'over',
    });
    await candidate.waitFor<ToolAccessEvent>('tool-access', ({ type, reason }) => type === 'revoked' && reason === 'over');
    await exam.staff.call('tools_history', {});
    await bystander.settled();
    expect(bystander.of('tool-access')).toEqual([]);
  });

  it('protocol 6 Join attempt_in_use, a recovery token, two events, and the same join with requestId', async () => {
    const exam = await room.exam(1);
    const first = await exam.join(0);
    const [candidate, staff] = [await first.socket(), await exam.staff.socket()];
    const refused = await room.anyone.rest.send('POST', '/api/v1/join', { body: exam.joinBody(0) });
    expect(refused.problem()).toMatchObject({ status: 409, code: 'attempt_in_use' });
    const { requestId, recoveryToken } = refused.json<{ requestId: string; recoveryToken: string }>();
    const requester = await room.as(recoveryToken).socket();
    try {
      await command(requester, 'recovery_request', { id: anId(), method: 'proctor_approval', reason: 'broken' });
      const isIt = (event: RecoveryStatusEvent) => event.requestId === requestId;
      const pending = RecoveryStatusEvent.parse(await staff.waitFor<RecoveryStatusEvent>('recovery-status', isIt));
      expect(pending).toMatchObject({ type: 'pending', userId: first.joined.user.id, remainingApprovals: 1 });
      await command(staff, 'recovery_decide', { id: anId(), requestId, action: 'approve' });
      RecoveryStatusEvent.parse(
        await requester.waitFor<RecoveryStatusEvent>('recovery-status', ({ type }) => type === 'approved'),
      );
      const again = { ...exam.joinBody(0), requestId };
      const moved = await room.anyone.call('join', again);
      expect(moved.attempt.id).toBe(first.joined.attempt.id);
      await candidate.closed;
      expect((await room.anyone.rest.send('POST', '/api/v1/join', { body: again })).problem().code).toBe('attempt_in_use');
      expect((await exam.staff.rest.send('GET', '/api/v1/recovery/history')).status).toBe(200);
    } finally {
      requester.close();
    }
  });

  it('protocol 3.3 chat, hand and note are acknowledged and told to staff as attempt-message', async () => {
    const exam = await room.exam(1);
    const joined = await exam.join(0);
    const [candidate, staff] = [await joined.socket(), await exam.staff.socket()];
    const event = { id: anId(), type: 'focus_lost', occurredAt: new Date().toISOString(), seq: 1 };
    await command(candidate, 'security_event', event);
    await exam.staff.call('proctor_action', { id: anId(), attemptId: joined.joined.attempt.id, action: 'suspend' });
    await command(candidate, 'chat_send', { id: anId(), text: 'hello' });
    await command(candidate, 'hand_raise', { id: anId(), reason: 'paper' });
    await command(candidate, 'note_add', { id: anId(), eventId: event.id, text: 'my phone rang' });
    await command(candidate, 'hand_lower', { id: anId() });
    const mine = ({ attemptId }: AttemptMessageEvent) => attemptId === joined.joined.attempt.id;
    for (const [kind, text] of [
      ['chat', 'hello'],
      ['hand', 'paper'],
      ['note', 'my phone rang'],
    ]) {
      const told = await staff.waitFor<AttemptMessageEvent>(
        'attempt-message',
        (message) => mine(message) && message.kind === kind,
      );
      expect(AttemptMessageEvent.parse(told).text).toBe(text);
    }
    await exam.staff.call('proctor_action', {
      id: anId(),
      attemptId: joined.joined.attempt.id,
      action: 'message',
      message: 'Coming.',
    });
    expect(await candidate.waitFor('exam-message')).toMatchObject({ message: 'Coming.' });
  });
});
