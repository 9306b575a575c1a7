import { useCallback, useSyncExternalStore } from 'react';

/** Text size in percent of the browser's own, and whether contrast is raised. */
export interface Display {
  readonly percent: number;
  readonly highContrast: boolean;
}

export const TEXT_SIZES = [50, 75, 90, 100, 110, 125, 150, 175, 200] as const;
const KEY = 'invigil.exam.display';
const listeners = new Set<() => void>();

function recall(): Display {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Display>;
    return {
      percent: (TEXT_SIZES as readonly number[]).includes(kept.percent ?? 0) ? (kept.percent as number) : 100,
      highContrast: kept.highContrast ?? window.matchMedia('(prefers-contrast: more)').matches,
    };
  } catch {
    return { percent: 100, highContrast: false };
  }
}

let display: Display | undefined;
const current = (): Display => (display ??= recall());

/** Puts the display onto the page: everything is sized in rem, so one number on the root scales it all. */
export function applyDisplay(): void {
  const { percent, highContrast } = current();
  document.documentElement.style.fontSize = `${percent}%`;
  document.documentElement.style.setProperty('--iv-text-zoom', String(percent / 100));
  document.documentElement.dataset.contrast = highContrast ? 'more' : 'normal';
}

/** The display and the way to change it; remembered per browser. */
export function useDisplay(): [Display, (change: Partial<Display>) => void] {
  const shown = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
  const change = useCallback((next: Partial<Display>) => {
    display = { ...current(), ...next };
    applyDisplay();
    try {
      localStorage.setItem(KEY, JSON.stringify(display));
    } catch {
      // then it lasts as long as the page
    }
    for (const listener of listeners) listener();
  }, []);
  return [shown, change];
}
