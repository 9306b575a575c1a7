import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Actor, SignedInActor } from '../../src/main/domain/access/actor.ts';
import { attemptEndsAt } from '../../src/main/domain/attempts/attempt-clock.ts';
import { breakCommands, endOverdueBreaks } from '../../src/main/domain/attempts/break-commands.ts';
import { findAttempt, findExam } from '../../src/main/domain/attempts/find-attempt.ts';
import { createJoinCommands } from '../../src/main/domain/attempts/join-commands.ts';
import { proctorCommands } from '../../src/main/domain/attempts/proctor-commands.ts';
import { createSeatingCommands } from '../../src/main/domain/exams/seating-commands.ts';
import { closeFinished, finishedAttempts } from '../../src/main/domain/sittings/close-finished-attempts.ts';
import { createLifeCycleCommands } from '../../src/main/domain/sittings/life-cycle-commands.ts';
import { creditOutage, noteAlive } from '../../src/main/domain/sittings/outage.ts';
import { planCommands } from '../../src/main/domain/sittings/plan-commands.ts';
import { timeCommands } from '../../src/main/domain/sittings/time-commands.ts';
import type { Work } from '../../src/main/domain/work.ts';
import type { AttemptId, SessionId } from '../../src/shared/model/ids.ts';
import { at, newId } from '../support/exam-day.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { type MemoryRoom, openInMemory, readStoredRoom, type StoredRoom } from '../support/memory-room.ts';
import { openCore, type StartedExam, startExam } from '../support/room-core.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { rosterCsv, rosterLines } from '../support/test-room-files.ts';
import { BREAKS, CANDIDATES, createTimeModel, type TimeRules, type TimeStep, timeSteps } from '../support/time-model.ts';

/** So many are there when the exam starts. */
const EARLY = 2;
const RUNS = Number(process.env.INVIGIL_TEST_RUNS ?? 60);
const makeDir = tempDirs();

// Nothing of these is asked for by the commands below.
const NOTHING = {} as never;
const lifeCycle = createLifeCycleCommands(NOTHING);
const seating = createSeatingCommands(NOTHING, NOTHING, () => 0, NOTHING);
const joining = createJoinCommands(NOTHING, NOTHING, NOTHING);

let stored: StoredRoom;
let exam: StartedExam;
beforeAll(async () => {
  const dataDir = join(makeDir(), 'room');
  const clock = createFakeClock();
  exam = await startExam(dataDir, clock, EARLY);
  const room = await openCore(dataDir, clock);
  const bytes = Buffer.from(rosterCsv(rosterLines(CANDIDATES)));
  await room.router.call('roster_import', { examId: exam.examId, bytes }, exam.staff);
  await room.close();
  stored = readStoredRoom(dataDir);
});

const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error;

