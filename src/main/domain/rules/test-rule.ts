import type { AttemptId, ExamId } from '../../../shared/model/ids.ts';
import type { RuleInput } from '../../../shared/model/rule.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { policiesFrom } from '../course/policies.ts';
import { walk } from '../course/walk.ts';
import { personName } from '../identity/person-name.ts';
import { severityOf } from '../risk/event-weights.ts';
import type { Store } from '../store.ts';
import { matches } from './matches.ts';
import { type Recorded, toRecorded } from './recorded.ts';
import { asksForScores } from './scores.ts';
import { SupposedScores } from './supposed-scores.ts';
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

/** So many are looked at before the room goes on: some milliseconds. */
const SLICE = 200;

/**
 * What a rule would have done with what was recorded in a time: how often it would have fired, first when and about whom. Scores are
 * counted again from the reports of that time. Reads only; `pause` lets the room go on between two slices.
 */
export async function testRule(
  store: Store,
  { when }: RuleInput,
  span: { from: number; until: number; examId?: ExamId | undefined },
  pause: () => Promise<unknown>,
): Promise<CommandOutput<'rule_test'>> {
  const tally = new Tally(when);
  const scores = asksForScores(when) ? new SupposedScores() : undefined;
  const policies = policiesFrom(store, span.from);
  /** By key: when the alert that is open would have been raised or counted up last. */
  const open = new Map<string, number>();
  const fired = new Map<AttemptId, number>();
  const first: Recorded[] = [];
  let [events, times, alerts] = [0, 0, 0];

  const show = (one: Recorded): void => {
    const { number, at, attempt, session, exam } = one;
    const policy = policies.at(exam, number);
    if (!policy) return;
    const isLooked = (when.from ?? ['client']).includes(one.seen.from);
    if (isLooked) events += 1;
    const { type, violation, from } = one.seen;
    const score = scores?.add({ attempt, type, number, at, violation, weighs: from !== 'walls' }, policy);
    const severity = one.seen.severity ?? severityOf(type, policy);
    const rise = (windowMs: number) => scores?.rise(attempt, windowMs);
    if (!matches({ ...one.seen, examId: exam, severity, offline: one.seen.offline ?? false, score, rise }, when)) return;
    const whose: Whose = { session, attempt, exam };
    if (!tally.add(whose, { number, at, attempt })) return;
    times += 1;
    const key = keyOf(when, whose);
    const last = open.get(key);
    if (last === undefined || at - last > when.windowSeconds * 1000) alerts += 1;
    open.set(key, at);
    fired.set(attempt, (fired.get(attempt) ?? 0) + 1);
    if (first.length < MOST_FIRST) first.push(one);
  };
  const goOn = (attemptId: AttemptId, at: number, place: number): void => {
    const exam = store.attempts.byId(attemptId)?.examId;
    const policy = exam && policies.at(exam, place);
    if (policy) scores?.resume(attemptId, at, policy);
    tally.forget(attemptId);
  };
  let steps = 0;
  for (const step of walk(store, span.from, undefined, ['observation', 'finding', 'action'])) {
    if (++steps % SLICE === 0) await pause();
    if (('event' in step ? step.event.receivedAt : step.entry.at) > span.until) break;
    const recorded = toRecorded(store, step);
    if (recorded && (span.examId === undefined || recorded.exam === span.examId)) show(recorded);
    else if ('entry' in step && step.entry.kind === 'action' && step.entry.action === 'resume')
      goOn(step.entry.attemptId, step.entry.at, step.entry.place);
  }

  const worst = [...fired].sort(([, a], [, b]) => b - a).slice(0, MOST_ATTEMPTS);
  return {
    events,
    fired: times,
    alerts,
    first: first.map(({ at, seen, exam, attempt }) => {
      const { examTitle: _, ...who } = whoIs(store, attempt);
      return { at: toIso(at), eventType: seen.type, examId: exam, attemptId: attempt, ...who };
    }),
    attempts: worst.map(([attemptId, count]) => ({ attemptId, ...whoIs(store, attemptId), fired: count })),
  };
}
