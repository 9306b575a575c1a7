import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';

const root = join(import.meta.dirname, '../..');
/** Outside Electron the package is the path of its executable; this file runs only where there is one. */
const electronPath = createRequire(import.meta.url)('electron') as string;

type Bridge = Record<string, (...args: unknown[]) => Promise<unknown>>;

test.describe('the desktop app', () => {
  let dataDir: string;
  let app: ElectronApplication;
  let page: Page;

  const flags = () => [root, '--port', '0', '--data-dir', dataDir];

  test.beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'invigil-desktop-'));
    app = await _electron.launch({ args: flags() });
    page = await app.firstWindow();
  });

  test.afterEach(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('UI1 opens the console of the room it hosts', async () => {
    await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/console\//);
    await expect(page.getByRole('heading', { name: 'Set up this room' })).toBeVisible();
    expect(await page.evaluate(() => fetch('/healthz').then((answer) => answer.status))).toBe(200);
  });

  test('E8 shows the page a small frozen bridge, and the setup code comes over it', async () => {
    const bridge = await page.evaluate(async () => {
      const shell = (window as unknown as { invigilShell: Bridge }).invigilShell;
      return {
        names: Object.keys(shell).sort(),
        isFrozen: Object.isFrozen(shell),
        code: await shell.setupCode?.(),
        about: await shell.about?.(),
      };
    });
    expect(bridge).toEqual({
      names: ['about', 'setupCode'],
      isFrozen: true,
      code: { ok: true, value: { setupCode: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/) } },
      about: { ok: true, value: expect.objectContaining({ electron: expect.any(String), chrome: expect.any(String) }) },
    });
  });

  test('E1 runs the page in a sandbox without Node', async () => {
    expect(await page.evaluate(() => ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis))).toEqual(
      [],
    );
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
      return (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  test('E5 has no permission but to notify', async () => {
    const states = await page.evaluate(async () => {
      const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return { geolocation: await ask('geolocation'), midi: await ask('midi'), notifications: Notification.permission };
    });
    expect(states).toEqual({ geolocation: 'denied', midi: 'denied', notifications: 'granted' });
    const refused = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: Error) => error.name),
    );
    expect(refused).toMatch(/NotAllowedError|NotFoundError/);
  });

  test('E6 stays where it is and opens nothing', async () => {
    const before = page.url();
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
    });
    await page.waitForTimeout(500);
    expect(page.url()).toBe(before);
    expect(app.windows()).toHaveLength(1);
    expect(page.frames().map((frame) => frame.url())).not.toContain('https://example.com/');
  });

  test('E15 is there once for a data dir: a second start shows the first and ends', async () => {
    const second: ChildProcess = spawn(electronPath, ['--no-sandbox', ...flags()], { stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(app.windows()).toHaveLength(1);
    expect(await page.evaluate(() => fetch('/readyz').then((answer) => answer.status))).toBe(200);
  });

  test('UI1 ends in order when its last window is closed', async () => {
    test.skip(process.platform === 'darwin', 'there an app outlives its windows');
    const exited = once(app.process(), 'exit');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect((await exited)[0]).toBe(0);
    expect(existsSync(join(dataDir, 'invigil.db-wal'))).toBe(false);
  });

  test('OP5 closes the store in order when it is told to end', async () => {
    const child = app.process();
    const startedAt = performance.now();
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await exited) as [number | null];
    expect(code).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    // What SQLite leaves beside a store that was not closed.
    expect(existsSync(join(dataDir, 'invigil.db'))).toBe(true);
    expect(existsSync(join(dataDir, 'invigil.db-wal'))).toBe(false);
  });
});
