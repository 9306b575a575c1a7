import { describe, expect, it } from 'vitest';
import { Alert } from '../../src/shared/model/alert.ts';
import { STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import {
  AnonymousSecurityEvent,
  type AttemptStateEvent,
  CandidateSecurityEvent,
  StaffSecurityEvent,
} from '../../src/shared/protocol/index.ts';
import { at, type Candidate, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const SECURITY_EVENTS = [
  'suspicious_activity',
  'high_risk_session',
  'critical_threat',
  'auto_suspend_triggered',
  'monitoring_increased',
  'security_warning',
  'session_suspended',
] as const;
const SOFT = [
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'virtual_machine',
  'multiple_displays',
  'display_changed',
  'network_changed',
  'clock_skew',
  'idle_timeout',
  'reconnect',
  'heartbeat_missed',
];
const HARD = [
  'client_tampered',
  'forbidden_process',
  'screen_capture_attempt',
  'screen_share_detected',
  'remote_session',
  'devtools_open',
];

/** A running exam with a console, the culprit's socket, a neighbour's, and a member of staff who joined the exam's own room. */
async function watched() {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock, config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
  const day = await prepareExam(room, { candidates: 2 });
  const [culprit, neighbour] = [at(day.candidates, 0), at(day.candidates, 1)];
  const [console, own, other] = await Promise.all([day.staff.socket(), culprit.socket(), neighbour.socket()]);
  const score = async () => (await day.staff.rest.call('attempt_detail', { attemptId: culprit.attemptId })).riskScore;
  return { clock, room, day, culprit, neighbour, console, own, other, score };
}

const misbehave = (socket: TestSocket, candidate: Candidate, type: string) =>
  socket.command('security_event', candidate.event(type));
const names = (socket: TestSocket) =>
  socket.all.map(({ name }) => name).filter((name) => (SECURITY_EVENTS as readonly string[]).includes(name));
const settle = (...sockets: TestSocket[]) => Promise.all(sockets.map((socket) => socket.settled()));

describe('EV3 the seven exam-security events', () => {
  it('EV3 each goes to exactly its targets, in exactly its shape, when its threshold is crossed', async () => {
    const { day, culprit, console, own, other, score } = await watched();
    const { warn, highRisk, critical, suspend } = STANDARD_POLICY.thresholds;
    let before = 0;
    for (const type of ['context_menu', 'copy', 'paste', 'cut', 'print_attempt', ...HARD]) {
      const heard = [console, own, other].map((socket) => names(socket).length);
      await misbehave(own, culprit, type);
      await settle(console, own, other);
      const now = await score();
      const crossed = (threshold: number) => before < threshold && now >= threshold;
      const fresh = (index: number, socket: TestSocket) => names(socket).slice(heard[index]);
      expect(fresh(0, console), `console after ${type} (${before} -> ${now})`).toEqual([
        'suspicious_activity',
        ...(crossed(highRisk) ? ['high_risk_session'] : []),
        ...(crossed(critical) ? ['critical_threat'] : []),
        ...(crossed(suspend) ? ['auto_suspend_triggered'] : []),
      ]);
      expect(fresh(1, own).sort(), `the candidate after ${type} (${before} -> ${now})`).toEqual(
        [
          ...(crossed(warn) ? ['security_warning'] : []),
          ...(crossed(highRisk) ? ['high_risk_session', 'monitoring_increased'] : []),
          ...(crossed(critical) ? ['critical_threat'] : []),
          ...(crossed(suspend) ? ['auto_suspend_triggered', 'session_suspended'] : []),
        ].sort(),
      );
      expect(fresh(2, other), `the neighbour after ${type}`).toEqual(crossed(suspend) ? ['auto_suspend_triggered'] : []);
      before = now;
    }
    expect(before, 'the road leads through every threshold').toBeGreaterThanOrEqual(suspend);

    for (const { name, payload } of console.all) {
      if (!(SECURITY_EVENTS as readonly string[]).includes(name)) continue;
      const event = StaffSecurityEvent.parse(payload);
      expect(event).toMatchObject({
        type: name,
        examId: day.examId,
        attemptId: culprit.attemptId,
        userId: culprit.userId,
        userName: 'Firstname001 Lastname001',
        sessionId: culprit.joined.session.id,
      });
      expect(event.reasons.length).toBeGreaterThan(0);
    }
    for (const { name, payload } of own.all) {
      if (!(SECURITY_EVENTS as readonly string[]).includes(name)) continue;
      if (name === 'auto_suspend_triggered') AnonymousSecurityEvent.parse(payload);
      else expect(CandidateSecurityEvent.parse(payload)).toMatchObject({ type: name, userId: culprit.userId });
    }
    const [copy] = other.of('auto_suspend_triggered');
    expect(AnonymousSecurityEvent.parse(copy)).toMatchObject({ type: 'auto_suspend_triggered', examId: day.examId });
    const everyId = [...console.all, ...own.all]
      .filter(({ name }) => (SECURITY_EVENTS as readonly string[]).includes(name))
      .map(({ payload }) => (payload as { id: string }).id);
    const shared = own.of<{ id: string }>('auto_suspend_triggered').map(({ id }) => id);
    expect(new Set(everyId).size).toBe(everyId.length);
    expect(other.of<{ id: string }>('auto_suspend_triggered').map(({ id }) => id)).toEqual(shared);
  });

  it('EV3 each of the four staff events belongs to an alert, sent once as security-alert', async () => {
    const { culprit, console, own, day } = await watched();
    for (const type of ['paste', ...HARD]) await misbehave(own, culprit, type);
    await settle(console);
    const alerts = console.of<Alert>('security-alert').map((alert) => Alert.parse(alert));
    expect(alerts.map(({ seq }) => seq)).toEqual(alerts.map((_, index) => index + 1));
    for (const name of ['suspicious_activity', 'high_risk_session', 'critical_threat', 'auto_suspend_triggered']) {
      const events = console.of<{ alertId: string; type: string }>(name);
      expect(events.length, name).toBeGreaterThan(0);
      for (const { alertId } of events)
        expect(
          alerts.filter(({ id }) => id === alertId).map(({ type }) => type),
          name,
        ).toEqual([name]);
    }
    expect((await day.staff.rest.call('alerts_recent', { limit: 1000 })).alerts.map(({ seq }) => seq)).toEqual(
      alerts.map(({ seq }) => seq).reverse(),
    );
    for (const { title, message, source, threat_level, severity } of alerts) {
      expect(`${title} ${message}`).not.toMatch(/Firstname|Lastname/);
      expect(source).toBe('student-client');
      expect(threat_level).toBe(severity);
    }
  });

  it('EV3 suspends by itself, tells why in plain words, and a person undoes it', async () => {
    const { day, culprit, own, console } = await watched();
    for (const type of [...HARD, 'paste', 'copy']) await misbehave(own, culprit, type);
    const state = await own.waitFor<AttemptStateEvent>('attempt-state', (event) => event.state === 'suspended');
    expect(state).toMatchObject({ monitoring: 'increased', reason: expect.stringMatching(/[a-z]/) });
    expect(JSON.stringify(own.of('session_suspended'))).not.toMatch(/points|risk/i);
    await console.waitFor<AttemptStateEvent>('attempt-state', (event) => event.state === 'suspended');
    const { attempt } = await day.staff.rest.call('proctor_action', {
      id: newId(),
      attemptId: culprit.attemptId,
      action: 'resume',
    });
    expect(attempt.state).toBe('in_progress');
    const { timeline } = await day.staff.rest.call('attempt_detail', { attemptId: culprit.attemptId });
    const responses = timeline.flatMap((entry) => (entry.kind === 'response' ? [[entry.action, entry.automatic]] : []));
    expect(responses).toEqual([
      ['warn', true],
      ['increase_monitoring', true],
      ['suspend', true],
      ['resume', false],
    ]);
  });

  it('EV3 survives a restart: score, level and alert numbers go on', async () => {
    const { clock, room, day, culprit, own, score } = await watched();
    for (const type of HARD.slice(0, 3)) await misbehave(own, culprit, type);
    const before = await score();
    await room.stop();
    const again = await startTestRoom({
      clock,
      dataDir: room.dataDir,
      config: { eventRate: { perSecond: 1_000, burst: 1_000 } },
    });
    const rest = again.rest(day.staff.token);
    expect((await rest.call('attempt_detail', { attemptId: culprit.attemptId })).riskScore).toBe(before);
    const [console, socket] = [await again.socket(day.staff.token), await again.socket(culprit.token)];
    await socket.command('security_event', culprit.event('print_attempt'));
    const next = await console.waitFor<Alert>('security-alert');
    const { alerts } = await rest.call('alerts_recent', { limit: 1000 });
    expect(alerts.map(({ seq }) => seq)).toEqual(alerts.map((_, index) => alerts.length - index));
    expect(next.seq).toBe(alerts.find(({ title }) => title === next.title)?.seq);
    // A level that was reached already is not reached again.
    expect(alerts.filter(({ type }) => type === 'high_risk_session')).toHaveLength(1);
  });
});

describe('EV2 the risk score', () => {
  it('EV2 security-24 soft signals alone never exceed 60, whatever their number', async () => {
    const { culprit, own, console, score } = await watched();
    for (let round = 0; round < 6; round++) for (const type of SOFT) await misbehave(own, culprit, type);
    expect(await score()).toBe(STANDARD_POLICY.softCap);
    await settle(console);
    expect(names(console)).not.toContain('critical_threat');
    expect(names(console)).not.toContain('auto_suspend_triggered');
  });

  it.each([[HARD.slice(0, 3)], [HARD.slice(3, 6)], [['devtools_open', 'forbidden_process', 'screen_capture_attempt']]])(
    'EV2 three different hard types, repeated, reach 90: %s',
    async (types) => {
      const { culprit, own, score } = await watched();
      for (let round = 0; round < 6; round++) for (const type of types) await misbehave(own, culprit, type);
      expect(await score()).toBeGreaterThanOrEqual(90);
      expect(await score()).toBeLessThanOrEqual(100);
    },
  );

  it('EV2 no single early event looks critical, and what is no violation weighs nothing', async () => {
    const { day } = await watched();
    for (const type of ['focus_gained', 'client_started', 'client_exited']) {
      await misbehave(await at(day.candidates, 1).socket(), at(day.candidates, 1), type);
    }
    const quiet = await day.staff.rest.call('attempt_detail', { attemptId: at(day.candidates, 1).attemptId });
    expect([quiet.riskScore, quiet.openAlerts]).toEqual([0, 0]);
    const loud = await watched();
    await misbehave(loud.own, loud.culprit, 'client_tampered');
    expect(await loud.score()).toBeLessThan(STANDARD_POLICY.thresholds.highRisk);
  });

  it('EV2 halves in its half-life, and the reasons add up to the score at any time', async () => {
    const { clock, culprit, own, day, score } = await watched();
    for (const type of ['paste', 'copy', 'paste', 'devtools_open', ...SOFT]) await misbehave(own, culprit, type);
    const fresh = await score();
    for (const minutes of [0, 3, 10, 60]) {
      clock.advance(minutes * 60_000);
      const { risk, riskScore } = await day.staff.rest.call('attempt_detail', { attemptId: culprit.attemptId });
      expect(risk.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(riskScore, 5);
    }
    expect(await score()).toBeLessThan(fresh / 8);
  });
});

describe('AL1 grouping', () => {
  it('AL1 repeats within the window raise one alert’s count; after it a new one begins', async () => {
    const { clock, culprit, own, console } = await watched();
    await misbehave(own, culprit, 'copy');
    const first = await console.waitFor<Alert>('security-alert');
    clock.advance(30_000);
    await misbehave(own, culprit, 'copy');
    clock.advance(59_000);
    await misbehave(own, culprit, 'copy');
    const updated = await console.waitFor<Alert>('alert-updated', ({ count }) => count === 3);
    expect(Alert.parse(updated)).toMatchObject({ id: first.id, seq: first.seq, firstAt: first.firstAt, status: 'new' });
    expect(updated.rev).toBeGreaterThan(first.rev);
    expect(Date.parse(updated.lastAt) - Date.parse(first.lastAt)).toBe(89_000);
    expect(console.of('suspicious_activity')).toHaveLength(1);

    clock.advance(61_000);
    await misbehave(own, culprit, 'copy');
    const second = await console.waitFor<Alert>('security-alert', ({ seq }) => seq !== first.seq);
    expect(second).toMatchObject({ seq: first.seq + 1, count: 1, type: 'suspicious_activity' });
  });

  it('AL1 repeats of a resolved alert are a new one; candidates are never grouped together', async () => {
    const { day, culprit, neighbour, own, other, console } = await watched();
    await misbehave(own, culprit, 'copy');
    const first = await console.waitFor<Alert>('security-alert');
    await day.staff.rest.call('alert_action', { alertId: first.id, action: 'resolve', id: newId() });
    await misbehave(own, culprit, 'copy');
    await misbehave(other, neighbour, 'copy');
    await console.waitFor<Alert>('security-alert', ({ seq }) => seq === 3);
    expect(console.of<Alert>('security-alert').map(({ userId }) => userId)).toEqual([
      culprit.userId,
      culprit.userId,
      neighbour.userId,
    ]);
  });

  it('AL1 a storm of repeats is told at most 10 times a second, and its last state always', async () => {
    const { culprit, own, console } = await watched();
    const storm = Array.from({ length: 150 }, () => culprit.event('copy'));
    const startedAt = Date.now();
    await Promise.all(storm.map((event) => own.command('security_event', event)));
    await console.waitFor<Alert>('alert-updated', ({ count }) => count === 150);
    const seconds = Math.ceil((Date.now() - startedAt) / 1_000);
    const ofStorm = console.of<Alert>('alert-updated').filter(({ title }) => title === 'Text was copied');
    expect(ofStorm.length).toBeLessThanOrEqual(10 * seconds + 1);
  });
});
