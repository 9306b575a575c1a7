import { userRoom } from '../../../shared/protocol/events.ts';
import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { notify } from '../notifications/notify.ts';
import type { Work } from '../work.ts';
import { forCandidate, type Notice } from './security-notices.ts';

/**
 * Warns the candidate (protocol 2): at once, and as a notification of the same id, which is told again on every connect until it has
 * arrived. Whoever was offline, or had lost the network without anybody knowing yet, finds it on return, with its own time.
 */
export function warnCandidate(work: Work, whole: AttemptInExam, notice: Omit<Notice, 'type'>): void {
  const { attempt, exam } = whole;
  const type = 'security_warning';
  const payload = forCandidate(work, whole, { ...notice, type });
  work.emit({ name: type, payload, rooms: [userRoom(attempt.userId)] });
  const { id, title, message, severity, reasons } = payload;
  const data = { event: type, examId: exam.id, attemptId: attempt.id, severity, reasons };
  notify(work, [attempt.userId], { id, type: 'security_alert', title, message, severity: 'warning', data });
}
