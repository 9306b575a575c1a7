import type { Severity } from '../../../shared/model/severity.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { examOfSitting } from '../attempts/find-attempt.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';
import type { StoredPlan } from './sitting-store.ts';
import { openSitting, startSitting, unconfirmed } from './steps.ts';

/** A step this much after its time is told to staff; less is the room looking every moment. */
const LATE_MS = 15_000;
/**
 * A room that was down longer than this does not start by itself what nobody waits for any more: the candidates may have gone
 * home, and their time would run. Staff decide.
 */
export const MOST_LATE_MS = 30 * 60_000;

interface Told {
  readonly type: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
}

function tell(work: Work, exam: Exam, { type, severity, title, message }: Told, lateMs: number): void {
  raiseAlert(work, {
    ...{ type, severity, title, message },
    source: 'room',
    reasons: [message],
    examId: exam.id,
    data: { lateSeconds: Math.round(lateMs / 1_000) },
  });
}

const inMinutes = (ms: number): string => `${Math.max(1, Math.round(ms / 60_000))} min`;

/** The room does not take this step by itself; staff are told once, and the plan says so until it is changed. */
function hold(work: Work, exam: Exam, plan: StoredPlan, held: 'missed' | 'identity', lateMs: number): void {
  work.store.plans.put({ ...plan, held });
  work.audit('sitting.held', `sitting:${plan.sittingId}`, { exam: exam.id, why: held, lateMs });
  const message =
    held === 'missed'
      ? `The room was not running at the planned time (${inMinutes(lateMs)} ago): start the exam yourself, or plan it anew.`
      : 'Some candidates are not confirmed yet: confirm them, then start the exam yourself.';
  tell(
    work,
    exam,
    { type: 'scheduled_start_held', severity: 'high', title: 'The exam did not start by itself', message },
    lateMs,
  );
}

function tellLate(work: Work, exam: Exam, step: 'opened' | 'started', lateMs: number): void {
  if (lateMs < LATE_MS) return;
  const message = `The room was not running at the planned time: the exam ${step} ${inMinutes(lateMs)} late. Everybody has their whole time.`;
  tell(work, exam, { type: 'scheduled_start_late', severity: 'medium', title: `The exam ${step} late`, message }, lateMs);
}

function keep(work: Work, plan: StoredPlan, exam: Exam, planned: Sitting): void {
  const planAt =
    planned.state === 'draft' && plan.opensAt !== undefined && plan.opensAt <= work.now ? plan.opensAt : plan.startsAt;
  const lateMs = work.now - (planAt ?? work.now);
  const isStartToCome = plan.startsAt !== undefined && plan.startsAt > work.now;
  // Who opens late lets everybody in whom the start waits for.
  if (lateMs > MOST_LATE_MS && !isStartToCome) {
    hold(work, exam, plan, 'missed', lateMs);
    return;
  }
  const isStart = plan.startsAt !== undefined && plan.startsAt <= work.now;
  const sitting = planned.state === 'draft' ? openSitting(work, exam, planned, { planned: true, lateMs }) : planned;
  if (!isStart) {
    tellLate(work, exam, 'opened', lateMs);
    return;
  }
  const startLateMs = work.now - plan.startsAt;
  if (unconfirmed(work, exam, sitting).length > 0) {
    hold(work, exam, plan, 'identity', startLateMs);
    return;
  }
  startSitting(work, exam, sitting, { planned: true, lateMs: startLateMs });
  tellLate(work, exam, 'started', startLateMs);
}

/**
 * Opens and starts what is planned for now, by the room's clock (EX4). Asked regularly; does nothing most times. What the room
 * missed while it was down is done late and said to staff, or, after too long, left to them.
 */
export function keepSchedule(work: Work): void {
  for (const plan of work.store.plans.due(work.now)) {
    const sitting = work.store.sittings.byId(plan.sittingId);
    const exam = sitting && examOfSitting(work.store, sitting);
    if (sitting && exam) keep(work, plan, exam, sitting);
  }
}
