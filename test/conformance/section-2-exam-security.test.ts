import { beforeAll, expect, it } from 'vitest';
import { AnonymousSecurityEvent, CandidateSecurityEvent, COMMANDS, StaffSecurityEvent } from '../../src/shared/protocol/index.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';

const Alert = COMMANDS.alert_action.output.shape.alert;
const HARD = [
  'client_tampered',
  'forbidden_process',
  'screen_capture_attempt',
  'screen_share_detected',
  'remote_session',
  'devtools_open',
];
const SOFT = ['focus_lost', 'window_blur', 'visibility_hidden', 'fullscreen_exit', 'multiple_displays', 'display_changed'];

onEachWay('protocol 2 exam security', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  async function stage() {
    const exam = await room.exam(2);
    const [culprit, neighbour] = [await exam.join(0), await exam.join(1)];
    const [console, own, other] = [await exam.staff.socket(), await culprit.socket(), await neighbour.socket()];
    let seq = 0;
    const report = (type: string) =>
      own.ask('security_event', { id: anId(), type, occurredAt: new Date().toISOString(), seq: ++seq });
    /** Of this exam only: the room may have others. */
    const heard = (socket: TestSocket, name: string) =>
      socket.of<{ examId?: string }>(name).filter(({ examId }) => examId === exam.examId);
    const settle = () => Promise.all([console, own, other].map((socket) => socket.settled()));
    return { exam, culprit, console, own, other, report, heard, settle };
  }

  it('protocol 2.1 and 2.2 each event reaches its targets in its shape, and nobody else', async () => {
    const { culprit, console, own, other, report, heard, settle } = await stage();
    for (const type of ['paste', ...HARD]) expect(await report(type)).toMatchObject({ ok: true });
    await own.waitFor('session_suspended');
    await settle();
    for (const name of ['suspicious_activity', 'high_risk_session', 'critical_threat', 'auto_suspend_triggered']) {
      expect(heard(console, name).length, `${name} to staff`).toBeGreaterThan(0);
      for (const event of heard(console, name))
        expect(StaffSecurityEvent.parse(event)).toMatchObject({
          attemptId: culprit.joined.attempt.id,
          userId: culprit.joined.user.id,
        });
    }
    for (const name of [
      'security_warning',
      'high_risk_session',
      'monitoring_increased',
      'critical_threat',
      'session_suspended',
    ]) {
      expect(heard(own, name).length, `${name} to the candidate`).toBe(1);
      for (const event of heard(own, name)) CandidateSecurityEvent.parse(event);
    }
    for (const socket of [own, other])
      for (const event of heard(socket, 'auto_suspend_triggered')) AnonymousSecurityEvent.parse(event);
    expect(heard(other, 'auto_suspend_triggered')).toHaveLength(1);
    const known = ['exam-state', 'attempt-state', 'session-update', 'auto_suspend_triggered'];
    expect(other.all.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    expect(own.of('suspicious_activity')).toEqual([]);
  });

  it('protocol 2.3 each step of the default policy comes at its risk, in order, and once', async () => {
    const { console, own, report, heard, settle } = await stage();
    const AT = { high_risk_session: 50, critical_threat: 75, auto_suspend_triggered: 90 };
    for (const type of ['paste', ...HARD]) await report(type);
    await settle();
    for (const [name, risk] of Object.entries(AT)) {
      const events = heard(console, name).map((event) => StaffSecurityEvent.parse(event));
      expect(events, name).toHaveLength(1);
      expect(events[0]?.riskScore, name).toBeGreaterThanOrEqual(risk);
    }
    const steps = ['security_warning', 'high_risk_session', 'critical_threat', 'session_suspended'];
    expect(own.all.map(({ name }) => name).filter((name) => steps.includes(name))).toEqual(steps);
  });

  it('protocol 2.2 each of the first four belongs to one alert, sent as security-alert', async () => {
    const { console, report, heard, settle } = await stage();
    for (const type of HARD) await report(type);
    await settle();
    const alerts = (heard(console, 'security-alert') as unknown[]).map((alert) => Alert.parse(alert));
    for (const name of ['suspicious_activity', 'high_risk_session', 'critical_threat', 'auto_suspend_triggered']) {
      for (const event of heard(console, name) as { alertId?: string }[]) {
        expect(alerts.filter(({ id }) => id === event.alertId).map(({ type }) => type)).toEqual([name]);
      }
    }
  });

  it('protocol 2.4 soft types together never exceed 60; focus_gained and its like are no violations', async () => {
    const { exam, culprit, console, report, heard, settle } = await stage();
    for (const type of ['focus_gained', 'client_started', 'client_exited']) await report(type);
    await settle();
    expect(heard(console, 'suspicious_activity')).toEqual([]);
    for (let round = 0; round < 3; round++) for (const type of SOFT) await report(type);
    const { attempts } = await exam.staff.call('attempts_list', { examId: exam.examId });
    const risk = attempts.find(({ id }) => id === culprit.joined.attempt.id)?.riskScore ?? 0;
    expect(risk).toBeGreaterThan(25);
    expect(risk).toBeLessThanOrEqual(60);
  });

  it('protocol 2.5 answers while suspended and paused are held, security events always accepted', async () => {
    const { exam, culprit, own, report } = await stage();
    const questionId = exam.questions.find(({ type }) => type === 'essay')?.id;
    const save = (revision: number) => own.ask('answer_save', { id: anId(), questionId, value: 'text', revision });
    const act = (action: 'suspend' | 'resume') =>
      exam.staff.call('proctor_action', { id: anId(), attemptId: culprit.joined.attempt.id, action });
    expect(await save(1)).not.toHaveProperty('held');
    await act('suspend');
    expect(await save(2)).toMatchObject({ ok: true, held: 'suspended' });
    expect(await report('copy')).toMatchObject({ ok: true });
    await act('resume');
    await exam.staff.call('exam_pause', { examId: exam.examId });
    expect(await save(3)).toMatchObject({ ok: true, held: 'paused' });
    await exam.staff.call('exam_end', { examId: exam.examId });
    expect(await save(4)).toMatchObject({ ok: true, held: 'late' });
    expect((await culprit.call('attempt_get', {})).answers).toMatchObject([{ revision: 1 }]);
  });
});
