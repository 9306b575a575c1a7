import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEarthState, type EarthState } from '../../../../src/main/domain/walls/earth/earth-state.ts';
import { earthWall } from '../../../../src/main/domain/walls/earth/earth-wall.ts';
import type { Finding } from '../../../../src/main/domain/walls/finding.ts';
import type { LoginSignal, OperationSignal } from '../../../../src/main/domain/walls/signal.ts';

const START = Date.UTC(2026, 10, 20, 9);
const MINUTE = 60_000;

const operation = (at: number, fields: Partial<OperationSignal>): OperationSignal => ({
  kind: 'operation',
  at: START + at,
  name: 'heartbeat',
  role: 'student',
  outcome: 'done',
  ip: '10.0.0.7',
  user: 'ada',
  ...fields,
});
const forbidden = (at: number, name: string, fields: Partial<OperationSignal> = {}) =>
  operation(at, { name, outcome: 'refused', code: 'role_forbidden', ...fields });
const staff = (at: number, name: string, fields: Partial<OperationSignal> = {}) =>
  operation(at, { role: 'proctor', user: 'grace', name, ...fields });
const signIn = (at: number, ip: string, deviceId: string): LoginSignal => ({
  kind: 'login',
  at: START + at,
  door: 'console',
  outcome: 'ok',
  user: 'grace',
  ip,
  deviceId,
});

const look = (signals: readonly (OperationSignal | LoginSignal)[], state: EarthState = createEarthState()): Finding[] =>
  signals.flatMap((signal) => [...earthWall(signal, state)]);
const times = <Made>(count: number, make: (index: number) => Made): Made[] =>
  Array.from({ length: count }, (_, index) => make(index));
const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ type, severity, subject }) => `${type} ${severity} ${subject.user ?? subject.ip}`);

describe('W4 access outside the role', () => {
  it('W4 a candidate who asks for the paper with its keys is told of at once, with what was asked for', () => {
    const [finding, ...others] = look([forbidden(0, 'exam_get', { about: 'exam:1', session: 's-1' })]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      wall: 'earth',
      type: 'data_access_violation',
      severity: 'medium',
      subject: { user: 'ada', session: 's-1' },
    });
    expect(finding?.reasons.join()).toContain('the paper with its answers');
  });

  it('W4 one or two forbidden commands of another kind are a slip, a burst is not', () => {
    expect(look(times(2, (index) => forbidden(index, 'exam_start')))).toEqual([]);
    expect(told(look(times(3, (index) => forbidden(index, 'exam_start'))))).toEqual(['data_access_violation medium ada']);
    const burst = times(30, (index) => forbidden(index * 500, 'exam_start'));
    expect(told(look(burst))).toEqual(['data_access_violation medium ada', 'data_access_violation high ada']);
    expect(look(times(60, (index) => forbidden(index * 31_000, 'exam_start')))).toEqual([]);
  });

  it("W4 a proctor's page that asks for what only administrators may is left in peace; hundreds are a low finding", () => {
    const asks = (count: number) =>
      times(count, (index) => staff(index * 100, 'user_add', { outcome: 'refused', code: 'role_forbidden' }));
    expect(look(asks(15))).toEqual([]);
    expect(told(look(asks(200)))).toEqual(['data_access_violation low grace']);
  });

  it('W4 ids that are tried one after another are found; one that is gone and asked for again and again is not', () => {
    const missing = (index: number, about: string) =>
      operation(index * 1_000, { name: 'notification_read', outcome: 'refused', code: 'not_found', about });
    expect(look(times(50, (index) => missing(index, 'notification:1')))).toEqual([]);
    expect(told(look(times(50, (index) => missing(index, `notification:${index}`))))).toEqual([
      'data_access_violation medium ada',
    ]);
    const byStaff = (count: number) =>
      times(count, (index) =>
        staff(index * 1_000, 'attempt_detail', { outcome: 'refused', code: 'attempt_not_found', about: `attempt:${index}` }),
      );
    expect(look(byStaff(20))).toEqual([]);
    expect(told(look(byStaff(25)))).toEqual(['data_access_violation low grace']);
  });

  it('W4 whoever has not signed in is known by their address', () => {
    const guesses = times(30, (index) =>
      operation(index, {
        role: 'anyone',
        user: undefined,
        name: 'join',
        outcome: 'refused',
        code: 'exam_not_found',
        about: `exam:${index}`,
      }),
    );
    expect(told(look(guesses))).toEqual(['data_access_violation low 10.0.0.7']);
  });
});

