import { type AttemptView, type ConnectionState, RoomUnreachable } from '../../../shared/client/index.ts';
import type { AttemptState, Monitoring } from '../../../shared/model/attempt.ts';
import { watchChange } from '../../../shared/model/watch-list.ts';
import type { CandidateSecurityEvent } from '../../../shared/protocol/events.ts';
import type { CandidateLink } from '../../link/candidate-link.ts';
import { type Notice, noticeOfEvent, noticeOfMessage, noticeOfNewEnd, noticeOfNotification, noticeOfWatch } from './notice.ts';

/** The candidate's own attempt as last heard. Times are the room's, in epoch ms. */
export interface LiveAttempt {
  readonly state: AttemptState;
  readonly monitoring: Monitoring;
  readonly endsAt: number | undefined;
  readonly reason: string | undefined;
  /** When the state began, as far as this browser saw it begin; undefined when it was so before. */
  readonly stateSince: number | undefined;
  /** On a break they were granted, until then at most. */
  readonly breakEndsAt?: number | undefined;
  /** Absent where no breaks are granted. */
  readonly breaksLeft?: number | undefined;
}

export interface WatchChange {
  readonly at: number;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface SeatSnapshot {
  readonly connection: ConnectionState;
  /** Undefined until the room was asked once. */
  readonly view: AttemptView | undefined;
  readonly attempt: LiveAttempt | undefined;
  readonly notices: readonly Notice[];
  /** Reasons of the last suspension in plain words. */
  readonly suspensionReasons: readonly string[];
  /** What was changed last of what is watched, since this page was opened; `at` in the room's epoch ms. */
  readonly watchChange: WatchChange | undefined;
  /** The room does not know this seat any more; nothing works until the candidate joins again. */
  readonly lostCode: string | undefined;
}

export interface SeatSession {
  start(): () => void;
  snapshot(): SeatSnapshot;
  subscribe(listener: () => void): () => void;
  dismiss(noticeId: string): void;
  /** Asks the room for the attempt again. */
  reload(): void;
  /** Hands the work in and shows the result without waiting for the room's own announcement. */
  submit(): Promise<void>;
}

interface SeatPorts {
  readonly link: CandidateLink;
  readonly sessionId: string;
  readonly attemptId: string;
  /** What this browser remembers of when a state began. */
  readonly stateMemory: { recall(state: AttemptState): number | undefined; remember(state: AttemptState, at: number): void };
  /** And what the candidate was last told is watched: what changes while the page is closed is told when it opens again. */
  readonly watchMemory: { recall(): readonly string[] | undefined; remember(watched: readonly string[]): void };
  readonly after?: (ms: number, run: () => void) => () => void;
  /** 0..1. */
  readonly random?: () => number;
}

const systemAfter = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8_000;
/** A class that comes back together does not ask for everything in one blow. */
const ASKED_AGAIN_WITHIN_MS = 10_000;
/** A new end that differs by less is rounding. */
const TOLD_CHANGE_MS = 5_000;

const NOTHING_HEARD = {
  view: undefined,
  attempt: undefined,
  notices: [],
  suspensionReasons: [],
  watchChange: undefined,
  lostCode: undefined,
} as const;

const isSeatLost = (code: string): boolean =>
  code.startsWith('token_') || code === 'user_inactive' || code === 'role_forbidden' || code === 'attempt_not_found';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** An attempt as the room tells of it; times as it writes them. */
interface ToldAttempt {
  readonly state: AttemptState;
  readonly monitoring: Monitoring;
  readonly endsAt?: string | undefined;
  readonly reason?: string | undefined;
  readonly breakEndsAt?: string | undefined;
  readonly breaksLeft?: number | undefined;
}

const epoch = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

const liveAttempt = (told: ToldAttempt, stateSince: number | undefined): LiveAttempt => ({
  state: told.state,
  monitoring: told.monitoring,
  endsAt: epoch(told.endsAt),
  reason: told.reason,
  stateSince,
  ...(told.breakEndsAt === undefined ? {} : { breakEndsAt: epoch(told.breakEndsAt) }),
  ...(told.breaksLeft === undefined ? {} : { breaksLeft: told.breaksLeft }),
});

/**
 * One candidate's seat, live: what the room says about the attempt, and everything it says to the candidate. Asks for
 * the attempt until it is answered, and again when the questions appear.
 */
export function createSeatSession({
  link,
  sessionId,
  attemptId,
  stateMemory,
  watchMemory,
  after = systemAfter,
  random = Math.random,
}: SeatPorts): SeatSession {
  const { connection, client } = link;
  const listeners = new Set<() => void>();
  let current: SeatSnapshot = { ...NOTHING_HEARD, connection: connection.state };
  /** Notices by id, closed ones included. */
  const shown = new Set<string>();
  let lastEnd: number | undefined;
  let isSuperseded = false;
  let isLoading = false;
  let isStopped = false;
  let cancelRetry = (): void => {};

  const set = (change: Partial<SeatSnapshot>): void => {
    current = { ...current, ...change };
    for (const listener of listeners) listener();
  };

  const sinceOf = (state: AttemptState): number | undefined => {
    if (current.attempt?.state === state) return current.attempt.stateSince;
    if (current.attempt === undefined) return stateMemory.recall(state);
    // Seen to begin.
    const now = connection.serverNow();
    stateMemory.remember(state, now);
    return now;
  };
  const heard = (told: ToldAttempt): void => {
    const stateSince = sinceOf(told.state);
    set({ attempt: liveAttempt(told, stateSince), ...(told.state === 'suspended' ? {} : { suspensionReasons: [] }) });
    if (told.state === 'in_progress' && told.endsAt !== undefined) hearEnd(told.endsAt);
  };
  const notice = (next: Notice): void => {
    // What was closed is not shown again, however often the room tells it.
    if (shown.has(next.id)) return;
    shown.add(next.id);
    set({ notices: [...current.notices, next] });
  };
  /** Time given back or added is said, not only shown in the figures. */
  const hearEnd = (endsAt: string): void => {
    const end = Date.parse(endsAt);
    const isChanged = lastEnd !== undefined && Math.abs(end - lastEnd) >= TOLD_CHANGE_MS;
    const byMs = end - (lastEnd ?? end);
    lastEnd = end;
    if (!isChanged) return;
    const told = noticeOfNewEnd(end, byMs, connection.serverNow());
    // The same end may be given, taken and given again.
    shown.delete(told.id);
    set({ notices: current.notices.filter((known) => known.kind !== 'time_changed') });
    notice(told);
  };

  /** What is watched is said when it changes, not only followed (LD8). */
  const hearWatch = (policy: AttemptView['policy']): void => {
    const { view } = current;
    const known = view?.policy.watched ?? watchMemory.recall();
    const change = known && watchChange({ watched: known }, policy);
    if (view) set({ view: { ...view, policy } });
    watchMemory.remember(policy.watched);
    if (!change) return;
    const at = connection.serverNow();
    set({ watchChange: { at, ...change } });
    notice(noticeOfWatch(change, at));
  };

  async function load(retryMs = FIRST_RETRY_MS): Promise<void> {
    if (isLoading || isStopped) return;
    isLoading = true;
    cancelRetry();
    try {
      const view = await client.loadAttempt();
      hearWatch(view.policy);
      set({ view });
      heard({ ...view.attempt, endsAt: view.attempt.endsAt ?? view.endsAt });
    } catch (error) {
      if (!(error instanceof RoomUnreachable) && isSeatLost(codeOf(error))) set({ lostCode: codeOf(error) });
    } finally {
      isLoading = false;
    }
    const isComplete = current.view !== undefined && !needsQuestions();
    if (!isComplete && !isStopped && current.lostCode === undefined) {
      cancelRetry = after(retryMs, () => void load(Math.min(retryMs * 2, LAST_RETRY_MS)));
    }
  }
  const needsQuestions = (): boolean =>
    current.attempt?.state === 'in_progress' && current.view?.questions === undefined && current.view?.external === undefined;

  /** What is said to somebody reaches all their seats: who sits two exams at once is warned in the one that it is about. */
  const isAboutThis = (said: { readonly attemptId?: string | undefined }): boolean => (said.attemptId ?? attemptId) === attemptId;
  const noticeIfOwn = (kind: Notice['kind']) => (event: CandidateSecurityEvent) => {
    if (isAboutThis(event)) notice(noticeOfEvent(kind, event));
  };

  const listenToRoom = (): (() => void)[] => [
    connection.onState((state) => {
      const wasAway = current.connection.state !== 'connected';
      set({ connection: state, ...(state.state === 'refused' && isSeatLost(state.code) ? { lostCode: state.code } : {}) });
      if (state.state !== 'connected' || !wasAway) return;
      if (current.view === undefined || needsQuestions()) return void load();
      // What was changed meanwhile, such as what is watched, was not heard.
      cancelRetry();
      cancelRetry = after(Math.round(random() * ASKED_AGAIN_WITHIN_MS), () => void load());
    }),
    connection.on('attempt-state', (told) => {
      if (told.attemptId !== attemptId) return;
      heard(told);
      // Somebody may have decided about what was kept apart.
      if (needsQuestions() || (current.view?.heldAnswers ?? 0) > 0) void load();
    }),
    connection.on('exam-state', (told) => {
      if (told.state === 'running' && current.attempt?.state === 'waiting') void load();
    }),
    connection.on('watch-changed', ({ examId, name, watched, notWatched }) => {
      if (current.view?.exam.id === examId) hearWatch({ name, watched, ...(notWatched ? { notWatched } : {}) });
    }),
    connection.on('session-update', (told) => {
      if (told.type === 'terminated' && told.session.id === sessionId) set({ lostCode: 'token_revoked' });
    }),
    connection.on('security_warning', noticeIfOwn('security_warning')),
    connection.on('notification', (notification) => {
      const kept = noticeOfNotification(notification, attemptId);
      if (kept) notice(kept);
    }),
    connection.on('monitoring_increased', noticeIfOwn('monitoring_increased')),
    connection.on('critical_threat', noticeIfOwn('critical')),
    connection.on('session_suspended', (event) => {
      if (isAboutThis(event)) set({ suspensionReasons: event.reasons });
    }),
    connection.on('exam-message', (message) => {
      if ((current.view?.exam.id ?? message.examId) === message.examId) notice(noticeOfMessage(message));
    }),
    client.subscribe(() => {
      const before = isSuperseded;
      isSuperseded = [...client.snapshot().saves.values()].some((save) => save.state === 'superseded');
      // The room has newer work of this candidate: show it instead of what was overtaken.
      if (isSuperseded && !before) void load();
    }),
  ];

  return {
    start() {
      isStopped = false;
      const stops = listenToRoom();
      const stopLink = link.start();
      void load();
      return () => {
        isStopped = true;
        cancelRetry();
        for (const stop of stops) stop();
        stopLink();
      };
    },
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dismiss: (noticeId) => set({ notices: current.notices.filter((known) => known.id !== noticeId) }),
    reload: () => void load(),
    async submit() {
      const { state } = await client.submit();
      if (current.attempt) heard({ ...current.attempt, endsAt: undefined, breakEndsAt: undefined, state });
    },
  };
}
