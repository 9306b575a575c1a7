import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ScoredAgain, WhatIfLine } from '../../../shared/model/what-if.ts';
import { personName } from '../identity/person-name.ts';
import type { Attempt, Exam, Sitting, StoredSecurityEvent } from '../records.ts';
import { eachRecorded } from '../risk/recorded-events.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Store } from '../store.ts';
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

function begin(store: Store, attempt: Attempt): Tried {
  const reported = store.serviceEvents
    .ofAttempt(attempt.id, MOST_REPORTED)
    .filter(({ violation }) => violation)
    .map(({ type, receivedAt }): Happened => ({ type, at: receivedAt }));
  const resumes = store.responses
    .ofAttempt(attempt.id)
    .filter(({ action, automatic }) => action === 'resume' && !automatic)
    .map(({ at }) => ({ type: 'resume', at, isResume: true as const }));
  const beside = [...reported, ...resumes].sort((a, b) => a.at - b.at);
  return { attempt, beside, events: 0, asSet: NOTHING_SUPPOSED, tried: NOTHING_SUPPOSED };
}

/**
 * Scores the recorded events of a sitting again, under its exam's policy as it stands and under another: what each would have
 * done, attempt by attempt. Reads only; `pause` lets the room go on between two slices.
 */
export async function tryPolicy(
  store: Store,
  { exam, sitting, policy, until }: TryInput,
  pause: () => Promise<unknown>,
): Promise<{ events: number; attempts: WhatIfLine[] }> {
  const end = Math.min(sitting.endedAt ?? until, until);
  const tried = new Map<AttemptId, Tried>();
  for (const [index, attempt] of store.attempts.ofSitting(sitting.id).entries()) {
    if (index % SLICE === SLICE - 1) await pause();
    tried.set(attempt.id, begin(store, attempt));
  }
  const play = (one: Tried, event: Happened & { readonly isResume?: true }): void => {
    if (event.isResume) {
      one.asSet = supposeResumed(one.asSet, event.at, exam.policy);
      one.tried = supposeResumed(one.tried, event.at, policy);
      return;
    }
    one.events += 1;
    one.asSet = supposeViolation(one.asSet, event, exam.policy);
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
      asSet: toScoredAgain(one.asSet, end, exam.policy),
      tried: toScoredAgain(one.tried, end, policy),
    });
    if (attempts.length % SLICE === 0) await pause();
  }
  attempts.sort((a, b) => b.tried.highest - a.tried.highest || b.asSet.highest - a.asSet.highest);
  return { events: attempts.reduce((sum, { events }) => sum + events, 0), attempts };
}
