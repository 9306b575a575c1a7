import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import type { RuleSource } from '../../../shared/model/rule.ts';
import type { PlacedEntry } from '../course/course-store.ts';
import { policiesFrom } from '../course/policies.ts';
import { walk } from '../course/walk.ts';
import { severityOf } from '../risk/event-weights.ts';
import type { Store } from '../store.ts';
import { earlierResumes } from './earlier-resumes.ts';
import type { SeenEvent } from './matches.ts';
import { memoryOf } from './rule-memory.ts';

/** What rules were shown of what the room or others saw. */
export const sourceOfEntry = (entry: PlacedEntry): RuleSource =>
  entry.kind === 'finding' ? 'walls' : entry.kind === 'observation' && entry.source.startsWith('service:') ? 'services' : 'room';

interface Place {
  readonly session: SessionId | undefined;
  readonly attempt: AttemptId;
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
}

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

  type Shown = Pick<SeenEvent, 'type' | 'from' | 'violation' | 'examId' | 'details'> & {
    readonly severity?: SeenEvent['severity'] | undefined;
    readonly offline?: boolean | undefined;
  };
  const show = (shown: Shown, { session, attempt, number, at }: Place): void => {
    const policy = policies.at(shown.examId, number);
    if (!policy) return;
    const score = scored.get(number);
    if (score) memory.scores.add(attempt, { ...score, at });
    const whose = { session, attempt, exam: shown.examId };
    memory.show(shown.type, whose, { number, at, attempt }, () => ({
      ...shown,
      severity: shown.severity ?? severityOf(shown.type, policy),
      offline: shown.offline ?? false,
      score: score?.after,
      rise: (windowMs) => memory.scores.rise(attempt, windowMs),
    }));
  };
  const recallEntry = (entry: PlacedEntry): void => {
    switch (entry.kind) {
      case 'observation':
      case 'finding': {
        const attempt = store.attempts.byId(entry.attemptId);
        if (!attempt) return;
        const { type, place: number, at, sessionId: session } = entry;
        const facts = { type, from: sourceOfEntry(entry), violation: true, examId: attempt.examId, details: undefined };
        const judged = entry.kind === 'finding' ? { severity: entry.severity } : { offline: entry.offline };
        return show({ ...facts, ...judged }, { session, attempt: attempt.id, number, at });
      }
      case 'action':
        return entry.action === 'resume' ? memory.forget(entry.attemptId) : undefined;
      case 'rule':
        return memory.forgetRule(entry.ruleId);
      default:
        return undefined;
    }
  };
  for (const step of walk(store, from, last)) {
    if ('entry' in step) {
      recallEntry(step.entry);
      continue;
    }
    const {
      number,
      receivedAt: at,
      sessionId: session,
      attemptId: attempt,
      type,
      examId,
      violation,
      offline,
      details,
    } = step.event;
    show({ type, from: 'client', examId, violation, offline, details }, { session, attempt, number, at });
    // What was before somebody let the attempt go on does not count against it again.
    if (isForgotten(step.event)) memory.forget(attempt);
  }
}
