import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, type Page, test } from '@playwright/test';
import type { DeveloperTools } from '../../src/renderer/console/development/developer-tools.ts';
import { PASSWORD, proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NAMES = ['testWebSocket', 'checkConnection', 'simulateSecurityAlert'] as const;

/** `npm run dev -- --room URL`: its address of the console. */
async function startDevelopment(room: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'scripts/dev.mjs'), '--room', room, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('the development server has no output');
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = /^console\s+(\S+)\/console\/$/.exec(line)?.[1] ?? '';
    if (url) break;
  }
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Which of the names are on the page. */
const offered = (page: Page): Promise<string[]> => page.evaluate((names) => names.filter((name) => name in window), [...NAMES]);

test.describe('UI5 what developers of clients find in the browser’s console', () => {
  let room: RoomProcess;
  test.beforeAll(async () => {
    room = await startRoomProcess();
    const setUp = await fetch(`${room.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ setupCode: room.setupCode, password: PASSWORD }),
    });
    expect(setUp.ok).toBe(true);
  });
  test.afterAll(() => room?.stop());

  test('UI5 a development page tests the sockets, checks the connection and raises a real alert', async ({ page }) => {
    test.setTimeout(180_000);
    const development = await startDevelopment(room.url);
    try {
      await page.goto(`${development.url}/console/`);
      await page.getByLabel('User name').fill('admin', { timeout: 90_000 });
      await expect.poll(() => offered(page)).toEqual([...NAMES]);
      const before = await page.evaluate(() => (window as unknown as DeveloperTools).checkConnection());
      expect(before).toEqual({ room: development.url, isReady: true, trouble: 'Nobody is signed in on this page.' });

      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();

      const ways = await page.evaluate(() => (window as unknown as DeveloperTools).testWebSocket());
      expect(ways).toEqual(
        [
          'Socket.IO, websocket',
          'Socket.IO, polling',
          'WebSocket, /ws/security/alerts',
          'WebSocket, /api/v1/notifications/ws',
        ].map((way) => ({ way, isOpen: true, openedAfterMs: expect.any(Number) })),
      );
      const checked = await page.evaluate(() => (window as unknown as DeveloperTools).checkConnection());
      expect(checked).toMatchObject({ isReady: true, user: { username: 'admin', role: 'admin' } });
      expect(checked.trouble).toBeUndefined();
      const { alert } = await page.evaluate(() => (window as unknown as DeveloperTools).simulateSecurityAlert('critical'));
      expect(alert).toMatchObject({ type: 'developer_test', severity: 'critical', source: 'service:developer', status: 'new' });
      // It is an alert of the room like any other.
      await expect(page.getByText('An alert made by a developer').first()).toBeVisible();
    } finally {
      await development.stop();
    }
  });

  test('UI5 nothing of it is in production: neither on its pages nor in its files', async ({ page }) => {
    const proctor = proctorAt(page, room);
    await proctor.signIn();
    await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
    expect(await offered(page)).toEqual([]);
    await page.goto(`${room.url}/exam/`);
    expect(await offered(page)).toEqual([]);

    const files = readdirSync(join(ROOT, 'out/renderer'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const texts = files
      .filter(({ name }) => /\.(?:js|html)$/.test(name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(texts.length).toBeGreaterThan(3);
    for (const trace of [...NAMES, 'developer_test', 'An alert made by a developer'])
      expect(
        texts.filter((text) => text.includes(trace)),
        trace,
      ).toEqual([]);
  });
});
