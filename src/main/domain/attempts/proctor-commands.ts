import { isLive } from '../../../shared/model/attempt.ts';
import { ROOM_REASONS } from '../../../shared/model/event-words.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ProctorActionName } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { userRoom } from '../../../shared/protocol/events.ts';
import { signedIn } from '../access/actor.ts';
import type { DecidingAction } from '../course/course-store.ts';
import type { SomeHandlers } from '../handler.ts';
import { notify } from '../notifications/notify.ts';
import type { Attempt } from '../records.ts';
import { recordResponse } from '../responses/record-response.ts';
import { forCandidate, type Notice } from '../responses/security-notices.ts';
import { resumed, suspended } from '../responses/suspend.ts';
import { warnCandidate } from '../responses/warn-candidate.ts';
import { watchedByStaff } from '../responses/watched-by-staff.ts';
import { explainScore } from '../risk/risk-score.ts';
import { noteCredit } from '../sittings/credit-time.ts';
import type { Work } from '../work.ts';
import { toAttemptDetail } from './attempt-detail.ts';
import { type AttemptInExam, emitAttemptState, toAttemptSummary, wireState } from './attempt-views.ts';
import { backFromBreak } from './breaks.ts';
import { findAttempt, findExam } from './find-attempt.ts';
import { finishAttempt } from './finish-attempt.ts';

interface ActionInput {
  readonly reason?: string | undefined;
  readonly minutes?: number | undefined;
  readonly message?: string | undefined;
}

const conflict = (whole: AttemptInExam, message: string): RoomError => {
  const state = wireState(whole.attempt, whole.sitting);
  return new RoomError('state_conflict', message, {
    data: { state, monitoring: whole.attempt.monitoring, identity: whole.attempt.identity },
  });
};

function tell(
  work: Work,
  whole: AttemptInExam,
  notice: Omit<Notice, 'riskScore'> & { type: 'monitoring_increased' | 'session_suspended' },
): void {
  const payload = forCandidate(work, whole, { ...notice, riskScore: 0 });
  work.emit({ name: notice.type, payload, rooms: [userRoom(whole.attempt.userId)] });
}

type Action = (work: Work, whole: AttemptInExam, input: ActionInput) => Attempt;

/** Each returns the attempt as it is afterwards; a thing already so is a conflict, because somebody else was faster. */
const ACTIONS: Readonly<Record<ProctorActionName, Action>> = {
  warn: (work, whole, { reason, message }) => {
    warnCandidate(work, whole, {
      riskScore: 0,
      severity: 'medium',
      title: 'A warning from the invigilator',
      message: message?.trim() || reason?.trim() || 'Please keep to the rules of the exam.',
      reasons: reason ? [reason] : [],
    });
    return whole.attempt;
  },
  increase_monitoring: (work, whole, { reason }) => {
    if (whole.attempt.monitoring === 'maximum') throw conflict(whole, 'The attempt is already watched as closely as possible.');
    tell(work, whole, {
      type: 'monitoring_increased',
      severity: 'medium',
      title: 'Closer supervision',
      message: 'This exam is now being watched more closely.',
      reasons: reason ? [reason] : [],
    });
    return watchedByStaff(whole.attempt, whole.attempt.monitoring === 'normal' ? 'increased' : 'maximum');
  },
  restore_monitoring: (_work, whole) => {
    if (whole.attempt.monitoring === 'normal') throw conflict(whole, 'The attempt is already watched normally.');
    return watchedByStaff(whole.attempt, 'normal');
  },
  suspend: (work, whole, { reason }) => {
    if (whole.attempt.state === 'suspended') throw conflict(whole, 'The attempt is already suspended.');
    const why = reason ?? ROOM_REASONS.suspended_by_staff;
    tell(work, whole, {
      type: 'session_suspended',
      severity: 'critical',
      title: 'Your exam is suspended',
      message: 'An invigilator will come to you. Your answers are safe.',
      reasons: [why],
    });
    return suspended({ ...whole, attempt: backFromBreak(work, whole) }, work.now, why);
  },
  resume: (work, whole) => {
    if (whole.attempt.state !== 'suspended') throw conflict(whole, 'The attempt is not suspended.');
    return resumed(work, whole);
  },
  terminate: (work, whole, { reason }) => finishAttempt(work, whole, 'ended', reason ?? ROOM_REASONS.ended_by_staff),
  extend_time: (work, whole, { minutes, reason }) => {
    if (minutes === undefined || minutes === 0)
      throw new RoomError('invalid_input', 'Say how many minutes.', { field: 'minutes' });
    // The store keeps whole milliseconds, and 4.1 minutes are none.
    const creditMs = Math.round(minutes * 60_000);
    noteCredit(work, whole.sitting, whole.attempt, { kind: 'extension', creditMs, reason });
    return { ...whole.attempt, extraMs: whole.attempt.extraMs + creditMs };
  },
  confirm_identity: (_work, whole) => {
    if (whole.attempt.identity === 'confirmed') throw conflict(whole, 'The identity is already confirmed.');
    return { ...whole.attempt, identity: 'confirmed' };
  },
  message: (work, whole, { message }) => {
    if (!message?.trim()) throw new RoomError('invalid_input', 'The message is empty.', { field: 'message' });
    const id = work.ids.next<string>();
    const title = 'Message from the invigilator';
    const data = { examId: whole.exam.id };
    notify(work, [whole.attempt.userId], { id, type: 'exam_message', title, message, severity: 'info', data });
    work.emit({
      name: 'exam-message',
      payload: {
        id,
        examId: whole.exam.id,
        title,
        message,
        severity: 'low',
        from: 'proctor',
        timestamp: toIso(work.now),
      },
      rooms: [userRoom(whole.attempt.userId)],
    });
    return whole.attempt;
  },
};

