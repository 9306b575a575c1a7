import type { AttemptId, ExamId, SessionId } from '../../../shared/model/ids.ts';
import type { RuleSource } from '../../../shared/model/rule.ts';
import type { PlacedEntry } from '../course/course-store.ts';
import type { Step } from '../course/walk.ts';
import type { Store } from '../store.ts';
import type { SeenEvent } from './matches.ts';

const sourceOfEntry = (entry: PlacedEntry): RuleSource =>
  entry.kind === 'finding' ? 'walls' : entry.kind === 'observation' && entry.source.startsWith('service:') ? 'services' : 'room';

/** One thing that was recorded and that a rule may look at. */
export interface Recorded {
  /** Of the stored event, or its place in the course. */
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  readonly attempt: AttemptId;
  readonly session: SessionId | undefined;
  readonly exam: ExamId;
  readonly seen: Pick<SeenEvent, 'type' | 'from' | 'violation' | 'details'> & {
    readonly offline?: boolean | undefined;
    readonly severity?: SeenEvent['severity'] | undefined;
  };
}

/** What rules were shown of a step; undefined where it is nothing for them. */
export function toRecorded(store: Store, step: Step): Recorded | undefined {
  if ('event' in step) {
    const {
      number,
      receivedAt: at,
      attemptId: attempt,
      sessionId: session,
      examId: exam,
      type,
      violation,
      offline,
      details,
    } = step.event;
    return { number, at, attempt, session, exam, seen: { type, from: 'client', violation, offline, details } };
  }
  const { entry } = step;
  if (entry.kind !== 'observation' && entry.kind !== 'finding') return undefined;
  const attempt = store.attempts.byId(entry.attemptId);
  if (!attempt) return undefined;
  const { place: number, at, type, sessionId: session } = entry;
  const judged = entry.kind === 'finding' ? { severity: entry.severity } : { offline: entry.offline };
  const seen = { type, from: sourceOfEntry(entry), violation: true, details: undefined, ...judged };
  return { number, at, attempt: attempt.id, session, exam: attempt.examId, seen };
}
