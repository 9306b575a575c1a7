import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import type { SecurityEventInput } from '../../../shared/model/security-event.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { toAlert } from '../alerts/to-alert.ts';
import type { Attempt } from '../records.ts';
import { levelLeft } from '../responses/decide-level.ts';
import { isCausedByRestart } from '../risk/event-weights.ts';
import { explainScore, withdrawEvidence } from '../risk/risk-score.ts';
import { type ChainNews, chainFrom, overdueGaps, seeInChain, wholeGap, withoutGaps } from '../walls/ether/event-chain.ts';
import type { Work } from '../work.ts';
import { type AttemptInExam, wireState } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { observe, showFinding } from './observe.ts';

const GAP = 'sequence_gap';
const SOURCE = 'ether';
const GROUPED_MS = 5 * 60_000;

/** What was known of a session's numbering before an event was stored. */
export interface NumberingBefore {
  readonly highest: number;
  readonly isTaken: boolean;
}

/** To be asked before the event is stored: whether its number is taken, and how far the numbering had come. */
export function numberingBefore(work: Work, attemptId: AttemptId, sessionId: SessionId, seq: number): NumberingBefore {
  const { events, chains } = work.store;
  const known = chains.get(sessionId)?.last;
  return {
    highest: known ?? events.highestSeq(attemptId, sessionId),
    isTaken: (known === undefined || seq <= known) && events.hasSeq(attemptId, sessionId, seq),
  };
}

/** In which session, and before which stored event that is not counted yet. */
interface Where {
  readonly sessionId: SessionId;
  readonly number: number;
}

/** A contradiction in what a client says of itself: told to staff, added to nobody's score. */
function tell(
  work: Work,
  whole: AttemptInExam,
  { sessionId, number }: Where,
  news: Exclude<ChainNews, { kind: 'filled' }>,
): void {
  const { attempt, exam } = whole;
  const type = news.kind === 'reused' ? 'sequence_reuse' : 'chain_broken';
  // A client that never once linked as the contract says computes its hashes in another way.
  const isSure = news.kind === 'broken' && news.held > 0;
  const isReuse = news.kind === 'reused';
  const severity = isSure ? 'high' : isReuse ? 'medium' : 'low';
  raiseAlert(work, {
    type,
    severity,
    title: wordsFor(type),
    message: `${wordsFor(type)}.`,
    source: SOURCE,
    reasons: [wordsFor(type)],
    examId: exam.id,
    attemptId: attempt.id,
    sessionId,
    userId: attempt.userId,
    data: { seq: news.seq, confidence: isSure ? 0.8 : isReuse ? 0.5 : 0.2 },
    groupingKey: `${attempt.id}:${type}:${SOURCE}`,
    groupingMs: GROUPED_MS,
  });
  showFinding(work, whole, { type, severity, sessionId }, number);
}

/** What was told as missing came late after all: its share of the score is withdrawn and its alert closed. */
export function withdrawGap(work: Work, { attempt, exam }: AttemptInExam, toldAt: number): void {
  const alert = work.store.alerts.lastOfGroup(`${attempt.id}:${GAP}:${SOURCE}`, attempt.id);
  // What was part of an incident of the room has been withdrawn with it (EV6).
  if (alert?.data.foldedInto !== undefined) return;
  const risk = withdrawEvidence(attempt.risk, GAP, [toldAt], exam.policy);
  const { score } = explainScore(risk, work.now, exam.policy);
  const after: Attempt = { ...attempt, risk: { ...risk, level: levelLeft(risk.level, score, exam.policy) } };
  work.store.attempts.update(after);
  if (!alert) return;
  const withdrawn = (typeof alert.data.withdrawn === 'number' ? alert.data.withdrawn : 0) + 1;
  const isAll = withdrawn >= alert.count;
  const closed = {
    ...alert,
    rev: work.store.alerts.nextRev(),
    riskScore: score,
    data: { ...alert.data, withdrawn },
    ...(isAll && alert.status === 'new' ? { status: 'resolved' as const } : {}),
  };
  work.store.alerts.update(closed);
  work.emit({ name: 'alert-updated', payload: toAlert(closed), rooms: ['security'] });
}

/** Follows the chain of the session an event was just stored for (W5). */
export function followChain(
  work: Work,
  whole: AttemptInExam,
  sessionId: SessionId,
  event: SecurityEventInput & { readonly number: number },
  { highest, isTaken }: NumberingBefore,
): void {
  const { chains } = work.store;
  const before = chains.get(sessionId) ?? chainFrom(highest);
  const { chain, news } = seeInChain(before, event, work.now, isTaken, chains.hashOf);
  chains.put(sessionId, whole.attempt.id, chain);
  for (const one of news) {
    const now = findAttempt(work.store, whole.attempt.id);
    const { number } = event;
    if (one.kind !== 'filled') {
      tell(work, now, { sessionId, number }, one);
      continue;
    }
    work.store.course.note(work.now, { kind: 'withdrawn', attemptId: whole.attempt.id, toldAt: one.toldAt }, number);
    withdrawGap(work, now, one.toldAt);
  }
}

/** Lets gaps count that nothing has filled in time (W5); to be asked every second or so. */
export function tellGaps(work: Work): void {
  const { chains } = work.store;
  for (const { sessionId, attemptId } of chains.withGaps()) {
    const before = chains.get(sessionId);
    if (!before) continue;
    const { chain, overdue } = overdueGaps(before, work.now, work.presence.isConnected(sessionId));
    chains.put(sessionId, attemptId, chain);
    if (overdue.length === 0) continue;
    const { attempt, sitting } = findAttempt(work.store, attemptId);
    if (!isLive(wireState(attempt, sitting)) || isCausedByRestart(GAP, work.now, work.servingSince)) {
      chains.put(sessionId, attemptId, withoutGaps(chain, new Set(overdue.map(({ root }) => root))));
      continue;
    }
    for (const { root, from, to } of overdue) {
      const gap = wholeGap(chain, root);
      observe(work, findAttempt(work.store, attemptId), {
        source: SOURCE,
        type: GAP,
        sessionId,
        gap,
        data: { from, to, missing: to - from + 1 },
      });
    }
  }
}
