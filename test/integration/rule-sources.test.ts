import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raiseFinding } from '../../src/main/domain/alerts/raise-finding.ts';
import { tellGaps } from '../../src/main/domain/attempts/follow-chain.ts';
import { proctorCommands } from '../../src/main/domain/attempts/proctor-commands.ts';
import { securityEventCommands } from '../../src/main/domain/attempts/security-event-commands.ts';
import { createRuleCommands } from '../../src/main/domain/rules/rule-commands.ts';
import { testRule } from '../../src/main/domain/rules/test-rule.ts';
import type { RuleInput } from '../../src/shared/model/rule.ts';
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
  exam = await startExam(dataDir, createFakeClock(), 1);
  stored = readStoredRoom(dataDir);
});

let clock: FakeClock;
let room: MemoryRoom;
let seq: number;
beforeEach(() => {
  clock = createFakeClock(exam.startedAt + 1_000);
  room = openInMemory(stored, clock);
  clock.advance(200_000);
  seq = 0;
});
afterEach(() => room.close());

const noPause = async (): Promise<void> => {};
const commands = createRuleCommands(noPause);
const candidate = () => at(exam.candidates, 0);
const rule = (when: Partial<RuleInput['when']>, fields: Partial<RuleInput> = {}): RuleInput => ({
  ...{ name: 'tried', severity: 'high', actions: [] },
  when: { types: [], match: 'all', fields: [], count: 1, windowSeconds: 60, per: 'attempt', exams: [], ...when },
  ...fields,
});
function enable(input: RuleInput): void {
  room.run(exam.staff, (work) => {
    const { id: ruleId } = commands.rule_add.execute(work, { rule: input }, undefined).rule;
    commands.rule_switch.execute(work, { ruleId, enabled: true }, undefined);
  });
}
function send(type: string): void {
  seq += 1;
  const event = { id: newId(), type, seq, occurredAt: new Date(clock.now()).toISOString() };
  room.run(candidate(), (work) => securityEventCommands.security_event.execute(work, event, undefined));
}
function missOne(): void {
  seq += 1;
  send('focus_gained');
  clock.advance(20_000);
  room.run(exam.staff, tellGaps);
}
const find = (type: string) =>
  room.run(exam.staff, (work) =>
    raiseFinding(work, {
      ...{ at: clock.now(), wall: 'water', type, severity: 'medium', confidence: 0.5, reasons: ['many'] },
      subject: { session: candidate().sessionId },
    }),
  );
const fired = () => room.store().alerts.list({ type: 'rule_matched', limit: 50 });
const stateNow = () => room.store().attempts.byId(candidate().attemptId ?? expect.unreachable())?.state;
const tryNow = (input: RuleInput) => testRule(room.store(), input, { from: exam.startedAt, until: clock.now() }, noPause);

describe('EV4 what rules look at', () => {
  it('EV4 what the room notices by itself, where the rule asks for it: a missing report fires, and suspends', () => {
    enable(rule({ from: ['room'], types: ['sequence_gap'] }, { actions: [{ do: 'suspend' }] }));
    enable(rule({}, { name: 'of clients only' }));
    send('focus_gained');
    missOne();
    expect(fired()).toMatchObject([{ title: 'tried', attemptId: candidate().attemptId, data: { eventType: 'sequence_gap' } }]);
    expect(stateNow(), 'the room may have lost several').toBe('in_progress');
    clock.advance(30_000);
    room.run(exam.staff, suspendWaiting);
    expect(stateNow()).toBe('suspended');
  });

  it('EV4 what walls say of a candidate, by its severity', () => {
    enable(rule({ from: ['walls'], fields: [{ field: 'severity', is: 'equals', value: 'medium' }], count: 2 }));
    find('too_many_requests');
    expect(fired()).toEqual([]);
    find('too_many_connections');
    expect(fired()).toMatchObject([{ count: 1 }]);
  });

  it('EV4 the risk score, and how far it rose in the time of the rule', () => {
    enable(rule({ fields: [{ field: 'score', is: 'at_least', value: 30 }] }, { name: 'high' }));
    enable(rule({ fields: [{ field: 'rise', is: 'at_least', value: 20 }] }, { name: 'rising' }));
    const names = () => fired().map(({ title }) => title);
    send('paste');
    clock.advance(120_000);
    send('copy');
    expect(names(), '14, and 12 much later').toEqual([]);
    clock.advance(1_000);
    send('cut');
    expect(names().sort()).toEqual(['high', 'rising']);
  });

  it.each(['killAndStart', 'stopAndStart'] as const)('EV4 over %s they know the scores and the findings they knew', (restart) => {
    enable(rule({ fields: [{ field: 'rise', is: 'at_least', value: 20 }] }, { name: 'rising' }));
    enable(rule({ from: ['walls', 'room'], count: 3 }, { name: 'noticed' }));
    send('copy');
    find('too_many_requests');
    find('too_many_requests');
    send('copy');
    room[restart]();
    const scored = room
      .store()
      .course.from(0, ['scored'])
      .flatMap((one) => (one.kind === 'scored' ? [one.number] : []));
    expect(new Set(scored).size, 'what is counted again is not noted again').toBe(scored.length);
    send('paste');
    find('too_many_requests');
    expect(fired().map(({ title, count }) => [title, count])).toEqual([
      ['noticed', 1],
      ['rising', 1],
    ]);
  });

  it('EV4 what was undone was not seen', () => {
    enable(rule({ from: ['walls'], count: 2 }));
    const undone = () =>
      room.run(exam.staff, (work) => {
        raiseFinding(work, {
          ...{ at: clock.now(), wall: 'water', type: 'too_many_requests', severity: 'medium', confidence: 0.5, reasons: [] },
          subject: { session: candidate().sessionId },
        });
        throw new Error('undone');
      });
    expect(undone).toThrow('undone');
    send('copy');
    find('too_many_requests');
    expect(fired()).toEqual([]);
    find('too_many_requests');
    expect(fired()).toHaveLength(1);
  });

  it('EV4 a trial on history sees the same, and forgets who was let go on', async () => {
    send('copy');
    send('paste');
    missOne();
    find('too_many_requests');
    expect(await tryNow(rule({ from: ['room', 'walls'] }))).toMatchObject({ events: 2, fired: 2, first: [{}, {}] });
    expect(await tryNow(rule({ fields: [{ field: 'score', is: 'at_least', value: 25 }] }))).toMatchObject({
      events: 3,
      fired: 1,
    });
    expect(await tryNow(rule({ fields: [{ field: 'rise', is: 'at_least', value: 26 }] }))).toMatchObject({ fired: 1 });
    expect(await tryNow(rule({ types: ['copy', 'paste'], count: 3 }))).toMatchObject({ fired: 0 });
    for (const action of ['suspend', 'resume'] as const)
      room.run(exam.staff, (work) => {
        const input = { id: newId(), attemptId: candidate().attemptId ?? expect.unreachable(), action };
        return proctorCommands.proctor_action.execute(work, input, undefined);
      });
    send('copy');
    expect(await tryNow(rule({ types: ['copy', 'paste'], count: 3 })), 'two before, one after').toMatchObject({ fired: 0 });
  });
});
