import type { Alert } from '../model/alert.ts';
import type { AlertChange } from './alert-feed-contract.ts';

/** The alerts known here, each once and in its newest state, whatever the order in which they are heard of. */
export interface AlertBook {
  /** Takes a state of an alert; answers what that changed, or nothing if it was known or older. */
  take(alert: Alert, live: boolean): AlertChange | undefined;
  /** Begins with these; what is older and not among them is not news when it turns up. */
  startFrom(alerts: readonly Alert[]): void;
  forget(): void;
  highestSeq(): number;
  get(alertId: string): Alert | undefined;
  /** The same array until something changed. */
  newestFirst(): readonly Alert[];
}

export function createAlertBook(): AlertBook {
  const byId = new Map<string, Alert>();
  let highest = 0;
  let oldNewsUpTo = 0;
  let ordered: readonly Alert[] | undefined;

  function put(alert: Alert): void {
    byId.set(alert.id, alert);
    highest = Math.max(highest, alert.seq);
    ordered = undefined;
  }

  return {
    take(alert, live) {
      const before = byId.get(alert.id);
      if (before && before.rev >= alert.rev) return undefined;
      put(alert);
      if (before) return { kind: 'updated', alert, before, live };
      return alert.seq <= oldNewsUpTo ? { kind: 'updated', alert, live } : { kind: 'raised', alert, live };
    },
    startFrom(alerts) {
      oldNewsUpTo = alerts.reduce((most, alert) => Math.max(most, alert.seq), 0);
      for (const alert of alerts) if ((byId.get(alert.id)?.rev ?? 0) < alert.rev) put(alert);
    },
    forget() {
      byId.clear();
      highest = 0;
      oldNewsUpTo = 0;
      ordered = undefined;
    },
    highestSeq: () => highest,
    get: (alertId) => byId.get(alertId),
    newestFirst: () => (ordered ??= [...byId.values()].sort((a, b) => b.seq - a.seq)),
  };
}
