import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { signedIn } from '../access/actor.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { type ClientClocks, type ClockNews, NO_CLOCKS, seeBeat } from '../walls/ether/client-clocks.ts';
import type { Work } from '../work.ts';
import { wireState } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';
import { showFinding } from './observe.ts';

/** What heartbeats said so far, by session; in memory: clocks are compared from the next heartbeat on. */
export interface ClockRepo {
  get(sessionId: SessionId): ClientClocks | undefined;
  put(sessionId: SessionId, clocks: ClientClocks): void;
}

const GROUPED_MS = 10 * 60_000;

/** Only that somebody may look: clocks of honest computers are wrong, and laptops sleep. Nothing of it adds to a score. */
const SEVERITY = { clock_changed: 'low', clock_skew: 'low', client_frozen: 'low', token_reuse: 'medium' } as const;

/** Clients write the time as ISO 8601 or as epoch ms. */
const toMs = (time: string | number | undefined): number | undefined => (typeof time === 'string' ? Date.parse(time) : time);

/** Looks at the clocks of a candidate's heartbeat and tells staff what does not fit (W5). */
export function watchClocks(
  work: Work,
  beat: { clientTime?: string | number | undefined; monotonicMs?: number | undefined },
): void {
  const { attemptId, sessionId, ip } = signedIn(work.actor);
  if (!attemptId) return;
  const { clocks } = work.store;
  const seen = seeBeat(clocks.get(sessionId) ?? NO_CLOCKS, {
    at: work.now,
    ip,
    clientTime: toMs(beat.clientTime),
    monotonicMs: beat.monotonicMs,
  });
  clocks.put(sessionId, seen.clocks);
  if (seen.news.length === 0) return;
  const { attempt, sitting, exam } = findAttempt(work.store, attemptId);
  if (!isLive(wireState(attempt, sitting))) return;
  for (const news of seen.news) {
    const type: ClockNews['kind'] = news.kind;
    const groupingKey = `${attemptId}:${type}:ether`;
    // Told once a session: the alert remembers it where a restart has forgotten.
    if (type === 'clock_skew' && work.store.alerts.lastOfGroup(groupingKey, attemptId)?.sessionId === sessionId) continue;
    raiseAlert(work, {
      type,
      severity: SEVERITY[type],
      title: wordsFor(type),
      message: `${wordsFor(type)}.`,
      source: 'ether',
      reasons: [wordsFor(type)],
      examId: exam.id,
      attemptId,
      sessionId,
      userId: attempt.userId,
      data: 'byMs' in news ? { seconds: Math.round(news.byMs / 1_000) } : {},
      groupingKey,
      groupingMs: GROUPED_MS,
    });
    showFinding(work, findAttempt(work.store, attemptId), { type, severity: SEVERITY[type], sessionId });
  }
}
