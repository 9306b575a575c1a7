import type { Alert } from '../model/alert.ts';
import { createAlertBook } from './alert-book.ts';
import type { AlertChange, AlertFeed, AlertFeedOptions } from './alert-feed-contract.ts';
import { backoffMs } from './backoff.ts';
import { createListeners } from './listeners.ts';
import { mayHeal } from './retryable.ts';
import { systemClock } from './system-clock.ts';

const PAGE = 500;
const SYNC_TIMEOUT_MS = 30_000;
/**
 * Live frames prove only themselves: changes of one alert are thinned out by the room, so a higher `rev` does not say that
 * the lower ones came. The room's own count is asked for after each connect and, quietly, every minute.
 */
const LOOK_AGAIN_MS = 60_000;
const STORM_MS = 50;

/** Keeps the console's alerts complete over any loss of connection (protocol 1, Catching up). */
export function createAlertFeed(options: AlertFeedOptions): AlertFeed {
  const { connection, clock = systemClock, random = Math.random, onProblem } = options;
  const book = createAlertBook();
  const changes = createListeners<[AlertChange]>('alert change listener', onProblem);
  const watchers = createListeners<[]>('alert feed listener', onProblem);
  /** What `sync` has confirmed: everything up to here is known. */
  let afterSeq = 0;
  let afterRev = 0;
  let isSeeded = options.seed === undefined;
  let isCaughtUp = false;
  let isRunning = false;
  /** Raised by every connect, loss and stop: a catch-up of an earlier one ends itself. */
  let round = 0;
  let failures = 0;
  let cancelTimer = () => {};
  let cancelNotice: (() => void) | undefined;
  let noticedAt = Number.NEGATIVE_INFINITY;

  function notice(): void {
    if (cancelNotice) return;
    const tell = () => {
      cancelNotice = undefined;
      noticedAt = clock.monotonic();
      watchers.tell();
    };
    const wait = noticedAt + STORM_MS - clock.monotonic();
    if (wait <= 0) tell();
    else cancelNotice = clock.after(wait, tell);
  }

  function merge(alerts: readonly Alert[], live: boolean): void {
    const found = alerts.map((alert) => book.take(alert, live)).filter((change) => change !== undefined);
    if (found.length === 0) return;
    for (const change of found) changes.tell(change);
    notice();
  }

  function setCaughtUp(next: boolean): void {
    if (isCaughtUp === next) return;
    isCaughtUp = next;
    notice();
  }

  async function seed(mine: number): Promise<void> {
    const alerts = (await options.seed?.()) ?? [];
    if (mine !== round) return;
    book.startFrom(alerts);
    afterSeq = alerts.reduce((most, alert) => Math.max(most, alert.seq), 0);
    afterRev = alerts.reduce((most, alert) => Math.max(most, alert.rev), 0);
    isSeeded = true;
    notice();
  }

  async function takePages(mine: number): Promise<void> {
    for (let more = true; more && mine === round; ) {
      const page = await connection.request('sync', { afterSeq, afterRev, limit: PAGE }, { timeoutMs: SYNC_TIMEOUT_MS });
      if (mine !== round) return;
      if (page.lastSeq < afterSeq || page.lastRev < afterRev) {
        // The room is younger than what is known here: it was restored from a backup, and numbers mean other alerts now.
        onProblem?.({ where: 'alert feed', message: 'the room was set back; all alerts are read anew' });
        book.forget();
        afterSeq = 0;
        afterRev = 0;
        continue;
      }
      merge(page.alerts, false);
      merge(page.updated, false);
      if (page.more && page.lastSeq === afterSeq && page.lastRev === afterRev)
        throw new Error('sync promises more and does not move on');
      afterSeq = page.lastSeq;
      afterRev = page.lastRev;
      more = page.more;
    }
  }

  async function catchUp(): Promise<void> {
    const mine = ++round;
    cancelTimer();
    try {
      if (!isSeeded) await seed(mine);
      await takePages(mine);
      if (mine !== round) return;
      failures = 0;
      setCaughtUp(true);
      cancelTimer = clock.after(LOOK_AGAIN_MS, () => void catchUp());
    } catch (error) {
      if (mine !== round) return;
      if (!mayHeal(error)) onProblem?.({ where: 'alert feed', message: error instanceof Error ? error.message : String(error) });
      if (connection.state.state === 'connected') cancelTimer = clock.after(backoffMs(++failures, random), () => void catchUp());
    }
  }

  function pause(): void {
    round += 1;
    cancelTimer();
    setCaughtUp(false);
  }

  function hearRaised(alert: Alert): void {
    const isGap = isCaughtUp && alert.seq > book.highestSeq() + 1;
    merge([alert], true);
    if (isGap) void catchUp();
  }

  return {
    start() {
      if (isRunning) return () => {};
      isRunning = true;
      const stops = [
        connection.on('security-alert', hearRaised),
        connection.on('alert-updated', (alert) => merge([alert], true)),
        connection.onState(({ state }) => (state === 'connected' ? void catchUp() : pause())),
      ];
      if (connection.state.state === 'connected') void catchUp();
      return () => {
        if (!isRunning) return;
        isRunning = false;
        for (const stop of stops) stop();
        pause();
        cancelNotice?.();
        cancelNotice = undefined;
      };
    },
    alerts: book.newestFirst,
    get: book.get,
    isCaughtUp: () => isCaughtUp,
    subscribe: watchers.add,
    onChange: changes.add,
    take: (alert) => merge([alert], true),
  };
}