describe('W4 taking out, and ending', () => {
  it('W4 the results of very many exams are told of as a question; the same ones again and again are not', () => {
    const results = (count: number, different: number) =>
      times(count, (index) => staff(index * 1_000, 'results_get', { about: `exam:${index % different}`, records: 300 }));
    expect(look(results(500, 15))).toEqual([]);
    expect(told(look(results(16, 16)))).toEqual(['mass_export low grace']);
  });

  it('W4 an audit log that is read to its end is told of from 20,000 entries on', () => {
    const pages = (count: number) => times(count, (index) => staff(index * 100, 'audit_list', { role: 'admin', records: 1_000 }));
    expect(look(pages(20))).toEqual([]);
    expect(told(look(pages(21)))).toEqual(['mass_export low grace']);
  });

  it('W4 many attempts suspended or ended by one account within a minute', () => {
    const suspends = (count: number, everyMs: number, action = 'suspend') =>
      times(count, (index) => staff(index * everyMs, 'proctor_action', { action, about: `attempt:${index}` }));
    expect(look(suspends(10, 1_000))).toEqual([]);
    expect(look(suspends(60, 7_000))).toEqual([]);
    expect(look(suspends(300, 100, 'warn'))).toEqual([]);
    expect(told(look(suspends(11, 1_000)))).toEqual(['unusual_staff_activity medium grace']);
  });

  const habit = times(4, (index) => signIn(-index * 24 * 60 * MINUTE, '10.0.0.5', 'office'));
  const exportAt = (at: number) => staff(at, 'sitting_export', { about: 'exam:1', records: 10_000 });
  it('W4 a sitting that is exported right after a sign-in from a new device and network', () => {
    expect(look([...habit, exportAt(MINUTE)])).toEqual([]);
    expect(told(look([...habit, signIn(0, '203.0.113.9', 'unknown'), exportAt(MINUTE)]))).toEqual([
      'unusual_staff_activity medium grace',
    ]);
    expect(look([...habit, signIn(0, '203.0.113.9', 'unknown'), exportAt(16 * MINUTE)])).toEqual([]);
    expect(look([...habit, signIn(0, '203.0.113.9', 'office'), exportAt(MINUTE)]), 'the own laptop, elsewhere').toEqual([]);
    expect(look([...habit, signIn(0, '10.0.0.99', 'tablet'), exportAt(MINUTE)]), 'a new tablet, in the office').toEqual([]);
    expect(look([signIn(0, '203.0.113.9', 'unknown'), exportAt(MINUTE)]), 'no habit yet').toEqual([]);
  });
});

describe('W4 an ordinary exam day', () => {
  it('W4 raises nothing', () => {
    const proctor = times(8 * 60, (index) => [
      staff(index * MINUTE, 'attempts_list', { about: 'exam:1', records: 300 }),
      staff(index * MINUTE + 1, 'results_get', { about: 'exam:1', records: 300 }),
      staff(index * MINUTE + 2, 'attempt_detail', { about: `attempt:${index % 300}`, records: 40 }),
      ...(index % 40 === 0
        ? [staff(index * MINUTE + 3, 'proctor_action', { action: 'suspend', about: `attempt:${index}` })]
        : []),
      ...(index % 30 === 0
        ? [staff(index * MINUTE + 4, 'alert_action', { outcome: 'refused', code: 'alert_not_found', about: `alert:${index}` })]
        : []),
      ...(index % 20 === 0 ? [staff(index * MINUTE + 5, 'users_list', { outcome: 'refused', code: 'role_forbidden' })] : []),
    ]).flat();
    const candidates = times(300, (candidate) =>
      times(60, (minute) => [
        operation(minute * MINUTE + candidate, { user: `c-${candidate}`, name: 'answer_save', about: `question:${minute % 20}` }),
        operation(minute * MINUTE + candidate, { user: `c-${candidate}`, name: 'security_events', records: 20 }),
        ...(minute % 25 === 0
          ? [operation(minute * MINUTE, { user: `c-${candidate}`, outcome: 'refused', code: 'rate_limited' })]
          : []),
        ...(minute === 7
          ? [
              operation(minute * MINUTE, {
                user: `c-${candidate}`,
                name: 'notification_read',
                outcome: 'refused',
                code: 'not_found',
                about: `notification:${candidate}`,
              }),
            ]
          : []),
      ]).flat(),
    ).flat();
    const atNight = [
      signIn(0, '10.0.0.5', 'office'),
      ...times(10, (exam) => staff(9 * 60 * MINUTE + exam * 20_000, 'results_get', { about: `exam:${exam}`, records: 30 })),
    ];
    expect(look([...proctor, ...candidates, ...atNight].toSorted((one, other) => one.at - other.at))).toEqual([]);
  });
});

describe('W4 whatever comes', () => {
  it('W4 nothing is thrown, no secret is repeated, and what is remembered is bounded', () => {
    const names = fc.constantFrom('exam_get', 'results_get', 'audit_list', 'proctor_action', 'attempt_detail', 'user_disable');
    const codes = fc.constantFrom(undefined, 'role_forbidden', 'not_found', 'attempt_not_found');
    const at = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY));
    const seen = fc.record({
      name: names,
      code: codes,
      at,
      about: fc.constant('attempt:eyJhbGciOiJIUzI1NiJ9.secret'),
      records: fc.double(),
    });
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 100 }), (signals) => {
        const findings = look(
          signals.map((fields) => ({ ...operation(0, { ...fields, role: 'admin', outcome: fields.code ? 'refused' : 'done' }) })),
        );
        expect(JSON.stringify(findings)).not.toContain('secret');
      }),
    );
    const state = createEarthState(1_000);
    for (let index = 0; index < 100_000; index += 1)
      earthWall(
        operation(index, { user: `u-${index % 2_000}`, outcome: 'refused', code: 'not_found', about: `x:${index}` }),
        state,
      );
    for (let index = 0; index < 100_000; index += 1)
      earthWall(
        operation(100_000 + index / 100, { user: 'one', outcome: 'refused', code: 'not_found', about: `x:${index}` }),
        state,
      );
    expect(state.doers.size).toBe(1_000);
    expect(state.doers.peek('one')?.missing.size).toBeLessThanOrEqual(256);
  });
});
