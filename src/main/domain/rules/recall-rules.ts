import { policiesFrom } from '../course/policies.ts';
import { walk } from '../course/walk.ts';
import { severityOf } from '../risk/event-weights.ts';
import type { Store } from '../store.ts';
import { earlierResumes } from './earlier-resumes.ts';
import { type Recorded, toRecorded } from './recorded.ts';
import { memoryOf } from './rule-memory.ts';

/**
 * Shows the rules what their windows held up to the event `last` again, without a consequence: what a rule remembers is then what
 * it was when that event had been counted, and counting goes on from there exactly (ADR 5). To be asked once, when a room opens.
 */
export function recallRules(store: Store, last: number, now: number): void {
  const enabled = store.rules.enabled();
  if (enabled.length === 0) return;
  const memory = memoryOf(store);
  const next = store.events.after(last)[0];
  const longestMs = Math.max(...enabled.map(({ rule }) => rule.when.windowSeconds)) * 1000;
  const from = (next?.receivedAt ?? now) - longestMs;
  const policies = policiesFrom(store, from);
  const isForgotten = earlierResumes(store);
  const scored = new Map(
    store.course.from(from, ['scored']).flatMap((entry) => (entry.kind === 'scored' ? [[entry.number, entry] as const] : [])),
  );

  const show = ({ number, at, attempt, session, exam, seen }: Recorded): void => {
    const policy = policies.at(exam, number);
    if (!policy) return;
    const score = scored.get(number);
    if (score) memory.scores.add(attempt, { ...score, at });
    memory.show(seen.type, { session, attempt, exam }, { number, at, attempt }, () => ({
      ...seen,
      examId: exam,
      severity: seen.severity ?? severityOf(seen.type, policy),
      offline: seen.offline ?? false,
      score: score?.after,
      rise: (windowMs) => memory.scores.rise(attempt, windowMs),
    }));
  };
  for (const step of walk(store, from, last)) {
    const recorded = toRecorded(store, step);
    if (recorded) show(recorded);
    // What was before somebody let the attempt go on does not count against it again.
    if ('event' in step) {
      if (isForgotten(step.event)) memory.forget(step.event.attemptId);
    } else if (step.entry.kind === 'action') {
      if (step.entry.action === 'resume') memory.forget(step.entry.attemptId);
    } else if (step.entry.kind === 'rule') memory.forgetRule(step.entry.ruleId);
  }
}
