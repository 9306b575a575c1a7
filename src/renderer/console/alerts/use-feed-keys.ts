import { useEffect, type RefObject } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';

interface FeedKeys {
  readonly alertOf: (id: string) => Alert | undefined;
  readonly onAcknowledge: (alert: Alert) => void;
  readonly onDismiss: (alert: Alert) => void;
  readonly onOpen: (alert: Alert) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** j and k walk through the alerts, a acknowledges, d dismisses, o opens the candidate; never while somebody types or is in another dialog. */
export function useFeedKeys(list: RefObject<HTMLElement | null>, keys: FeedKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // inside another dialog the letters are not meant for this list
      const dialog = event.target instanceof Element ? event.target.closest('[role="dialog"]') : null;
      if (dialog && !dialog.contains(list.current)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step !== 0) {
        const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
        next?.focus();
        next?.scrollIntoView({ block: 'nearest' });
        if (next) event.preventDefault();
        return;
      }
      const alert = keys.alertOf(rows[at]?.dataset.alert ?? '');
      if (!alert) return;
      const action = { a: keys.onAcknowledge, d: keys.onDismiss, o: keys.onOpen }[event.key];
      if (!action) return;
      event.preventDefault();
      action(alert);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list, keys]);
}
