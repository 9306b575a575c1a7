import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Desktop, endApp, launch, makeDataDir, root } from './support.ts';

/** Outside Electron the package is the path of its executable; this file runs only where there is one. */
const electronPath = createRequire(import.meta.url)('electron') as string;

type Bridge = Record<string, (...args: unknown[]) => Promise<unknown>>;

test.describe('the desktop app', () => {
  let dataDir: ReturnType<typeof makeDataDir>;
  let desktop: Desktop;

  test.beforeEach(async () => {
    dataDir = makeDataDir();
    desktop = await launch(dataDir.path, ['--host'], { isSetUp: false });
  });

  test.afterEach(async () => {
    await endApp(desktop);
    dataDir.remove();
  });

  test('UI1 opens the console of the room it hosts', async () => {
    const { page } = desktop;
    await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/console\//);
    await expect(page.getByRole('heading', { name: 'Set up this room' })).toBeVisible();
    expect(await page.evaluate(() => fetch('/healthz').then((answer) => answer.status))).toBe(200);
  });

  test('E8 shows the page a small frozen bridge, and the setup code comes over it', async () => {
    const bridge = await desktop.page.evaluate(async () => {
      const shell = (window as unknown as { invigilShell: Bridge }).invigilShell;
      return {
        names: Object.keys(shell).sort(),
        isFrozen: Object.isFrozen(shell),
        code: await shell.setupCode?.(),
        about: await shell.about?.(),
      };
    });
    expect(bridge).toEqual({
      names: ['about', 'alertRaised', 'chooseLanguage', 'language', 'onShowAlert', 'setupCode', 'tryNotification'],
      isFrozen: true,
      code: { ok: true, value: { setupCode: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/) } },
      about: { ok: true, value: expect.objectContaining({ electron: expect.any(String), chrome: expect.any(String) }) },
    });
  });

  test('E7 refuses a call of the wrong shape, and says so', async () => {
    const replies = await desktop.page.evaluate(async () => {
      const shell = (window as unknown as { invigilShell: Bridge }).invigilShell;
      return [
        await shell.chooseLanguage?.({ language: 'xx' }),
        await shell.chooseLanguage?.('th'),
        await shell.alertRaised?.({ alertId: 'a', severity: 'critical', title: 'x', body: '', show: true, candidate: 'a name' }),
      ];
    });
    for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    await expect.poll(desktop.said).toContain('shell:alert-raised was called with an input that is not its own');
  });

  test('E7 has no bridge in a frame inside the page', async () => {
    const { page } = desktop;
    const inFrame = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return 'invigilShell' in (frame.contentWindow ?? {});
    });
    expect(inFrame).toBe(false);
  });

  test('E1 runs the page in a sandbox without Node', async () => {
    const { app, page } = desktop;
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

  test('E5 has no permission at all: the shell notifies for it', async () => {
    const { page } = desktop;
    const states = await page.evaluate(async () => {
      const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      return { geolocation: await ask('geolocation'), midi: await ask('midi'), notifications: Notification.permission };
    });
    expect(states).toEqual({ geolocation: 'denied', midi: 'denied', notifications: 'denied' });
    const refused = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: Error) => error.name),
    );
    expect(refused).toMatch(/NotAllowedError|NotFoundError/);
  });

  test('E6 stays where it is and opens nothing', async () => {
    const { app, page } = desktop;
    const before = page.url();
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
    expect(await page.evaluate(() => window.open('/exam/'))).toBeNull();
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      location.href = 'app://invigil/start/';
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

  test('AL4 lets a sound be heard without a gesture', async () => {
    // Run by the program: what a test runs in a page counts as a gesture.
    const state = await desktop.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`(async () => {
        const audio = new AudioContext();
        await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, 3000))]);
        return { state: audio.state, wasTouched: navigator.userActivation.hasBeenActive };
      })()`),
    );
    expect(state).toEqual({ state: 'running', wasTouched: false });
  });

  test('E15 is there once for a data dir: a second start shows the first and ends, whatever it asks for', async () => {
    const { app, page, said } = desktop;
    for (const hostile of [[], ['--inspect=9229', '--console', 'http://evil.example/'], ['invigil://join/../../etc/passwd']]) {
      const second = spawn(electronPath, ['--no-sandbox', root, '--port', '0', '--data-dir', dataDir.path, ...hostile], {
        stdio: 'ignore',
      });
      const [code] = (await once(second, 'exit')) as [number | null];
      expect(code).toBe(0);
    }
    expect(app.windows()).toHaveLength(1);
    await expect.poll(said).toContain('a second start asked for something, which was ignored');
    expect(said()).not.toContain('evil.example');
    expect(await page.evaluate(() => fetch('/readyz').then((answer) => answer.status))).toBe(200);
  });

  test('E15 a join link does nothing while it hosts a room', async () => {
    const { app, said } = desktop;
    // A code of the right form: twelve zeros and their check character.
    await app.evaluate(({ app: program }) =>
      program.emit('second-instance', {}, ['x', 'invigil://join/0000-0000-0000-0'], '/', null),
    );
    await expect.poll(said).toContain('a join link was ignored');
    expect(app.windows()).toHaveLength(1);
  });

  test('UI1 ends in order when its last window is closed; on macOS it stays until it is quit', async () => {
    const exited = once(desktop.child, 'exit');
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    if (process.platform === 'darwin') {
      await expect.poll(() => desktop.app.windows().length).toBe(0);
      expect(desktop.child.exitCode).toBeNull();
      await endApp(desktop);
    }
    expect((await exited)[0]).toBe(0);
    expect(existsSync(join(dataDir.path, 'invigil.db-wal'))).toBe(false);
  });

  test('OP5 closes the store in order when it is told to end', async () => {
    const startedAt = performance.now();
    expect(await endApp(desktop)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    // What SQLite leaves beside a store that was not closed.
    expect(existsSync(join(dataDir.path, 'invigil.db'))).toBe(true);
    expect(existsSync(join(dataDir.path, 'invigil.db-wal'))).toBe(false);
  });
});
