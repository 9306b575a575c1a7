import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertCommands } from '../../src/main/domain/alerts/alert-commands.ts';
import { findAttempt } from '../../src/main/domain/attempts/find-attempt.ts';
import { observe } from '../../src/main/domain/attempts/observe.ts';
import { securityEventCommands } from '../../src/main/domain/attempts/security-event-commands.ts';
import { explainScore } from '../../src/main/domain/risk/risk-score.ts';
import { createRuleCommands } from '../../src/main/domain/rules/rule-commands.ts';
import { at, newId } from '../support/exam-day.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { type MemoryRoom, openInMemory, readStoredRoom, type StoredRoom } from '../support/memory-room.ts';
import { type StartedExam, startExam } from '../support/room-core.ts';
import { suspendWaiting } from '../support/suspend-waiting.ts';
import { tempDirs } from '../support/temp-dir.ts';

const makeDir = tempDirs();
let stored: StoredRoom;
let exam: StartedExam;
beforeAll(async () => {
  const dataDir = join(makeDir(), 'room');
  exam = await startExam(dataDir, createFakeClock(), 4);
  stored = readStoredRoom(dataDir);
});

let clock: FakeClock;
let room: MemoryRoom;
let seqs: number[];
beforeEach(() => {
  clock = createFakeClock(exam.startedAt + 1_000);
  room = openInMemory(stored, clock);
  clock.advance(200_000);
  seqs = [0, 0, 0, 0];
});
afterEach(() => room.close());

const idOf = (who: number) => at(exam.candidates, who).attemptId ?? expect.unreachable();
const wholeOf = (who: number) => findAttempt(room.store(), idOf(who));
const stateOf = (who: number) => wholeOf(who).attempt.state;
const scoreOf = (who: number) => {
  const { attempt, exam: paper } = wholeOf(who);
  return explainScore(attempt.risk, clock.now(), paper.policy).score;
};
function send(who: number, type: string): void {
  const seq = (seqs[who] ?? 0) + 1;
  seqs[who] = seq;
  const event = { id: newId(), type, seq, occurredAt: new Date(clock.now()).toISOString() };
  room.run(at(exam.candidates, who), (work) => securityEventCommands.security_event.execute(work, event, undefined));
}
const see = (who: number, source: string, type: string) =>
  room.run(exam.staff, (work) => observe(work, findAttempt(work.store, idOf(who)), { source, type, data: {} }));
const look = () => room.run(exam.staff, suspendWaiting);
/** Up to just below the threshold: what is soft adds the rest. */
function nearlySuspend(who: number): void {
  for (const type of ['devtools_open', 'forbidden_process', 'remote_session', 'paste', 'context_menu']) send(who, type);
  expect(scoreOf(who)).toBeLessThan(90);
}
const open = () =>
  room
    .store()
    .alerts.list({ limit: 50, status: 'new' })
    .map(({ type, attemptId, source }) => [type, attemptId, source]);

