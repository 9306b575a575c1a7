import type { Alert } from '../model/alert.ts';
import type { RoomConnection } from './connection-contract.ts';
import type { ClientClock, ProblemPort, RandomPort } from './ports.ts';

export type AlertChange =
  /** `live`: it came as it happened; otherwise it was caught up after an absence or at the start. */
  | { readonly kind: 'raised'; readonly alert: Alert; readonly live: boolean }
  /** `before` is absent for an alert from before the seed, seen here for the first time. */
  | { readonly kind: 'updated'; readonly alert: Alert; readonly before?: Alert; readonly live: boolean };

/** The console's alerts: every one once, in its newest state, whatever the connection went through. Staff. */
export interface AlertFeed {
  /** Begins to listen and to catch up after each connect; the answer is `stop`. */
  start(): () => void;
  /** Newest first (by `seq`). A new array after every change, the same one otherwise (useSyncExternalStore). */
  alerts(): readonly Alert[];
  get(alertId: string): Alert | undefined;
  /** Is everything the room has known here? False while catching up or disconnected. */
  isCaughtUp(): boolean;
  /** Called after changes of `alerts()` or `isCaughtUp()`: at once, but at most every 50 ms in a storm. The answer ends it. */
  subscribe(listener: () => void): () => void;
  /** Called once per alert raised and once per newer state of it, never twice for one `rev`. For sounds and badges. */
  onChange(listener: (change: AlertChange) => void): () => void;
  /** Takes the alert an `alert_action` answered, so that the page need not wait for the event. */
  take(alert: Alert): void;
}

export interface AlertFeedOptions {
  readonly connection: RoomConnection;
  readonly clock?: ClientClock;
  readonly random?: RandomPort;
  /**
   * The alerts to begin with, e.g. the latest 500 of `alerts_recent`, asked once when first connected. From there on nothing is
   * missed; older ones appear when they change. Without it the feed begins with the room's first alert.
   */
  readonly seed?: () => Promise<readonly Alert[]>;
  readonly onProblem?: ProblemPort;
}