const DECIDING: readonly string[] = ['suspend', 'resume', 'increase_monitoring', 'restore_monitoring'] satisfies DecidingAction[];
/** Ending an attempt is told by the end itself. */
const isDeciding = (action: ProctorActionName): action is DecidingAction => DECIDING.includes(action);

/** Working on one candidate's attempt, by people (EV3, decision 9). */
export const proctorCommands: SomeHandlers<'proctor_action' | 'attempts_list' | 'attempt_detail'> = {
  proctor_action: {
    execute: (work, { id, attemptId, action, ...input }) => {
      const actor = signedIn(work.actor);
      const whole = findAttempt(work.store, attemptId);
      if (work.store.accepted.isRepeat(actor.userId, id, `proctor_action ${action} ${attemptId}`, work.now))
        return { ok: true, id, duplicate: true, attempt: toAttemptSummary(work, whole) };
      if (!isLive(wireState(whole.attempt, whole.sitting)) && action !== 'confirm_identity' && action !== 'message') {
        throw conflict(whole, `The attempt is ${whole.attempt.state} already.`);
      }
      const attempt = ACTIONS[action](work, whole, input);
      if (isDeciding(action)) work.store.course.note(work.now, { kind: 'action', attemptId, action });
      work.store.attempts.update(attempt);
      const riskScore = explainScore(attempt.risk, work.now, whole.exam.policy).score;
      recordResponse(work, attempt, { action, by: actor.userId, reason: input.reason ?? input.message, riskScore });
      const after = { ...whole, attempt };
      emitAttemptState(work, after);
      return { ok: true, id, attempt: toAttemptSummary(work, after) };
    },
  },
  attempts_list: {
    execute: (work, { examId }) => {
      const exams = examId
        ? [findExam(work.store, examId).exam.id]
        : work.store.sittings.joinable().map((sitting) => sitting.examId);
      const sittings = exams.flatMap((id) => work.store.sittings.current(id) ?? []);
      return {
        attempts: sittings
          .flatMap((sitting) => work.store.attempts.ofSitting(sitting.id))
          .map((attempt) => toAttemptSummary(work, findAttempt(work.store, attempt.id))),
      };
    },
  },
  attempt_detail: { execute: (work, { attemptId }) => toAttemptDetail(work, findAttempt(work.store, attemptId)) },
};