describe('EV6 what the room or a service saw of several', () => {
  it.each([
    ['ether', 'sequence_gap', 30_000],
    ['service:camera', 'visibility_hidden', 5_000],
  ])('EV6 a soft observation of %s suspends nobody before its window is over', (source, type, windowMs) => {
    nearlySuspend(0);
    see(0, source, type);
    expect(scoreOf(0)).toBeGreaterThanOrEqual(90);
    expect(stateOf(0)).toBe('in_progress');
    clock.advance(windowMs - 1);
    look();
    expect(stateOf(0)).toBe('in_progress');
    clock.advance(1);
    look();
    expect(stateOf(0)).toBe('suspended');
  });

  it.each([
    ['ether', 'sequence_gap'],
    ['service:camera', 'visibility_hidden'],
  ])('EV6 what %s sees of several at once is one incident of the room and suspends nobody', (source, type) => {
    nearlySuspend(0);
    const before = scoreOf(0);
    for (const who of [0, 1, 2, 3]) see(who, source, type);
    expect([0, 1, 2, 3].map(scoreOf)).toEqual([before, 0, 0, 0]);
    expect(open().filter(([what]) => what === 'room_incident')).toHaveLength(1);
    expect(open().filter(([what, , from]) => from === source && what !== 'room_incident')).toEqual([]);
    clock.advance(60_000);
    look();
    expect(stateOf(0)).toBe('in_progress');
  });

  it('EV6 the same seen by a client, a service and the room is one incident', () => {
    send(1, 'visibility_hidden');
    see(2, 'service:camera', 'visibility_hidden');
    send(2, 'visibility_hidden');
    see(3, 'service:camera', 'visibility_hidden');
    expect([1, 2, 3].map(scoreOf)).toEqual([0, 0, 0]);
    expect(open().map(([type]) => type)).toEqual(['room_incident']);
  });

  it('EV6 a network that was lost suspends nobody while it may still have been everybody’s', () => {
    nearlySuspend(0);
    send(0, 'network_changed');
    send(0, 'reconnect');
    expect(scoreOf(0)).toBeGreaterThanOrEqual(90);
    clock.advance(20_000);
    look();
    expect(stateOf(0)).toBe('in_progress');
    for (const who of [1, 2, 3]) for (const type of ['network_changed', 'reconnect']) send(who, type);
    clock.advance(60_000);
    look();
    expect(stateOf(0)).toBe('in_progress');
  });

  const commands = createRuleCommands(async () => {});
  /** A rule about so many focus losses within a minute. */
  const addRule = (count: number, action: 'warn' | 'suspend') =>
    room.run(exam.staff, (work) => {
      const when = {
        types: ['focus_lost'],
        match: 'all' as const,
        fields: [],
        count,
        windowSeconds: 60,
        per: 'attempt' as const,
        exams: [],
      };
      const rule = { name: 'away', when, severity: 'high' as const, actions: [{ do: action }] };
      const { id } = commands.rule_add.execute(work, { rule }, undefined).rule;
      commands.rule_switch.execute(work, { ruleId: id, enabled: true }, undefined);
      return id;
    });
  const doneTo = (who: number) =>
    room
      .store()
      .responses.ofAttempt(idOf(who))
      .filter(({ reason }) => reason === 'away')
      .map(({ action }) => action);
  const waitAndLook = (): void => {
    clock.advance(20_000);
    look();
  };

  it.each([
    ['before anybody knew', 0],
    ['when it was known already', 3],
  ])('EV4 EV6 a report that was the room’s doing, %s, counts towards nothing that is done to the candidate', (_, who) => {
    addRule(2, 'suspend');
    for (const one of [0, 1, 2, 3]) send(one, 'focus_lost');
    waitAndLook();
    send(who, 'focus_lost');
    waitAndLook();
    expect(stateOf(who), 'once alone is not twice').toBe('in_progress');
    room.killAndStart();
    send(who, 'focus_lost');
    waitAndLook();
    expect(stateOf(who), 'twice alone is').toBe('suspended');
  });

  it.each([
    ['before anybody knew', 0],
    ['when it was known already', 3],
  ])('EV4 EV6 who was spared because of the room, %s, is warned for what comes after it, once', (_, who) => {
    addRule(1, 'warn');
    for (const one of [0, 1, 2, 3]) send(one, 'focus_lost');
    waitAndLook();
    expect(doneTo(who)).toEqual([]);
    for (const _again of [1, 2]) {
      send(who, 'focus_lost');
      room.killAndStart();
      waitAndLook();
      expect(doneTo(who)).toEqual(['warn']);
    }
  });

  it.each(['dismiss', 'resolve', 'acknowledge'] as const)(
    'EV4 EV6 a person who has said %s meanwhile has decided, or not',
    (action) => {
      addRule(1, 'suspend');
      send(0, 'focus_lost');
      const [alert] = room.store().alerts.list({ limit: 1, type: 'rule_matched' });
      room.run(exam.staff, (work) =>
        alertCommands.alert_action.execute(
          work,
          { id: newId(), alertId: alert?.id ?? expect.unreachable(), action, reason: 'known' },
          undefined,
        ),
      );
      room.killAndStart();
      waitAndLook();
      expect(stateOf(0)).toBe(action === 'acknowledge' ? 'suspended' : 'in_progress');
      send(0, 'focus_lost');
      waitAndLook();
      expect(stateOf(0), 'what comes after it counts anew').toBe('suspended');
    },
  );

  it('EV4 EV6 what a rule holds back outlives a restart, and goes with a rule that is switched off', () => {
    const ruleId = addRule(1, 'suspend');
    send(0, 'focus_lost');
    clock.advance(20_000);
    room.killAndStart();
    expect(stateOf(0)).toBe('in_progress');
    look();
    expect(stateOf(0)).toBe('suspended');

    send(1, 'focus_lost');
    room.run(exam.staff, (work) => commands.rule_switch.execute(work, { ruleId, enabled: false }, undefined));
    clock.advance(20_000);
    look();
    expect(stateOf(1)).toBe('in_progress');
    expect(wholeOf(1).attempt.risk.held).toBeUndefined();
  });

  it('EV6 what comes after an incident waits for a window of its own', () => {
    nearlySuspend(0);
    send(0, 'visibility_hidden');
    clock.advance(1_000);
    for (const who of [1, 2]) send(who, 'visibility_hidden');
    clock.advance(3_000);
    send(0, 'fullscreen_exit');
    expect(scoreOf(0)).toBeGreaterThanOrEqual(90);
    clock.advance(2_000);
    look();
    expect(stateOf(0)).toBe('in_progress');
    clock.advance(3_000);
    look();
    expect(stateOf(0)).toBe('suspended');
  });
});
