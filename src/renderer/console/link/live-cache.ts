import type { QueryClient } from '@tanstack/react-query';
import type { AttemptDetail, AttemptSummary } from '../../../shared/model/attempt.ts';
import type { ExamDetail, ExamSummary } from '../../../shared/model/exam.ts';
import type { AttemptStateEvent, ExamStateEvent, StaffSecurityEvent } from '../../../shared/protocol/index.ts';
import { keys } from './query-keys.ts';
import type { RoomLink } from './room-link.ts';

const PATCH_PACE_MS = 200;

/**
 * Collects changes of attempts and puts them into the cache together, a few times a second: each rewrites the lists
 * that hold the attempt, and a thousand candidates can make a hundred changes a second.
 */
function createAttemptPatches(cache: QueryClient, onUnknown: () => void) {
  const changes = new Map<string, Partial<AttemptSummary>>();
  let timer: number | undefined;

  function flush(): void {
    timer = undefined;
    const unknown = new Set(changes.keys());
    cache.setQueriesData<{ attempts: AttemptSummary[] }>(
      { queryKey: keys.allAttempts },
      (data) =>
        data && {
          ...data,
          attempts: data.attempts.map((attempt) => {
            const change = changes.get(attempt.id);
            unknown.delete(attempt.id);
            return change ? { ...attempt, ...change } : attempt;
          }),
        },
    );
    for (const [attemptId, change] of changes) {
      cache.setQueryData<AttemptDetail>(keys.attempt(attemptId), (detail) => detail && { ...detail, ...change });
    }
    changes.clear();
    if (unknown.size > 0) onUnknown();
  }

  return {
    put(attemptId: string, change: Partial<AttemptSummary>) {
      changes.set(attemptId, { ...changes.get(attemptId), ...change });
      timer ??= window.setTimeout(flush, PATCH_PACE_MS);
    },
    stop: () => window.clearTimeout(timer),
  };
}

function patchSitting(cache: QueryClient, event: ExamStateEvent): void {
  const patch = <Exam extends ExamSummary>(exam: Exam): Exam =>
    exam.id === event.examId
      ? { ...exam, sitting: { ...exam.sitting, sittingId: event.sittingId, state: event.state, endsAt: event.endsAt } }
      : exam;
  cache.setQueryData<{ exams: ExamSummary[] }>(keys.exams, (data) => data && { ...data, exams: data.exams.map(patch) });
  cache.setQueryData<ExamDetail>(keys.exam(event.examId), (exam) => exam && patch(exam));
}

const stateOf = (event: AttemptStateEvent): Partial<AttemptSummary> => ({
  state: event.state,
  monitoring: event.monitoring,
  connected: event.connected,
  progress: event.progress,
  endsAt: event.endsAt,
  reason: event.reason,
  breakEndsAt: event.breakEndsAt,
});

/** Asks for each named query again at most once per `everyMs`, however many events ask for it. */
function createRefresher(cache: QueryClient, everyMs: number) {
  const waiting = new Map<string, number>();
  return {
    ask(queryKey: readonly string[]) {
      const name = queryKey.join(' ');
      if (waiting.has(name)) return;
      waiting.set(
        name,
        window.setTimeout(() => {
          waiting.delete(name);
          void cache.invalidateQueries({ queryKey });
        }, everyMs),
      );
    },
    stop: () => {
      for (const timer of waiting.values()) window.clearTimeout(timer);
    },
  };
}

/**
 * Keeps what the page has asked for true: events change it in place, what they do not carry (timelines, the
 * contributions to a score) is asked for again soon after, and everything once after each reconnect. Returns its stop.
 */
export function keepCacheLive(link: RoomLink, cache: QueryClient): () => void {
  const soon = createRefresher(cache, 1_200);
  /** Lists of a whole exam are large, and events already keep what matters in them true. */
  const later = createRefresher(cache, 5_000);
  /** Somebody waits for an answer: what is new is on the page before they look up. */
  const atOnce = createRefresher(cache, 150);
  const attempts = createAttemptPatches(cache, () => soon.ask(keys.allAttempts));
  const { connection } = link;
  let wasConnected = false;

  const onSecurity = (event: StaffSecurityEvent) => {
    const type = typeof event.data?.eventType === 'string' ? event.data.eventType : event.type;
    attempts.put(event.attemptId, { riskScore: event.riskScore, lastEvent: { type, at: event.timestamp } });
    soon.ask(keys.attempt(event.attemptId));
    later.ask(keys.attempts(event.examId));
  };
  const onStaffOnly = (event: object) => {
    if ('attemptId' in event && 'riskScore' in event) onSecurity(event as StaffSecurityEvent);
  };

  const stops = [
    connection.onState((state) => {
      if (state.state !== 'connected') return;
      if (wasConnected) void cache.invalidateQueries();
      wasConnected = true;
    }),
    connection.on('attempt-state', (event) => {
      attempts.put(event.attemptId, stateOf(event));
      soon.ask(keys.attempt(event.attemptId));
    }),
    connection.on('exam-state', (event) => {
      patchSitting(cache, event);
      soon.ask(keys.exams);
      soon.ask(keys.allAttempts);
    }),
    connection.on('session-update', () => {
      soon.ask(keys.sessions);
      later.ask(keys.allAttempts);
    }),
    connection.on('tool-access', () => atOnce.ask(keys.allTools)),
    connection.on('recovery-status', () => atOnce.ask(keys.allRecovery)),
    connection.on('attempt-message', ({ attemptId, kind }) => {
      atOnce.ask(keys.messages(attemptId));
      if (kind === 'hand') atOnce.ask(keys.allAttempts);
    }),
    connection.on('suspicious_activity', onSecurity),
    connection.on('high_risk_session', onStaffOnly),
    connection.on('critical_threat', onStaffOnly),
    connection.on('auto_suspend_triggered', onStaffOnly),
    link.feed.onChange(({ alert, live }) => {
      if (!live || !alert.attemptId) return;
      if (alert.riskScore !== undefined) attempts.put(alert.attemptId, { riskScore: alert.riskScore });
      soon.ask(keys.attempt(alert.attemptId));
    }),
    attempts.stop,
    soon.stop,
    later.stop,
    atOnce.stop,
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
