import type { ExamId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { examRoom } from '../../../shared/protocol/events.ts';
import { signedIn } from '../access/actor.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { toSessionUser } from '../identity/user-view.ts';
import { asNotificationSeverity, notify } from '../notifications/notify.ts';
import type { Work } from '../work.ts';

// The gateway moves the connection after the answer; here is only whether the exam exists.
function assertExam({ store }: Work, { examId }: { examId: ExamId }): { ok: true } {
  findExam(store, examId);
  return { ok: true };
}

/** Announcements to everybody in an exam (CM1), and the transport's own room changes. */
export const broadcastCommands: SomeHandlers<'exam_broadcast' | 'join_exam' | 'leave_exam'> = {
  exam_broadcast: {
    execute: (work, { id, examId, title, message, severity }) => {
      const actor = signedIn(work.actor);
      const { exam } = findExam(work.store, examId);
      if (work.store.accepted.isRepeat(actor.userId, id, 'exam_broadcast', work.now)) return { ok: true, id, duplicate: true };
      const user = work.store.users.byId(actor.userId);
      work.emit({
        name: 'exam-message',
        payload: {
          id,
          examId,
          title,
          message,
          severity,
          from: user ? toSessionUser(work.store, user).role : 'proctor',
          timestamp: toIso(work.now),
        },
        rooms: [examRoom(exam.id)],
      });
      const roster = work.store.roster.userIds(exam.id);
      const kept = { id, type: 'exam_message', title, message, severity: asNotificationSeverity(severity), data: { examId } };
      notify(work, roster, kept);
      work.audit('exam.broadcast', `exam:${examId}`, { severity });
      return { ok: true, id };
    },
  },
  join_exam: { execute: assertExam },
  leave_exam: { execute: assertExam },
};
