import type { SittingPlan } from '../../../shared/model/sitting-plan.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import type { StoredPlan } from './sitting-store.ts';
import { tellSitting } from './steps.ts';

const MINUTE = 60_000;

/** Minutes east of UTC of a time with offset (`Z` is 0). */
function offsetOf(wall: string): number {
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)$/.exec(wall) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The moment as it was written, offset and all. */
export function toWallTime(at: number, utcOffsetMinutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(utcOffsetMinutes);
  const offset = `${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${new Date(at + utcOffsetMinutes * MINUTE).toISOString().slice(0, 19)}${offset}`;
}

/** When the sitting is to open and start, as staff wrote it. */
function toPlan(store: Store, exam: Exam, sitting: Sitting, now: number): SittingPlan {
  const plan = store.plans.get(sitting.id);
  const { lateJoin, startCodeKey } = store.entrances.get(exam.id);
  const wall = (at: number | undefined) => (at === undefined || !plan ? undefined : toWallTime(at, plan.utcOffsetMinutes));
  const [opensAt, startsAt] = [wall(plan?.opensAt), wall(plan?.startsAt)];
  return {
    ...(opensAt === undefined ? {} : { opensAt }),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(plan?.held ? { held: plan.held } : {}),
    lateJoin,
    hasStartCode: startCodeKey !== undefined,
    serverTime: toIso(now),
  };
}

/** What candidates in the waiting room are told of the plan; nothing once it is not going to happen by itself. */
export function plannedStart(store: Store, sitting: Sitting): { startsAt?: string } {
  const plan = sitting.state === 'open' ? store.plans.get(sitting.id) : undefined;
  if (plan?.startsAt === undefined || plan.held) return {};
  return { startsAt: toWallTime(plan.startsAt, plan.utcOffsetMinutes) };
}

/** What is left out stays, null is taken back. */
const chosen = (wish: string | null | undefined, before: number | undefined): number | undefined =>
  wish === undefined ? before : wish === null ? undefined : Date.parse(wish);

function assertPossible(sitting: Sitting, plan: StoredPlan, wish: { opensAt?: unknown; startsAt?: unknown }, now: number): void {
  const { opensAt, startsAt } = plan;
  if (sitting.state !== 'draft' && sitting.state !== 'open') {
    throw new RoomError('state_conflict', `The exam is ${sitting.state}: there is nothing left to plan.`, {
      data: { state: sitting.state },
    });
  }
  for (const [field, at] of [
    ['opensAt', opensAt],
    ['startsAt', startsAt],
  ] as const)
    if (typeof wish[field] === 'string' && at !== undefined && at <= now)
      throw new RoomError('invalid_input', `By the room's clock this time is past (it is ${toIso(now)}): choose a later one.`, {
        field,
      });
  if (opensAt !== undefined && startsAt !== undefined && opensAt > startsAt)
    throw new RoomError('invalid_input', 'The exam cannot start before it opens: choose a later start.', { field: 'startsAt' });
}

/** Planning when a sitting opens and starts by itself, and who may come late (EX4). */
export const planCommands: SomeHandlers<'sitting_plan_get' | 'sitting_plan_set' | 'late_join_set'> = {
  sitting_plan_get: {
    execute: ({ store, now }, { examId }) => {
      const { exam, sitting } = findExam(store, examId);
      return toPlan(store, exam, sitting, now);
    },
  },
  sitting_plan_set: {
    execute: (work, { examId, opensAt, startsAt }) => {
      const { exam, sitting } = findExam(work.store, examId);
      const before = work.store.plans.get(sitting.id);
      const written = startsAt ?? opensAt;
      const plan: StoredPlan = {
        sittingId: sitting.id,
        opensAt: chosen(opensAt, before?.opensAt),
        startsAt: chosen(startsAt, before?.startsAt),
        utcOffsetMinutes: written ? offsetOf(written) : (before?.utcOffsetMinutes ?? 0),
      };
      assertPossible(sitting, plan, { opensAt, startsAt }, work.now);
      work.store.plans.put(plan);
      work.audit('sitting.planned', `sitting:${sitting.id}`, {
        exam: examId,
        opensAt: plan.opensAt === undefined ? null : toIso(plan.opensAt),
        startsAt: plan.startsAt === undefined ? null : toIso(plan.startsAt),
      });
      // Whoever waits asks again what the plan is.
      if (sitting.state === 'open') tellSitting(work, exam, sitting);
      return toPlan(work.store, exam, sitting, work.now);
    },
  },
  late_join_set: {
    execute: (work, { examId, lateJoin }) => {
      const { exam, sitting } = findExam(work.store, examId);
      work.store.entrances.put(examId, { ...work.store.entrances.get(examId), lateJoin });
      work.audit('exam.late_join', `exam:${examId}`, { ...lateJoin });
      return toPlan(work.store, exam, sitting, work.now);
    },
  },
};
