import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerDialogs, type Desktop, endApp, launch, makeDataDir, runExam, signIn } from './support.ts';

/** Asks the notification daemon, where there is one that can be asked; nothing where there is none. */
function dunst(...args: string[]): string | undefined {
  try {
    return execFileSync('dunstctl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
  } catch {
    return undefined;
  }
}

test.describe('an exam day in the desktop app', () => {
  let dataDir: ReturnType<typeof makeDataDir>;
  let desktop: Desktop;
  const roomOf = ({ page }: Desktop) => new URL(page.url()).origin;

  test.beforeEach(async () => {
    dataDir = makeDataDir();
    desktop = await launch(dataDir.path, ['--host']);
  });
  test.afterEach(async () => {
    await endApp(desktop);
    dataDir.remove();
  });

  /** Minimised, and known to be: then nobody looks at it. */
  const lookAway = async (): Promise<void> => {
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    await expect
      .poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()))
      .toBe(false);
  };
  /** Keeps what the program asks the system to show; the system shows it all the same. */
  const watchAttention = () =>
    desktop.app.evaluate(({ app, Notification }) => {
      const seen: { title: string; body: string; urgency: string }[] = [];
      const badges: number[] = [];
      const { show } = Notification.prototype;
      Notification.prototype.show = function shown(this: Electron.Notification) {
        seen.push({ title: this.title, body: this.body, urgency: this.urgency });
        (globalThis as unknown as { last: Electron.Notification }).last = this;
        return show.call(this);
      };
      app.setBadgeCount = (count?: number) => badges.push(count ?? 0) > 0;
      Object.assign(globalThis, { seen, badges });
    });
  const attention = () =>
    desktop.app.evaluate(() => {
      const { seen, badges } = globalThis as unknown as { seen: Record<string, string>[]; badges: number[] };
      return { seen, badges };
    });

  test('AL4 shows an alert outside the window, names nobody, and opens it when it is clicked', async () => {
    const { app, page } = desktop;
    await signIn(page);
    const exam = await runExam(roomOf(desktop));
    await watchAttention();
    await lookAway();
    await exam.observe('devtools_open');
    await expect.poll(async () => (await attention()).seen).toHaveLength(1);
    const { seen, badges } = await attention();
    expect(JSON.stringify(seen)).not.toMatch(/Firstname|Lastname|C001/);
    expect(badges.at(-1)).toBe(1);

    // The real thing where it can be had: the daemon shows it, and its default action is what a click is.
    const isShown = dunst('count', 'displayed')?.trim() === '1' && dunst('action', '0') !== undefined;
    const reason = isShown ? 'clicked in the notification daemon' : 'no daemon to ask here: clicked in the program';
    test.info().annotations.push({ type: 'notification', description: reason });
    if (!isShown) await app.evaluate(() => (globalThis as unknown as { last: Electron.Notification }).last.emit('click', {}));
    process.stdout.write(`    ${reason}\n`);
    await expect(page).toHaveURL(/#\/candidates\//);
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())).toBe(true);
    // Seen: the number on the icon goes.
    await expect.poll(async () => (await attention()).badges.at(-1)).toBe(0);
  });

  test('AL4 tells a storm once', async () => {
    const { page } = desktop;
    await signIn(page);
    const exam = await runExam(roomOf(desktop));
    await watchAttention();
    await lookAway();
    await exam.observe('devtools_open', 'screen_capture_attempt', 'remote_session', 'forbidden_process', 'client_tampered');
    await expect.poll(async () => (await attention()).seen.map(({ title }) => title)).toContain('Several serious alerts at once');
    await page.waitForTimeout(500);
    expect((await attention()).seen).toHaveLength(4);
  });

  test('OP5 asks before a running sitting is switched off, and keeps it unless told', async () => {
    const { app, page } = desktop;
    await runExam(roomOf(desktop));
    const asked = await answerDialogs(desktop, 0);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(asked).toEqual(['1 candidate is working in this room.']);
    await app.evaluate(({ app: program }) => program.quit());
    await expect.poll(asked).toHaveLength(2);
    expect(await page.evaluate(() => fetch('/readyz').then((answer) => answer.status))).toBe(200);
    const exited = once(desktop.child, 'exit');
    await answerDialogs(desktop, 1);
    await app.evaluate(({ app: program }) => program.quit());
    expect((await exited)[0]).toBe(0);
  });

  test('OP5 asks nobody when a signal ends it', async () => {
    await runExam(roomOf(desktop));
    const startedAt = performance.now();
    expect(await endApp(desktop)).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('E16 survives the death of its page: loaded again once, then a plain page offers it; the room goes on', async () => {
    const { app, page, said } = desktop;
    const room = roomOf(desktop);
    await signIn(page);
    const crash = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    // A question to a page that dies is never answered.
    const inPage = (script: string) =>
      app.evaluate(
        ({ BrowserWindow }, code) =>
          Promise.race([
            BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<unknown>,
            new Promise((resolve) => setTimeout(resolve, 1_000)),
          ]),
        script,
      );
    const heading = () => inPage('document.querySelector("h1")?.textContent').catch(() => undefined);
    await crash();
    await expect.poll(said).toContain('the page of a console window is gone');
    await expect.poll(heading).toBe('Overview');
    await crash();
    await expect.poll(heading).toBe('This window stopped working');
    expect((await fetch(`${room}/readyz`)).status).toBe(200);
    await inPage('document.querySelector("a").click()');
    await expect.poll(heading).toBe('Overview');
    expect(readFileSync(join(dataDir.path, 'logs/shell.log'), 'utf8')).toContain('the page of a console window is gone');
  });

  test('ST1 quits cleanly and reopens with everything there, where it stood', async () => {
    const { app, page } = desktop;
    await signIn(page);
    const exam = await runExam(roomOf(desktop));
    await exam.observe('devtools_open');
    await expect(page.getByText(/developer tools/i).first()).toBeVisible();
    const place = { x: 120, y: 90, width: 1000, height: 640 };
    await app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
    const boundsNow = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    await page.waitForTimeout(800);
    const before = await boundsNow();
    expect(await endApp(desktop)).toBe(0);

    desktop = await launch(dataDir.path, ['--host']);
    await signIn(desktop.page);
    const after = await boundsNow();
    // A window manager may add its frame to either.
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs((after?.[side] ?? -1e9) - (before?.[side] ?? 1e9)), side).toBeLessThanOrEqual(40);
    await desktop.page.getByRole('link', { name: 'Exams' }).first().click();
    await expect(desktop.page.getByText('Everything once').first()).toBeVisible();
    await desktop.page.getByRole('link', { name: 'Overview' }).first().click();
    await expect(desktop.page.getByText(/developer tools/i).first()).toBeVisible();
  });
});
