import { consoleShell } from '../link/console-shell.ts';

export type NotificationReach =
  /** The desktop app shows them. */
  | 'shell'
  /** The browser can show them and may. */
  | 'granted'
  /** It will ask the person. */
  | 'ask'
  /** The person or a policy said no. */
  | 'denied'
  /** Not in this browser, or not on plain http. */
  | 'unavailable';

export function notificationReach(): NotificationReach {
  if (consoleShell()) return 'shell';
  if (!('Notification' in window) || !window.isSecureContext) return 'unavailable';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** Asks the person once; must be called from a click. */
export async function askForNotifications(): Promise<NotificationReach> {
  if (notificationReach() === 'ask') await Notification.requestPermission();
  return notificationReach();
}

/** Could one be shown now? */
export const isReachable = (reach: NotificationReach): boolean => reach === 'shell' || reach === 'granted';

/** Shows one by the browser's means; the same `tag` replaces the one before. False when it could not. */
export function showNotification(title: string, options: { body: string; tag: string; onClick: () => void }): boolean {
  if (notificationReach() !== 'granted') return false;
  try {
    const shown = new Notification(title, { body: options.body, tag: options.tag });
    shown.onclick = () => {
      window.focus();
      options.onClick();
      shown.close();
    };
    return true;
  } catch {
    // some mobile browsers have the constructor and forbid its use
    return false;
  }
}
