import type { ConnectionState } from '../../shared/client/index.ts';
import type { CandidateEvent, CandidateWord, ExamShell, Keeping, SeatLine, ShellInput } from '../../shared/ipc.ts';
import type { LinkConnection } from './candidate-link.ts';
import { fromRoom } from './shell-replies.ts';

/** The connection that the shell holds, as this page last heard of it. */
export interface BridgedConnection {
  readonly connection: LinkConnection;
  keeping(): Keeping;
  onKeeping(listener: () => void): () => void;
  /** Takes a picture of the line; one that is not newer changes nothing. */
  take(line: SeatLine): void;
  /** Begins to tell of events; those taken before and not told yet come first. */
  start(): void;
}

export interface BridgedConnectionParts {
  readonly shell: Pick<ExamShell, 'ping' | 'retry' | 'say'>;
  readonly line: SeatLine;
  /** Events up to this number were told to an earlier life of this page. */
  readonly heard: number;
  /** Milliseconds that only grow. */
  readonly monotonic: () => number;
}

export function createBridgedConnection({ shell, line, heard, monotonic }: BridgedConnectionParts): BridgedConnection {
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const keepingListeners = new Set<() => void>();
  const ears = new Map<string, Set<(payload: never) => void>>();
  let current = line;
  let takenAt = monotonic();
  let told = heard;
  let isStarted = false;

  function tellEvents(): void {
    if (!isStarted) return;
    for (const { number, name, payload } of current.events) {
      if (number <= told) continue;
      told = number;
      for (const hear of ears.get(name) ?? []) hear(payload as never);
    }
  }

  return {
    connection: {
      get state() {
        return current.connection;
      },
      onState(listener) {
        stateListeners.add(listener);
        return () => stateListeners.delete(listener);
      },
      retryNow: () => void shell.retry(),
      on(name: CandidateEvent, listener: (payload: never) => void) {
        const all = ears.get(name) ?? new Set();
        ears.set(name, all.add(listener));
        return () => all.delete(listener);
      },
      request: ((name: 'heartbeat' | CandidateWord, input: object) =>
        fromRoom(
          name === 'heartbeat' ? shell.ping() : shell.say({ name, input } as ShellInput<'seat:say'>),
        )) as LinkConnection['request'],
      // By the clock that nobody sets: this machine's own may be moved, and detection looks for just that.
      serverNow: () => current.serverNow + (monotonic() - takenAt),
      serverTimeUncertainty: () => current.uncertaintyMs,
      serverTimeAge: () => (current.ageMs === undefined ? undefined : current.ageMs + (monotonic() - takenAt)),
    },
    keeping: () => current.keeping,
    onKeeping(listener) {
      keepingListeners.add(listener);
      return () => keepingListeners.delete(listener);
    },
    take(next) {
      if (next.sessionId !== current.sessionId || next.version <= current.version) return;
      const before = current;
      current = next;
      takenAt = monotonic();
      if (JSON.stringify(before.connection) !== JSON.stringify(next.connection))
        for (const listener of stateListeners) listener(next.connection);
      if (before.keeping !== next.keeping) for (const listener of keepingListeners) listener();
      tellEvents();
    },
    start() {
      isStarted = true;
      tellEvents();
    },
  };
}
