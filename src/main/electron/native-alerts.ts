import type { ShellRequest } from '../../shared/ipc.ts';
import type { ShellWords } from './shell-words.ts';

/** One notification of the system's. */
export interface NativeNotification {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'normal' | 'critical';
  readonly onClick: () => void;
}

export interface NativeAlertParts {
  /** Shows a notification and answers how to take it back; nothing where the system shows none. */
  readonly show: (notification: NativeNotification) => (() => void) | undefined;
  /** The number on the program's icon, where there is one. */
  readonly badge: (count: number) => void;
  /** The icon asks for attention, until told to stop. */
  readonly flash: (isOn: boolean) => void;
  /** Does somebody look at the console? */
  readonly isFocused: () => boolean;
  /** Brings the console to the front and opens this alert, or the list. */
  readonly reveal: (alertId: string | undefined) => void;
  readonly words: () => ShellWords;
  readonly now?: () => number;
}

/** This many within this time are told one by one; from then on it is a storm, told once. */
const STORM_AFTER = 3;
const STORM_MS = 6_000;
/** One sentence is enough for a while: the feed shows the rest. */
const QUIET_MS = 60_000;

/** Draws attention to serious alerts outside the window (AL4): notification, badge, flashing; one notification for a storm. */
export function createNativeAlerts({ show, badge, flash, isFocused, reveal, words, now = Date.now }: NativeAlertParts) {
  let unseen = 0;
  let recent: number[] = [];
  let stormToldAt = Number.NEGATIVE_INFINITY;
  let shown: (() => void)[] = [];

  const tell = (notification: NativeNotification): void => {
    const takeBack = show(notification);
    if (takeBack) shown.push(takeBack);
  };
  const takeAllBack = (): void => {
    for (const takeBack of shown) takeBack();
    shown = [];
  };

  const notify = ({ alertId, severity, title, body }: ShellRequest<'shell:alert-raised'>): void => {
    const at = now();
    recent = [...recent.filter((before) => at - before < STORM_MS), at];
    if (recent.length <= STORM_AFTER) {
      const urgency = severity === 'critical' ? 'critical' : 'normal';
      return tell({ title, body, urgency, onClick: () => reveal(alertId) });
    }
    if (at - stormToldAt < QUIET_MS) return;
    stormToldAt = at;
    takeAllBack();
    const { stormTitle, stormBody } = words();
    tell({ title: stormTitle, body: stormBody, urgency: 'critical', onClick: () => reveal(undefined) });
  };

  return {
    /** Critical ones always, high ones when nobody looks. */
    raised: (alert: ShellRequest<'shell:alert-raised'>): void => {
      const isLookedAt = isFocused();
      if (isLookedAt && alert.severity !== 'critical') return;
      if (!isLookedAt) {
        unseen++;
        badge(unseen);
        if (alert.severity === 'critical') flash(true);
      }
      if (alert.show) notify(alert);
    },
    /** Somebody looks at the console: badge and flashing have done their work, and so have the notifications. */
    seen: (): void => {
      takeAllBack();
      flash(false);
      if (unseen === 0) return;
      unseen = 0;
      badge(0);
    },
    /** For the settings' test button. False: this system shows none. */
    tryOut: (sample: { readonly title: string; readonly body: string }): boolean => {
      const takeBack = show({ ...sample, urgency: 'critical', onClick: () => reveal(undefined) });
      if (takeBack) shown.push(takeBack);
      return takeBack !== undefined;
    },
  };
}
