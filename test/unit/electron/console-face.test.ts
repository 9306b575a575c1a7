import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type ConsoleFaceParts, createConsoleFace } from '../../../src/main/electron/console-face.ts';

type Room = Awaited<ReturnType<ConsoleFaceParts['startRoom']>>;

/** The face of a room whose windows load nothing, and whose notifications are clicked by the test. */
async function openFace() {
  const loaded: string[] = [];
  const told: [string, unknown][] = [];
  const windows: EventEmitter[] = [];
  const shown: EventEmitter[] = [];
  class Notification extends EventEmitter {
    static isSupported = (): boolean => true;
    show(): void {
      shown.push(this);
    }
    close(): void {}
  }
  const openWindow = () => {
    const window = Object.assign(new EventEmitter(), {
      webContents: { send: (signal: string, news: unknown) => told.push([signal, news]) },
      loadURL: async (url: string) => void loaded.push(url),
      isDestroyed: () => false,
      isFocused: () => false,
      isMinimized: () => false,
      flashFrame: () => undefined,
      show: () => undefined,
      focus: () => undefined,
    });
    windows.push(window);
    return window;
  };
  const face = createConsoleFace({
    electron: { app: { setBadgeCount: () => true }, Notification },
    startRoom: async () => ({ url: 'http://127.0.0.1:4100', lanUrls: [] }) as unknown as Room,
    openWindow,
    icon: 'icon.png',
    platform: 'linux',
    words: () => ({ stormTitle: 'storm', stormBody: 'many' }),
    mayClose: () => true,
    onSessionEnd: () => undefined,
    report: () => undefined,
  } as unknown as ConsoleFaceParts);
  await face.host.open({ dataDir: '/srv/room' } as Parameters<typeof face.host.open>[0]);
  const raise = (alertId: string) =>
    face.handlers['shell:alert-raised']({ alertId, severity: 'critical', title: 'alert', body: 'words', show: true }, 1);
  return { loaded, told, windows, shown, raise };
}

describe('AL4 a click on a notification', () => {
  it('AL4 opens its alert in the console that is open', async () => {
    const { loaded, told, shown, raise } = await openFace();
    await raise('a1');
    await raise('a2');
    shown[1]?.emit('click');
    expect(told).toEqual([['shell:show-alert', { alertId: 'a2' }]]);
    expect(loaded).toEqual(['http://127.0.0.1:4100/console/']);
  });

  it('AL4 opens its alert in the console that it opens again: the new page could not hear of it', async () => {
    const { loaded, told, windows, shown, raise } = await openFace();
    await raise('a 1');
    windows[0]?.emit('closed');
    shown[0]?.emit('click');
    expect(loaded.at(-1)).toBe('http://127.0.0.1:4100/console/#/overview?alert=a%201');
    expect(told).toEqual([]);
  });
});