/** The same day in the room: the commands people give, and what the room does by itself. */
function createDay(room: MemoryRoom, clock: FakeClock, { lateTime, isSuspensionCredited }: TimeRules) {
  const { examId, staff } = exam;
  const users = room
    .store()
    .roster.ofExam(examId)
    .map(({ userId }) => userId);
  // Those who are there first, then those who come late.
  const ordered = [...exam.candidates.map(({ userId }) => userId), ...users].filter((id, at, all) => all.indexOf(id) === at);
  const act = <T>(actor: Actor, execute: (work: Work) => T): T | undefined => {
    try {
      return room.run(actor, execute);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undefined;
    }
  };
  act(staff, (work) => {
    const { exam: paper, sitting } = findExam(work.store, examId);
    work.store.exams.update({ ...paper, policy: { ...paper.policy, creditSuspension: isSuspensionCredited } });
    for (const userId of users) {
      const entry = work.store.roster.get(examId, userId);
      if (entry) work.store.roster.put({ ...entry, accommodations: { breaks: BREAKS } });
    }
    planCommands.late_join_set.execute(work, { examId, lateJoin: { time: lateTime } }, undefined);
    noteAlive(work);
    return sitting;
  });
  const attemptOf = (who: number) => {
    const { sitting } = findExam(room.store(), examId);
    return room.store().attempts.ofCandidate(sitting.id, at(ordered, who));
  };
  const seatOf = (who: number): SignedInActor => ({
    ...at(exam.candidates, 0),
    userId: at(ordered, who),
    attemptId: attemptOf(who)?.id,
  });
  const look = (): void =>
    room.run({ kind: 'room' }, (work) => {
      endOverdueBreaks(work);
      for (const id of finishedAttempts(work)) closeFinished(work, id);
    });
  const start = (): void => {
    room.killAndStart();
    room.run({ kind: 'room' }, creditOutage);
  };
  const action = (who: number, name: 'suspend' | 'resume'): void => {
    const attemptId = attemptOf(who)?.id;
    if (attemptId)
      act(staff, (work) => proctorCommands.proctor_action.execute(work, { id: newId(), attemptId, action: name }, undefined));
  };
  const give = (minutes: number, attemptIds?: AttemptId[]): void => {
    const input = { id: newId(), examId, minutes, reason: 'why', ...(attemptIds ? { attemptIds } : {}) };
    act(staff, (work) => timeCommands.time_extend.execute(work, input, undefined));
  };
  const comeIn = (who: number): void => {
    if (attemptOf(who)) return;
    act({ kind: 'anyone', ip: '127.0.0.1' }, (work) => {
      const { exam: paper, sitting } = findExam(work.store, examId);
      const user = work.store.users.byId(at(ordered, who));
      const sessionId = newId() as SessionId;
      const tokens = { sessionId, token: '', refresh: { token: '', hash: newId() }, expiresAt: work.now + 1 };
      const input = { examId, candidateNumber: '', consent: true };
      joining.join.execute(work, input, {
        exam: paper,
        sitting,
        resume: { token: '', hash: newId() },
        ...(user ? { user } : {}),
        tokens,
      });
    });
  };

  return {
    live(one: TimeStep): void {
      switch (one.do) {
        case 'wait':
          clock.advance(one.ms);
          return room.run({ kind: 'room' }, noteAlive);
        case 'pause':
          return void act(staff, (work) => lifeCycle.exam_pause.execute(work, { examId }, undefined));
        case 'go_on':
          return void act(staff, (work) => lifeCycle.exam_resume.execute(work, { examId }, undefined));
        case 'restart_at_once':
          return start();
        case 'outage':
          clock.advance(one.ms);
          return start();
        case 'give_all':
          return give(one.minutes);
        case 'give': {
          const attempt = attemptOf(one.who);
          return attempt && give(one.minutes, [attempt.id]);
        }
        case 'join':
          return comeIn(one.who);
        case 'suspend':
        case 'resume':
          return action(one.who, one.do);
        case 'break':
          return void act(seatOf(one.who), (work) => breakCommands.break_start.execute(work, { id: newId() }, undefined));
        case 'back':
          return void act(seatOf(one.who), (work) => breakCommands.break_end.execute(work, { id: newId() }, undefined));
        case 'grant': {
          const accommodations = { breaks: BREAKS, extraPercent: one.percent };
          const input = { examId, userId: at(ordered, one.who), extraMinutes: one.minutes, accommodations };
          return void act(staff, (work) => seating.accommodation_set.execute(work, input, undefined));
        }
      }
    },
    /** As the model says it. */
    left: () => {
      look();
      return ordered.map((_, who) => {
        const attempt = attemptOf(who);
        if (!attempt) return undefined;
        if (attempt.finishedAt !== undefined) return 'over' as const;
        const whole = findAttempt(room.store(), attempt.id);
        const endsAt = attemptEndsAt(whole.exam, whole.sitting, whole.attempt);
        return endsAt === undefined ? ('still' as const) : endsAt - clock.now();
      });
    },
  };
}

function compare(steps: readonly TimeStep[], rules: TimeRules): void {
  const clock = createFakeClock(exam.startedAt);
  const room = openInMemory(stored, clock);
  try {
    const day = createDay(room, clock, rules);
    const model = createTimeModel(rules, EARLY);
    for (const [place, one] of steps.entries()) {
      day.live(one);
      model.live(one);
      expect(day.left(), `after step ${place}: ${one.do}`).toEqual(model.left());
    }
  } finally {
    room.close();
  }
}

it('EX9 everybody gets exactly their time, whatever is done to it in whatever order', () => {
  const rules = fc.record({
    lateTime: fc.constantFrom('full' as const, 'common_end' as const),
    isSuspensionCredited: fc.boolean(),
  });
  // What chance seldom puts together: killed in the moment in which it went on.
  const justWentOn: TimeStep[] = [{ do: 'pause' }, { do: 'wait', ms: 600_000 }, { do: 'go_on' }, { do: 'outage', ms: 60_000 }];
  const examples: [TimeStep[], TimeRules][] = [[justWentOn, { lateTime: 'full', isSuspensionCredited: true }]];
  fc.assert(fc.property(timeSteps, rules, compare), { numRuns: RUNS, examples });
}, 120_000);
