import { KNOWN_EVENT_TYPES } from '../../../shared/model/security-event.ts';
import type { ErrorCode } from '../../../shared/protocol/errors.ts';
import { Histogram } from './histogram.ts';

/** What went over one connection; counted where it happens, read when somebody asks. */
export interface Traffic {
  readonly messagesIn: number;
  readonly messagesOut: number;
  /** Of those that came in, how many were refused. */
  readonly errors: number;
}

/** An open connection as the figures see it. */
export interface MeteredConnection extends Traffic {
  /** Epoch ms. */
  readonly connectedAt: number;
}

/** Types outside the catalogue are counted together: a client must not be able to make as many figures as it likes. */
export const OTHER_TYPES = 'other';
const known = new Set<string>(KNOWN_EVENT_TYPES);

const increment = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * Counts what the room does since its start (OP1). Every method is a few additions, because they are called for each
 * message; whatever is derived from them is worked out when somebody asks.
 */
export class Meter {
  opened = 0;
  closed = 0;
  alertsRaised = 0;
  alertsDelivered = 0;
  /** What the room does by itself, and failed at. */
  choresFailed = 0;
  readonly refusals = new Map<ErrorCode, number>();
  readonly eventsByType = new Map<string, number>();
  /** Of connections that have closed (ms). */
  readonly durations = new Histogram();
  /** Of commands, from arrival to reply (microseconds). */
  readonly latency = new Histogram();
  /** Of commits (microseconds). */
  readonly commits = new Histogram();
  /** What went over connections that have closed. */
  readonly past = { messagesIn: 0, messagesOut: 0, errors: 0 };

  connectionOpened(): void {
    this.opened++;
  }

  connectionClosed(connection: MeteredConnection, now: number): void {
    this.closed++;
    this.durations.record(now - connection.connectedAt);
    this.past.messagesIn += connection.messagesIn;
    this.past.messagesOut += connection.messagesOut;
    this.past.errors += connection.errors;
  }

  /** Somebody was refused before there was a connection. */
  connectionRefused(code: ErrorCode): void {
    increment(this.refusals, code);
  }

  /** A command was answered, or refused, after so long. */
  commandHandled(ms: number): void {
    this.latency.record(ms * 1_000);
  }

  /** An observation was stored. */
  eventStored(type: string): void {
    increment(this.eventsByType, known.has(type) ? type : OTHER_TYPES);
  }

  alertRaised(isHeard: boolean): void {
    this.alertsRaised++;
    if (isHeard) this.alertsDelivered++;
  }

  choreFailed(): void {
    this.choresFailed++;
  }

  committed(ms: number): void {
    this.commits.record(ms * 1_000);
  }

  /** What went over all connections, those that are open included. */
  traffic(open: readonly Traffic[]): Traffic {
    const { messagesIn, messagesOut, errors } = this.past;
    const sum = { messagesIn, messagesOut, errors };
    for (const one of open) {
      sum.messagesIn += one.messagesIn;
      sum.messagesOut += one.messagesOut;
      sum.errors += one.errors;
    }
    return sum;
  }
}
