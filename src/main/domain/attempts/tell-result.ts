import { templateOf } from '../../../shared/model/notification-templates.ts';
import { notify } from '../notifications/notify.ts';
import type { Attempt, Exam } from '../records.ts';
import type { Work } from '../work.ts';

const TYPE = 'quiz_result';

/** Tells a candidate that their own result can be read, and what it is so far (EX7, NT1). Belongs where a result is released. */
export function tellResult(work: Work, exam: Exam, { id, userId, score, maxScore = 0, pendingPoints = 0 }: Attempt): void {
  const template = templateOf(TYPE);
  if (score === undefined || !template) return;
  notify(work, [userId], {
    type: TYPE,
    title: template.title,
    message: pendingPoints > 0 ? 'The result of your exam can be read now; a part is still to be graded.' : template.message,
    severity: template.severity,
    data: { quizId: exam.id, attemptId: id, score, maxScore, pendingPoints },
  });
}
