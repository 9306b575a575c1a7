import { COMMANDS } from '../protocol/index.ts';
import type { ClientClock } from './ports.ts';
import { readWire } from './read-answer.ts';
import type { ServerClock } from './server-clock.ts';
import type { SocketCalls } from './socket-calls.ts';

/** A room that leaves a heartbeat unanswered for so long is lost, whatever the operating system still believes. */
const SILENCE_MS = 15_000;

export interface HeartbeatOptions {
  readonly calls: SocketCalls;
  readonly clock: ClientClock;
  readonly serverClock: ServerClock;
  readonly everyMs: number;
  /** No answer for 15 s. */
  readonly onSilence: () => void;
}

/**
 * Says once a second that this client lives, and learns the room's time from the answers. Returns its stop.
 * Silence is counted from the oldest unanswered beat, not from the last answer: a hidden page, whose timers the
 * browser holds back, has not lost the room.
 */
export function createHeartbeat(options: HeartbeatOptions): () => void {
  const { calls, clock, serverClock } = options;
  const unanswered = new Set<number>();
  let cancelNext = () => {};
  let isStopped = false;

  async function ask(): Promise<void> {
    const sentAt = clock.monotonic();
    unanswered.add(sentAt);
    try {
      const ack = await calls.send(
        'heartbeat',
        { clientTime: new Date(clock.now()).toISOString(), monotonicMs: sentAt },
        SILENCE_MS * 2,
      );
      const heardAt = clock.monotonic();
      const read = readWire(COMMANDS.heartbeat.output, ack);
      if (read.ok) serverClock.heard(Date.parse(read.value.serverTime), sentAt, heardAt);
      unanswered.clear();
    } catch (error) {
      // A refusal (too many messages) is an answer too; a lost connection is dealt with by its owner.
      if (error instanceof Error && error.name === 'RoomError') unanswered.clear();
    }
  }

  function beat(): void {
    const oldest = unanswered.values().next().value;
    if (oldest !== undefined && clock.monotonic() - oldest > SILENCE_MS) return options.onSilence();
    void ask();
    if (!isStopped) cancelNext = clock.after(options.everyMs, beat);
  }
  beat();
  return () => {
    isStopped = true;
    cancelNext();
  };
}
