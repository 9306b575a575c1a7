import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ScoredAgain, WhatIfLack, WhatIfLine } from '../../../shared/model/what-if.ts';
import { personName } from '../identity/person-name.ts';
import type { Attempt, Exam, Sitting, StoredSecurityEvent } from '../records.ts';
import { eachRecorded } from '../risk/recorded-events.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Store } from '../store.ts';
import { happenedAt } from '../walls/ether/burst.ts';
import { lacksOf, policyOf } from './recorded-sittings.ts';
import { type HappenedInRoom, SupposedRoom } from './suppose-room.ts';
import type { Supposed } from './what-if.ts';

/** So many attempts are read before the room goes on: some milliseconds. */
const SLICE = 50;
const MOST_REPORTED = 10_000;

/** What others reported of an attempt, or that staff let it go on. */
interface Beside {
  readonly attempt: AttemptId;
  readonly type: string;
  readonly at: number;
  readonly isResume?: true;
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

/** What the room itself noticed, save what it took back. */
function noticedByRoom({ course }: Store, sitting: Sitting): Beside[] {
  const entries = course.from(sitting.openedAt ?? sitting.createdAt, ['observation', 'withdrawn']);
  const nameOf = (attemptId: AttemptId, at: number): string => `${attemptId} ${at}`;
  const withdrawn = new Set(entries.flatMap((one) => (one.kind === 'withdrawn' ? [nameOf(one.attemptId, one.toldAt)] : [])));
  return entries.flatMap((one): Beside[] => {
    if (one.kind !== 'observation' || one.source.startsWith('service:')) return [];
    const isTakenBack = one.gap !== undefined && withdrawn.has(nameOf(one.attemptId, one.at));
    return isTakenBack ? [] : [{ attempt: one.attemptId, type: one.type, at: one.at }];
  });
}

function besideOf(store: Store, attempt: Attempt): Beside[] {
  const reported = store.serviceEvents
    .ofAttempt(attempt.id, MOST_REPORTED)
    .filter(({ violation }) => violation)
    .map(({ type, receivedAt }): Beside => ({ attempt: attempt.id, type, at: receivedAt }));
  const resumes = store.responses
    .ofAttempt(attempt.id)
    .filter(({ action, automatic }) => action === 'resume' && !automatic)
    .map(({ at }): Beside => ({ attempt: attempt.id, type: 'resume', at, isResume: true }));
  return [...reported, ...resumes];
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
  const joinedBefore = (at: number): number => store.attempts.joinedBefore(sitting.id, at);
  const rooms = { asSet: new SupposedRoom(set, joinedBefore), tried: new SupposedRoom(policy, joinedBefore) };
  const all = store.attempts.ofSitting(sitting.id);
  const counts = new Map(all.map(({ id }) => [id, 0]));
  const beside = noticedByRoom(store, sitting);
  for (const [index, attempt] of all.entries()) {
    if (index % SLICE === SLICE - 1) await pause();
    beside.push(...besideOf(store, attempt));
  }
  beside.sort((a, b) => a.at - b.at);
  const play = (event: HappenedInRoom): void => {
    const known = counts.get(event.attempt);
    if (known === undefined) return;
    counts.set(event.attempt, known + 1);
    rooms.asSet.happen(event);
    rooms.tried.happen(event);
  };
  let played = 0;
  /** What was in the same millisecond as an event came after it, as far as anybody can tell. */
  const playBeside = (before: number): void => {
    for (let next = beside[played]; next && next.at < before; next = beside[++played]) {
      const { attempt, at, isResume } = next;
      if (!isResume) play({ ...next, happenedAt: at });
      else for (const room of [rooms.asSet, rooms.tried]) room.resume(attempt, at);
    }
  };

  const from = sitting.openedAt ?? sitting.createdAt;
  const score = ({ violation, attemptId, type, receivedAt, occurredAt, offline }: StoredSecurityEvent): void => {
    if (!violation || !counts.has(attemptId)) return;
    playBeside(receivedAt);
    const when = happenedAt({ occurredAt: Date.parse(occurredAt), receivedAt, offline: offline === true });
    play({ attempt: attemptId, type, at: receivedAt, happenedAt: when });
  };
  await eachRecorded(store.events, { from, until: end }, score, pause);
  playBeside(end + 1);
  for (const room of [rooms.asSet, rooms.tried]) room.end(end);

  const attempts: WhatIfLine[] = [];
  for (const attempt of all) {
    const user = store.users.byId(attempt.userId);
    const done = store.responses.ofAttempt(attempt.id).filter(({ automatic }) => automatic);
    attempts.push({
      attemptId: attempt.id,
      candidateNumber: (user && store.persons.get(user.personId)?.loginName) ?? '',
      name: personName(store, attempt.userId),
      events: counts.get(attempt.id) ?? 0,
      done: done.slice(0, 50).map(({ action, at, dryRun }) => ({ action, at: toIso(at), dryRun })),
      asSet: toScoredAgain(rooms.asSet.of(attempt.id), end, set),
      tried: toScoredAgain(rooms.tried.of(attempt.id), end, policy),
    });
    if (attempts.length % SLICE === 0) await pause();
  }
  attempts.sort((a, b) => b.tried.highest - a.tried.highest || b.asSet.highest - a.asSet.highest);
  const events = attempts.reduce((sum, one) => sum + one.events, 0);
  return { events, lacks: lacksOf(store, sitting), attempts };
}
