import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { consoleShell } from '../link/console-shell.ts';
import { keep, readKept } from '../link/kept.ts';

const KEY = 'invigil.console.alert-preferences';

/**
 * How this console draws attention; `volume` is 0..1. In a browser notifications are off until somebody asks for them; the desktop
 * app is there to show them. `names`: candidates' names in notifications, which others may read on a screen or a wrist.
 */
const AlertPreferences = z.object({
  sound: z.boolean().default(true),
  volume: z.number().min(0).max(1).default(0.7),
  notifications: z.boolean().default(() => consoleShell() !== undefined),
  names: z.boolean().default(false),
});
export type AlertPreferences = z.infer<typeof AlertPreferences>;

function read(): AlertPreferences {
  try {
    return AlertPreferences.parse(JSON.parse(readKept(KEY) ?? '{}'));
  } catch {
    return AlertPreferences.parse({});
  }
}

let current: AlertPreferences | undefined;
const listeners = new Set<() => void>();

export const alertPreferences = (): AlertPreferences => (current ??= read());

export function changeAlertPreferences(change: Partial<AlertPreferences>): void {
  current = { ...alertPreferences(), ...change };
  keep(KEY, JSON.stringify(current));
  for (const each of listeners) each();
}

export const useAlertPreferences = (): AlertPreferences =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, alertPreferences);
