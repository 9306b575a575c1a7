import { type RefObject, useEffect } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';

interface FeedKeys {
  readonly alertOf: (id: string) => Alert | undefined;
  readonly onAcknowledge: (alert: Alert) => void;
  readonly onDismiss: (alert: Alert) => void;
  readonly onOpen: (alert: Alert) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const rowsOf = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];

/** Are the letters meant for this list? Not while somebody types, and not inside another dialog. */
function isMeantFor(list: HTMLElement | null, { target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isTyping(target)) return false;
  const dialog = target instanceof Element ? target.closest('[role="dialog"]') : null;
  return !dialog || dialog.contains(list);
}

/** Moves the focus by one row; false when there is none. */
function walk(rows: readonly HTMLElement[], at: number, step: number): boolean {
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

/** j and k walk through the alerts, a acknowledges, d dismisses, o opens the candidate. */
export function useFeedKeys(list: RefObject<HTMLElement | null>, keys: FeedKeys): void {
  useEffect(() => {
    const actions: Readonly<Record<string, (alert: Alert) => void>> = {
      a: keys.onAcknowledge,
      d: keys.onDismiss,
      o: keys.onOpen,
    };
    const act = (key: string, row: HTMLElement | undefined): boolean => {
      const alert = keys.alertOf(row?.dataset.alert ?? '');
      if (!alert || !Object.hasOwn(actions, key)) return false;
      actions[key]?.(alert);
      return true;
    };
    const onKey = (event: KeyboardEvent) => {
      if (!isMeantFor(list.current, event)) return;
      const rows = rowsOf(list.current);
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const isDone = event.key === 'j' ? walk(rows, at, 1) : event.key === 'k' ? walk(rows, at, -1) : act(event.key, rows[at]);
      if (isDone) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list, keys]);
}
