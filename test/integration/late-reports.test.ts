import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tellGaps } from '../../src/main/domain/attempts/follow-chain.ts';
import { proctorCommands } from '../../src/main/domain/attempts/proctor-commands.ts';
import { securityEventCommands } from '../../src/main/domain/attempts/security-event-commands.ts';
import type { StoredAlert } from '../../src/main/domain/records.ts';
import { NO_RISK } from '../../src/main/domain/risk/risk-state.ts';
import type { SecurityEventInput } from '../../src/shared/model/security-event.ts';
import { at, newId } from '../support/exam-day.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { type MemoryRoom, openInMemory, readStoredRoom, type StoredRoom } from '../support/memory-room.ts';
import { type StartedExam, startExam } from '../support/room-core.ts';
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
beforeEach(() => {
  clock = createFakeClock(exam.startedAt + 1_000);
  room = openInMemory(stored, clock);
  clock.advance(200_000);
});
afterEach(() => room.close());

const candidate = () => at(exam.candidates, 0);
const attemptId = () => candidate().attemptId ?? expect.unreachable();
const event = (seq: number, type: string, fields: Partial<SecurityEventInput> = {}): SecurityEventInput => ({
  ...{ id: newId(), type, seq, occurredAt: new Date(clock.now()).toISOString() },
  ...fields,
});
const send = (one: SecurityEventInput) =>
  void room.run(candidate(), (work) => securityEventCommands.security_event.execute(work, one, undefined));
const riskNow = () => room.store().attempts.byId(attemptId())?.risk;
const alerts = (): StoredAlert[] => room.store().alerts.list({ limit: 50 });

describe('W5 a gap over a restart of the room', () => {
  it.each(['killAndStart', 'stopAndStart'] as const)(
    'W5 what was told before %s is taken back when it comes after all',
    (restart) => {
      const missing = [event(2, 'focus_gained'), event(3, 'focus_gained')];
      send(event(1, 'focus_gained'));
      send(event(4, 'focus_gained'));
      clock.advance(20_000);
      room.run(exam.staff, tellGaps);
      expect(Object.keys(riskNow()?.evidence ?? {})).toEqual(['sequence_gap']);
      send(at(missing, 1));
      room[restart]();
      clock.advance(60_000);
      send(at(missing, 0));
      expect(riskNow()).toEqual(NO_RISK);
      expect(alerts()).toMatchObject([{ status: 'resolved', data: { withdrawn: 1 } }]);
      clock.advance(200_000);
      room.run(exam.staff, tellGaps);
      expect(alerts(), 'and is not told again').toHaveLength(1);
    },
  );
});

describe('EV5 reports after the end of an attempt', () => {
  const end = () =>
    room.run(exam.staff, (work) =>
      proctorCommands.proctor_action.execute(work, { id: newId(), attemptId: attemptId(), action: 'terminate' }, undefined),
    );

  it('EV5 made offline before it, they are one low alert that counts up, and nobody is scored', () => {
    const queue = [event(1, 'copy', { offline: true }), event(2, 'devtools_open', { offline: true })];
    clock.advance(60_000);
    end();
    clock.advance(30_000);
    for (const one of queue) send(one);
    expect(alerts()).toMatchObject([
      { type: 'late_reports', severity: 'low', count: 2, attemptId: attemptId(), source: 'ether' },
    ]);
    expect(riskNow()).toEqual(NO_RISK);
  });

  it('EV5 claiming a later time, or made with the connection there, they are kept as testimony and say nothing', () => {
    const before = event(1, 'fullscreen_exit');
    end();
    clock.advance(30_000);
    send(before);
    send(event(2, 'devtools_open', { offline: true }));
    send(event(3, 'forbidden_process', { offline: true, occurredAt: '2099-01-01T00:00:00Z' }));
    send(event(4, 'reconnect', { offline: true, occurredAt: '2026-11-20T08:00:00Z' }));
    expect(alerts()).toEqual([]);
    expect(riskNow()).toEqual(NO_RISK);
    const kept = room.store().events.ofAttempt(attemptId(), 10);
    expect(kept.map(({ seq, violation }) => [seq, violation])).toEqual([1, 2, 3, 4].map((seq) => [seq, false]));
  });
});
