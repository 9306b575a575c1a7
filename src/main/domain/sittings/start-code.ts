import type { AttemptId, ExamId } from '../../../shared/model/ids.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import { MOST_WRONG_ACCESS_CODES } from '../access/limits.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { findAttempt, findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import type { IdentityServices } from '../identity/services.ts';
import type { Attempt } from '../records.ts';
import type { Store } from '../store.ts';
import { RecordedRefusal, type Work } from '../work.ts';

/** Does this exam ask for a start code that the candidate has not entered yet (EX11)? */
export const lacksStartCode = (store: Store, examId: ExamId, attemptId: AttemptId): boolean =>
  store.entrances.get(examId).startCodeKey !== undefined && store.entrances.entry(attemptId).passedAt === undefined;

/** A new code in the place of the one an exam asks for; undefined where it asks for none. */
export type RenewStartCode = (work: Work, examId: ExamId) => string | undefined;

/** Who sat the last time knows the last code: the next sitting gets one of its own. */
export const createStartCodeRenewal =
  (services: Pick<IdentityServices, 'lookup'>, makeCode: () => string): RenewStartCode =>
  (work, examId) => {
    const entrance = work.store.entrances.get(examId);
    if (entrance.startCodeKey === undefined) return undefined;
    const code = makeCode();
    work.store.entrances.put(examId, { ...entrance, startCodeKey: services.lookup.of('access_code', code) });
    work.audit('exam.start_code', `exam:${examId}`, { isAsked: true });
    return code;
  };

/** Only staff can help now; that somebody mistyped is no accusation. */
function tellLocked(work: Work, attempt: Attempt): void {
  raiseAlert(work, {
    type: 'start_code_locked',
    severity: 'medium',
    source: 'student-client',
    title: 'Too many wrong start codes',
    message: 'A candidate entered a wrong start code ten times. Release the candidate on their page and say the code again.',
    reasons: [`${MOST_WRONG_ACCESS_CODES} wrong start codes`],
    examId: attempt.examId,
    attemptId: attempt.id,
    userId: attempt.userId,
  });
}

/**
 * The code staff give out once everybody's computer is locked down, so that nobody reads the paper from elsewhere (EX11). The
 * store keeps its pseudonym alone; tries are counted as those of access codes are.
 */
export function createStartCodeCommands(
  services: Pick<IdentityServices, 'lookup'>,
  makeCode: () => string,
): SomeHandlers<'start_code_set' | 'start_code_enter' | 'start_code_release'> {
  const keyOf = (code: string): string => services.lookup.of('access_code', code);
  return {
    start_code_set: {
      execute: (work, { examId, code: wish }) => {
        const { sitting } = findExam(work.store, examId);
        // Whoever has the paper open must not find their answers refused.
        if (wish !== null && sitting.state !== 'draft' && sitting.state !== 'open') {
          throw new RoomError('state_conflict', `The exam is ${sitting.state}: a start code can only be set before the start.`, {
            data: { state: sitting.state },
          });
        }
        const { startCodeKey: _, ...entrance } = work.store.entrances.get(examId);
        const code = wish === null ? undefined : (wish ?? makeCode());
        work.store.entrances.put(examId, code === undefined ? entrance : { ...entrance, startCodeKey: keyOf(code) });
        // Whoever heard the old one too early has heard nothing of this.
        for (const { id } of work.store.attempts.ofSitting(sitting.id)) {
          const entry = work.store.entrances.entry(id);
          if (entry.passedAt !== undefined) work.store.entrances.putEntry(id, { ...entry, passedAt: undefined });
        }
        work.audit('exam.start_code', `exam:${examId}`, { isAsked: code !== undefined });
        return code === undefined ? {} : { code };
      },
    },
    start_code_enter: {
      execute: (work, { id, code }) => {
        const { actor, attemptId } = actorAttempt(work.actor);
        const whole = findAttempt(work.store, attemptId);
        const { startCodeKey } = work.store.entrances.get(whole.exam.id);
        const entry = work.store.entrances.entry(attemptId);
        if (work.store.accepted.isRepeat(actor.userId, id, 'start_code_enter', work.now) || entry.passedAt !== undefined)
          return { ok: true, id, duplicate: true };
        if (startCodeKey === undefined) throw new RoomError('state_conflict', 'This exam asks for no start code.');
        if (entry.readyAt === undefined)
          throw new RoomError('state_conflict', 'The check of this computer comes first: wait until it is done.');
        if (entry.wrongStartCodes >= MOST_WRONG_ACCESS_CODES)
          throw new RoomError('start_code_invalid', 'Too many wrong start codes: ask the invigilator.', { field: 'code' });
        if (keyOf(code) !== startCodeKey) {
          const wrongStartCodes = entry.wrongStartCodes + 1;
          work.store.entrances.putEntry(attemptId, { ...entry, wrongStartCodes });
          work.audit('start_code.refused', `attempt:${attemptId}`, { tries: wrongStartCodes });
          if (wrongStartCodes === MOST_WRONG_ACCESS_CODES) tellLocked(work, whole.attempt);
          throw new RecordedRefusal('start_code_invalid', 'This start code is wrong: listen to the invigilator and try again.', {
            field: 'code',
          });
        }
        work.store.entrances.putEntry(attemptId, { ...entry, passedAt: work.now });
        work.audit('start_code.entered', `attempt:${attemptId}`);
        emitAttemptState(work, whole);
        return { ok: true, id };
      },
    },
    start_code_release: {
      execute: (work, { attemptId }) => {
        findAttempt(work.store, attemptId);
        work.store.entrances.putEntry(attemptId, { ...work.store.entrances.entry(attemptId), wrongStartCodes: 0 });
        work.audit('start_code.released', `attempt:${attemptId}`);
        return { ok: true };
      },
    },
  };
}
