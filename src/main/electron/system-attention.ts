import type * as Electron from 'electron';
import { invariant } from '../../shared/assert.ts';
import type { NativeAlertParts, NativeNotification } from './native-alerts.ts';

export interface AttentionParts {
  readonly electron: Pick<typeof Electron, 'app' | 'Notification' | 'nativeImage'>;
  /** The console's window, while it is open. */
  readonly window: () => Electron.BrowserWindow | undefined;
  readonly platform: NodeJS.Platform;
  readonly icon: string;
  readonly report: (what: string, error?: unknown) => void;
}

/** A red dot, 16 x 16: Windows has no number on an icon, only a picture over it. */
const DOT_SIZE = 16;
function dot(): Buffer {
  const pixels = Buffer.alloc(DOT_SIZE * DOT_SIZE * 4);
  const middle = (DOT_SIZE - 1) / 2;
  for (let y = 0; y < DOT_SIZE; y++)
    for (let x = 0; x < DOT_SIZE; x++)
      if (Math.hypot(x - middle, y - middle) <= middle) pixels.set([0x3b, 0x2f, 0xd9, 0xff], (y * DOT_SIZE + x) * 4);
  return pixels;
}

/** How this system draws attention: its notifications, its badge. */
export function systemAttention(parts: AttentionParts): Pick<NativeAlertParts, 'show' | 'badge' | 'flash' | 'isFocused'> {
  const { app, Notification, nativeImage } = parts.electron;
  const { window, platform, icon, report } = parts;
  /** Held: a notification that is collected as garbage no longer hears its click. */
  const open = new Set<Electron.Notification>();

  const show = ({ title, body, urgency, onClick }: NativeNotification): (() => void) | undefined => {
    if (!Notification.isSupported()) return undefined;
    // The chime is the console's: one sound for a storm, at the volume that was chosen.
    const notification = new Notification({ title, body, urgency, icon, silent: true });
    open.add(notification);
    const forget = (): void => void open.delete(notification);
    notification.on('click', () => {
      forget();
      onClick();
    });
    notification.on('close', forget);
    notification.on('failed', (_event, error) => {
      forget();
      report(`a notification could not be shown: ${error}`);
    });
    notification.show();
    return () => {
      forget();
      notification.close();
    };
  };

  return {
    show,
    badge: (count) => {
      if (platform !== 'win32') return void app.setBadgeCount(count);
      const picture = count === 0 ? null : nativeImage.createFromBitmap(dot(), { width: DOT_SIZE, height: DOT_SIZE });
      invariant(count >= 0, 'a badge counts up');
      window()?.setOverlayIcon(picture, count === 0 ? '' : String(count));
    },
    flash: (isOn) => window()?.flashFrame(isOn),
    isFocused: () => window()?.isFocused() ?? false,
  };
}
