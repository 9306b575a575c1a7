import { beforeAll, expect, it } from 'vitest';
import {
  AttemptStateEvent,
  COMMANDS,
  ExamMessage,
  ExamStateEvent,
  SessionUpdate,
  type SocketCommandName,
} from '../../src/shared/protocol/index.ts';
import { openAlerts } from '../support/alerts-driver.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';

const Alert = COMMANDS.alert_action.output.shape.alert;

onEachWay('protocol 3 to 5 operations and alerts', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  /** A command whose ack is held against the contract. */
  const command = async (socket: TestSocket, name: SocketCommandName, input: object) =>
    COMMANDS[name].output.parse(await socket.ask(name, input)) as Record<string, unknown>;
  const event = (seq: number, type = 'copy') => ({ id: anId(), type, occurredAt: new Date().toISOString(), seq });

  it('protocol 3.3 candidates’ commands answer as the contract says', async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    const socket = await candidate.socket();
    await command(socket, 'client_ready', { id: anId(), posture: { grade: 'C', measures: [{ id: 'kiosk', state: 'missing' }] } });
    expect(await command(socket, 'heartbeat', { clientTime: new Date().toISOString(), monotonicMs: 1 })).toMatchObject({
      lastSeq: 0,
    });
    expect(await command(socket, 'security_event', event(1))).toMatchObject({ ok: true, lastSeq: 1 });
    expect(await command(socket, 'security_events', { events: [event(3), event(2)] })).toMatchObject({
      results: [{ lastSeq: 1 }, { lastSeq: 3 }],
    });
    for (const question of exam.questions) {
      const value = { true_false: true, essay: 'text', short_answer: 'text', numerical: '3,14' }[question.type as string];
      if (value === undefined) continue;
      expect(await command(socket, 'answer_save', { id: anId(), questionId: question.id, value, revision: 2 })).toMatchObject({
        revision: 2,
      });
      expect(await command(socket, 'answer_save', { id: anId(), questionId: question.id, value, revision: 1 })).toMatchObject({
        stale: true,
        revision: 2,
      });
      expect(
        await socket.refusal('answer_save', { id: anId(), questionId: question.id, value: { a: 'b' }, revision: 3 }),
      ).toMatchObject({ code: 'value_invalid' });
    }
    const essay = exam.questions.find(({ type }) => type === 'essay')?.id ?? '';
    expect((await socket.refusal('exam_submit', { id: anId(), revisions: { [essay]: 9 } })).code).toBe('answers_missing');
    expect(await command(socket, 'exam_submit', { id: anId(), revisions: { [essay]: 2 } })).toMatchObject({ state: 'submitted' });
  });

  it('protocol 3.1 every server event has its shape', async () => {
    const exam = await room.exam(1, 'open');
    const console = await exam.staff.socket();
    await command(console, 'join_exam', { examId: exam.examId });
    const candidate = await exam.join(0);
    const socket = await candidate.socket();
    await exam.staff.call('exam_start', { examId: exam.examId });
    await command(console, 'exam_broadcast', {
      id: anId(),
      examId: exam.examId,
      title: 'Soon',
      message: 'Soon over.',
      severity: 'low',
    });
    await exam.staff.call('session_terminate', { sessionId: candidate.joined.session.id });
    await socket.closed;
    const schemas = {
      'exam-state': ExamStateEvent,
      'attempt-state': AttemptStateEvent,
      'session-update': SessionUpdate,
      'exam-message': ExamMessage,
    };
    for (const [name, schema] of Object.entries(schemas)) {
      await console.waitFor(name);
      for (const side of [console, socket]) for (const payload of side.of(name)) schema.parse(payload);
      expect(socket.of(name).length, `${name} to the candidate`).toBeGreaterThan(0);
    }
    await console.waitFor<SessionUpdate>(
      'session-update',
      ({ type, session }) => type === 'terminated' && session.id === candidate.joined.session.id,
    );
  });

  it('protocol 1.8 of two staff acting on one thing the second gets state_conflict with what is current', async () => {
    const exam = await room.exam(1);
    const { joined } = await exam.join(0);
    const suspend = () => exam.staff.rest.send('POST', `/api/v1/attempts/${joined.attempt.id}/suspend`, { body: {} });
    const answers = await Promise.all([suspend(), suspend()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.problem()).toMatchObject({
      code: 'state_conflict',
      data: { state: 'suspended' },
    });
  });

  it('protocol 1.9 sync: ascending, complete, in pages, and nothing twice', async () => {
    const exam = await room.exam(1);
    const console = await exam.staff.socket();
    const before = (await command(console, 'sync', { afterSeq: 0, limit: 1000 })) as { lastSeq: number; lastRev: number };
    const socket = await (await exam.join(0)).socket();
    const types = ['copy', 'cut', 'paste', 'context_menu', 'url_blocked'];
    await command(socket, 'security_events', { events: types.map((type, index) => event(index + 1, type)) });
    const seen: number[] = [];
    const again: string[] = [];
    let at = { afterSeq: before.lastSeq, afterRev: before.lastRev };
    for (let more = true; more; ) {
      const page = COMMANDS.sync.output.parse(await console.ask('sync', { ...at, limit: 2 }));
      seen.push(...page.alerts.map(({ seq }) => seq));
      again.push(...page.updated.filter(({ seq }) => seen.includes(seq)).map(({ seq }) => `${seq} twice`));
      at = { afterSeq: page.lastSeq, afterRev: page.lastRev };
      more = page.more;
    }
    expect(seen.length).toBeGreaterThanOrEqual(types.length);
    expect(seen).toEqual(seen.map((_, index) => before.lastSeq + index + 1));
    expect(again).toEqual([]);
  });

  it('protocol 4.4 the raw alerts socket: connection first, replay, live, changes, pong', async () => {
    const exam = await room.exam(1);
    const console = await exam.staff.socket();
    const { lastSeq } = (await command(console, 'sync', { afterSeq: 0, limit: 1000 })) as { lastSeq: number };
    const socket = await (await exam.join(0)).socket();
    await command(socket, 'security_event', event(1, 'copy'));
    const raw = await openAlerts(room.url, exam.staff.token, { query: { afterSeq: String(lastSeq) } });
    const [first] = [await raw.waitFor<Record<string, unknown> & { id: string; seq: number }>('alert')];
    expect(raw.all[0]).toMatchObject({ name: 'connection', payload: { connectionId: expect.any(String) } });
    const { alert_type, ...rest } = first;
    expect(Alert.parse({ ...rest, type: alert_type })).toMatchObject({ seq: lastSeq + 1, type: 'suspicious_activity' });
    await command(socket, 'security_event', event(2, 'print_attempt'));
    await raw.waitFor('alert', ({ seq }) => seq === lastSeq + 2);
    await command(console, 'alert_action', { id: anId(), alertId: first.id, action: 'acknowledge' });
    expect(await raw.waitFor('alert_updated', ({ id }) => id === first.id)).toMatchObject({ status: 'acknowledged' });
    raw.send({ type: 'ping' });
    expect(await raw.waitFor('pong')).toMatchObject({ timestamp: expect.any(String) });
    raw.close();
  });

  it('protocol 5.3 repeats raise the count of one alert; no text carries a name', async () => {
    const exam = await room.exam(1);
    const console = await exam.staff.socket();
    const candidate = await exam.join(0);
    const socket = await candidate.socket();
    for (const seq of [1, 2, 3]) await command(socket, 'security_event', event(seq, 'cut'));
    const mine = ({ attemptId }: { attemptId?: string }) => attemptId === candidate.joined.attempt.id;
    const updated = await console.waitFor<Record<string, unknown> & { count: number; id: string; attemptId?: string }>(
      'alert-updated',
      (alert) => mine(alert) && alert.count === 3,
    );
    expect(Alert.parse(updated).threat_level).toBe(updated.severity);
    const raised = console.of<{ id: string; attemptId?: string }>('security-alert').filter(({ id }) => id === updated.id);
    expect(raised).toHaveLength(1);
    expect(JSON.stringify(console.of('security-alert').filter(mine))).not.toMatch(/Given|Family/);
  });
});
