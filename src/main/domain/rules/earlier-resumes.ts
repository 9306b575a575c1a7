import type { AttemptId } from '../../../shared/model/ids.ts';
import type { StoredSecurityEvent } from '../records.ts';
import type { Store } from '../store.ts';

/**
 * Was the event received before somebody let its attempt go on, at a time from which no course was kept? In the course a resumption
 * has its own place; what an older version stored is told apart by its time alone.
 */
export function earlierResumes({
  responses,
  course,
}: Pick<Store, 'responses' | 'course'>): (event: StoredSecurityEvent) => boolean {
  const since = course.since() ?? Number.POSITIVE_INFINITY;
  const resumes = new Map<AttemptId, number>();
  return ({ attemptId, receivedAt }) => {
    if (receivedAt >= since) return false;
    const known = resumes.get(attemptId);
    const isEarlier = ({ action, at }: { action: string; at: number }): boolean => action === 'resume' && at < since;
    const at = known ?? responses.ofAttempt(attemptId).findLast(isEarlier)?.at ?? 0;
    resumes.set(attemptId, at);
    return receivedAt <= at;
  };
}
