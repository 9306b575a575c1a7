import type { AttemptId, ExamId } from '../../../shared/model/ids.ts';
import type { RuleInput } from '../../../shared/model/rule.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { personName } from '../identity/person-name.ts';
import type { StoredSecurityEvent } from '../records.ts';
import { severityOf } from '../risk/event-weights.ts';
import { eachRecorded } from '../risk/recorded-events.ts';
import type { Store } from '../store.ts';
import { matches } from './matches.ts';
import { keyOf, Tally, type Whose } from './tally.ts';

const MOST_FIRST = 50;
const MOST_ATTEMPTS = 100;

function whoIs(store: Store, attemptId: AttemptId): { candidateNumber: string; name: string; examTitle: string } {
  const attempt = store.attempts.byId(attemptId);
  const user = attempt && store.users.byId(attempt.userId);
  return {
    candidateNumber: (user && store.persons.get(user.personId)?.loginName) ?? '',
    name: attempt ? personName(store, attempt.userId) : '',
    examTitle: (attempt && store.exams.byId(attempt.examId)?.title) ?? '',
  };
}

/**
 * What a rule would have done with the stored events of a time: how often it would have fired, first when and about whom. Reads
 * only; `pause` lets the room go on between two slices.
 */
export async function testRule(
  store: Store,
  { when }: RuleInput,
  span: { from: number; until: number; examId?: ExamId | undefined },
  pause: () => Promise<unknown>,
): Promise<CommandOutput<'rule_test'>> {
  const tally = new Tally(when);
  /** By key: when the alert that is open would have been raised or counted up last. */
  const open = new Map<string, number>();
  const fired = new Map<AttemptId, number>();
  const first: StoredSecurityEvent[] = [];
  let [events, times, alerts] = [0, 0, 0];

  const show = (event: StoredSecurityEvent): void => {
    if (span.examId !== undefined && event.examId !== span.examId) return;
    events += 1;
    const exam = store.exams.byId(event.examId);
    if (!exam) return;
    const severity = severityOf(event.type, exam.policy);
    const seen = { ...event, severity, offline: event.offline ?? false, details: event.details };
    if (!matches(seen, when)) return;
    const whose: Whose = { session: event.sessionId, attempt: event.attemptId, exam: event.examId };
    if (!tally.add(whose, { number: event.number, at: event.receivedAt, attempt: event.attemptId })) return;
    times += 1;
    const key = keyOf(when, whose);
    const last = open.get(key);
    if (last === undefined || event.receivedAt - last > when.windowSeconds * 1000) alerts += 1;
    open.set(key, event.receivedAt);
    fired.set(event.attemptId, (fired.get(event.attemptId) ?? 0) + 1);
    if (first.length < MOST_FIRST) first.push(event);
  };
  await eachRecorded(store.events, span, show, pause);

  const worst = [...fired].sort(([, a], [, b]) => b - a).slice(0, MOST_ATTEMPTS);
  return {
    events,
    fired: times,
    alerts,
    first: first.map(({ receivedAt, type, examId, attemptId }) => {
      const { examTitle: _, ...who } = whoIs(store, attemptId);
      return { at: toIso(receivedAt), eventType: type, examId, attemptId, ...who };
    }),
    attempts: worst.map(([attemptId, count]) => ({ attemptId, ...whoIs(store, attemptId), fired: count })),
  };
}
