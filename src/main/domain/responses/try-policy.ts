import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ScoredAgain, WhatIfLack, WhatIfLine } from '../../../shared/model/what-if.ts';
import { personName } from '../identity/person-name.ts';
import type { Attempt, Exam, Sitting, StoredSecurityEvent } from '../records.ts';
import { eachRecorded } from '../risk/recorded-events.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Store } from '../store.ts';
import { lacksOf, policyOf } from './recorded-sittings.ts';
import { NOTHING_SUPPOSED, type Supposed, supposeResumed, supposeViolation } from './what-if.ts';

/** So many attempts are read before the room goes on: some milliseconds. */
const SLICE = 50;
const MOST_REPORTED = 10_000;

interface Happened {
  readonly type: string;
  readonly at: number;
}

interface Tried {
  readonly attempt: Attempt;
  /** What others reported, and when staff let the attempt go on: oldest first, not yet played. */
  readonly beside: (Happened & { readonly isResume?: true })[];
  events: number;
  asSet: Supposed;
  tried: Supposed;
}

export interface TryInput {
  readonly exam: Exam;
  readonly sitting: Sitting;
  readonly policy: Policy;
  /** Epoch ms: until when a sitting that goes on is looked at. */
  readonly until: number;
}

const toScoredAgain = ({ risk, highest, level, responses }: Supposed, at: number, policy: Policy): ScoredAgain => ({
  score: explainScore(risk, at, policy).score,
  highest,
  level,
  responses: responses.map((response) => ({ ...response, at: toIso(response.at) })),
});

/** What the room itself noticed of each attempt, save what it took back. */
function noticedByRoom({ course }: Store, sitting: Sitting): Map<AttemptId, Happened[]> {
  const entries = course.from(sitting.openedAt ?? sitting.createdAt, ['observation', 'withdrawn']);
  const nameOf = (attemptId: AttemptId, at: number): string => `${attemptId} ${at}`;
  const withdrawn = new Set(entries.flatMap((one) => (one.kind === 'withdrawn' ? [nameOf(one.attemptId, one.toldAt)] : [])));
  const found = new Map<AttemptId, Happened[]>();
  for (const one of entries) {
    if (one.kind !== 'observation' || one.source.startsWith('service:')) continue;
    if (one.gap && withdrawn.has(nameOf(one.attemptId, one.at))) continue;
    found.set(one.attemptId, [...(found.get(one.attemptId) ?? []), { type: one.type, at: one.at }]);
  }
  return found;
}

function begin(store: Store, attempt: Attempt, noticed: readonly Happened[]): Tried {
  const reported = store.serviceEvents
    .ofAttempt(attempt.id, MOST_REPORTED)
    .filter(({ violation }) => violation)
    .map(({ type, receivedAt }): Happened => ({ type, at: receivedAt }));
  const resumes = store.responses
    .ofAttempt(attempt.id)
    .filter(({ action, automatic }) => action === 'resume' && !automatic)
    .map(({ at }) => ({ type: 'resume', at, isResume: true as const }));
  const beside = [...reported, ...noticed, ...resumes].sort((a, b) => a.at - b.at);
  return { attempt, beside, events: 0, asSet: NOTHING_SUPPOSED, tried: NOTHING_SUPPOSED };
}

/**
 * Scores the recorded events of a sitting again, under the policy it was held under last and under another: what each would have
 * done, attempt by attempt. Reads only; `pause` lets the room go on between two slices.
 */
export async function tryPolicy(
  store: Store,
  { exam, sitting, policy, until }: TryInput,
  pause: () => Promise<unknown>,
): Promise<{ events: number; lacks: WhatIfLack[]; attempts: WhatIfLine[] }> {
  const set = policyOf(store, exam, sitting);
  const end = Math.min(sitting.endedAt ?? until, until);
  const noticed = noticedByRoom(store, sitting);
  const tried = new Map<AttemptId, Tried>();
  for (const [index, attempt] of store.attempts.ofSitting(sitting.id).entries()) {
    if (index % SLICE === SLICE - 1) await pause();
    tried.set(attempt.id, begin(store, attempt, noticed.get(attempt.id) ?? []));
  }
  const play = (one: Tried, event: Happened & { readonly isResume?: true }): void => {
    if (event.isResume) {
      one.asSet = supposeResumed(one.asSet, event.at, set);
      one.tried = supposeResumed(one.tried, event.at, policy);
      return;
    }
    one.events += 1;
    one.asSet = supposeViolation(one.asSet, event, set);
    one.tried = supposeViolation(one.tried, event, policy);
  };
  /** What was in the same millisecond as an event came after it, as far as anybody can tell. */
  const playBeside = (one: Tried, before: number): void => {
    while (one.beside[0] && one.beside[0].at < before) {
      const next = one.beside.shift();
      if (next) play(one, next);
    }
  };

  const from = sitting.openedAt ?? sitting.createdAt;
  const score = (event: StoredSecurityEvent): void => {
    const one = event.violation ? tried.get(event.attemptId) : undefined;
    if (!one) return;
    playBeside(one, event.receivedAt);
    play(one, { type: event.type, at: event.receivedAt });
  };
  await eachRecorded(store.events, { from, until: end }, score, pause);

  const attempts: WhatIfLine[] = [];
  for (const one of tried.values()) {
    playBeside(one, end + 1);
    const user = store.users.byId(one.attempt.userId);
    const done = store.responses.ofAttempt(one.attempt.id).filter(({ automatic }) => automatic);
    attempts.push({
      attemptId: one.attempt.id,
      candidateNumber: (user && store.persons.get(user.personId)?.loginName) ?? '',
      name: personName(store, one.attempt.userId),
      events: one.events,
      done: done.slice(0, 50).map(({ action, at, dryRun }) => ({ action, at: toIso(at), dryRun })),
      asSet: toScoredAgain(one.asSet, end, set),
      tried: toScoredAgain(one.tried, end, policy),
    });
    if (attempts.length % SLICE === 0) await pause();
  }
  attempts.sort((a, b) => b.tried.highest - a.tried.highest || b.asSet.highest - a.asSet.highest);
  const events = attempts.reduce((sum, one) => sum + one.events, 0);
  return { events, lacks: lacksOf(store, sitting), attempts };
}
