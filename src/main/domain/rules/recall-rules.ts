import type { AttemptId } from '../../../shared/model/ids.ts';
import { severityOf } from '../risk/event-weights.ts';
import type { Store } from '../store.ts';
import { memoryOf } from './rule-memory.ts';

/**
 * Shows the rules the stored events of their windows up to `last` again, without a consequence: what a rule remembers is then what
 * it was when that event had been counted, and counting goes on from there exactly (ADR 5). To be asked once, when a room opens.
 */
export function recallRules(store: Store, last: number, now: number): void {
  const enabled = store.rules.enabled();
  if (enabled.length === 0) return;
  const memory = memoryOf(store.rules);
  const next = store.events.after(last)[0];
  const longestMs = Math.max(...enabled.map(({ rule }) => rule.when.windowSeconds)) * 1000;
  const resumes = new Map<AttemptId, number>();
  const resumedAt = (attemptId: AttemptId): number => {
    const known = resumes.get(attemptId);
    if (known !== undefined) return known;
    const at = store.responses.ofAttempt(attemptId).findLast(({ action }) => action === 'resume')?.at ?? 0;
    resumes.set(attemptId, at);
    return at;
  };
  let number = store.events.lastBefore((next?.receivedAt ?? now) - longestMs);
  for (;;) {
    const page = store.events.after(number).filter((event) => event.number <= last);
    for (const event of page) {
      number = event.number;
      const { attemptId, type, examId, violation, details } = event;
      const exam = store.exams.byId(examId);
      if (!exam) continue;
      memory.show(
        type,
        { session: event.sessionId, attempt: attemptId, exam: examId },
        { number, at: event.receivedAt, attempt: attemptId },
        () => ({
          type,
          examId,
          severity: severityOf(type, exam.policy),
          offline: event.offline ?? false,
          violation,
          details,
        }),
      );
      // What was before somebody let the attempt go on does not count against it again.
      if (event.receivedAt <= resumedAt(attemptId)) memory.forget(attemptId);
    }
    if (page.length === 0) return;
  }
}
