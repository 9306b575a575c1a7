import type { CandidateClientOptions, Report } from './candidate-contract.ts';
import type { Delivery } from './delivery.ts';
import { chainEvent, furthestHead, type Observation } from './event-chain.ts';
import type { OrderedStore } from './ordered-store.ts';
import type { ChainHead, KeptEvent } from './outbox.ts';
import { systemClock } from './system-clock.ts';

/**
 * An event goes out only once its number is kept: a number given twice, because the power went in between, would look forged.
 * A disk that hangs gets no longer than this.
 */
const WRITE_GRACE_MS = 1_000;

export interface CandidateEvents {
  report(report: Report): string;
  /** The room has contiguous events of this session up to here: what is numbered from now on comes after. */
  hearLastSeq(lastSeq: number): void;
  /** Takes over events of this candidate's earlier sessions that the room does not have; call when it can be asked. */
  adoptOrphans(): Promise<void>;
  /** Observed, but not yet with the delivery. */
  waiting(): number;
}

export interface CandidateEventsOptions
  extends Pick<CandidateClientOptions, 'connection' | 'api' | 'sessionId' | 'newId' | 'clock'> {
  readonly store: OrderedStore;
  readonly delivery: Delivery;
  readonly nextOrder: () => number;
  /** Told when `waiting` went down. */
  readonly onWaiting: () => void;
  /** From the outbox: this session's chain, its unsent events, and those of earlier sessions. */
  readonly stored: {
    readonly head: ChainHead | undefined;
    readonly own: readonly KeptEvent[];
    readonly orphans: readonly KeptEvent[];
  };
}

/**
 * Numbers and chains this session's security events. A chain must go on where it ended, or it looks forged: as long as
 * neither the outbox nor the room has said where that is, events wait unnumbered.
 */
export function createCandidateEvents(options: CandidateEventsOptions): CandidateEvents {
  const { connection, store, delivery, sessionId, clock = systemClock } = options;
  let head = furthestHead(
    options.stored.head,
    options.stored.own.map(({ event }) => event),
  );
  let unnumbered: Observation[] = [];
  let orphans = [...options.stored.orphans];
  let writing = 0;

  async function keepThenSend(item: KeptEvent, next: ChainHead): Promise<void> {
    writing += 1;
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = clock.after(WRITE_GRACE_MS, resolve);
    });
    await Promise.race([store.putEvent(item, sessionId, next), late]);
    cancel();
    writing -= 1;
    delivery.add(item, false);
    options.onWaiting();
  }

  function number(seen: Observation): void {
    if (!head) {
      unnumbered.push(seen);
      return;
    }
    const next = chainEvent(head, seen);
    head = next.head;
    void keepThenSend({ kind: 'event', id: seen.id, order: options.nextOrder(), sessionId, event: next.event }, next.head);
  }

  return {
    report({ type, details, severity }) {
      const id = options.newId();
      number({
        id,
        type,
        occurredAt: new Date(connection.serverNow()).toISOString(),
        monotonicMs: clock.monotonic(),
        offline: connection.state.state !== 'connected',
        ...(severity === undefined ? {} : { severity }),
        ...(details === undefined ? {} : { details }),
      });
      return id;
    },
    hearLastSeq(lastSeq) {
      // The room knows more than this device, whose memory was lost: the hash of the last event is not known here.
      if (!head || head.seq < lastSeq) {
        head = { seq: lastSeq };
        store.setChain(sessionId, head);
      }
      const waiting = unnumbered;
      unnumbered = [];
      for (const seen of waiting) number(seen);
    },
    async adoptOrphans() {
      if (orphans.length === 0) return;
      const { events } = await options.api.call('attempt_events', {});
      const known = new Set(events.map(({ id }) => id));
      const adopted = orphans;
      orphans = [];
      for (const { id, event, sessionId: earlierSession } of adopted) {
        if (known.has(id)) {
          store.remove(id);
          continue;
        }
        // The same observation under its old id, as a link of this session's chain: the old one can no longer be spoken for.
        const { type, occurredAt, severity, details } = event;
        number({
          id,
          type,
          occurredAt,
          monotonicMs: event.monotonicMs ?? clock.monotonic(),
          offline: true,
          ...(severity === undefined ? {} : { severity }),
          details: { ...details, earlierSession, earlierSeq: event.seq },
        });
      }
    },
    waiting: () => unnumbered.length + writing,
  };
}
