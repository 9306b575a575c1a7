import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { type Desktop, endApp, launch, makeDataDir } from './support.ts';

test.describe('the first screen', () => {
  let dataDir: ReturnType<typeof makeDataDir>;
  const open: Desktop[] = [];

  const start = async (flags: readonly string[] = [], folder = dataDir.path): Promise<Desktop> => {
    const desktop = await launch(folder, flags);
    open.push(desktop);
    return desktop;
  };

  test.beforeEach(() => {
    dataDir = makeDataDir();
  });
  test.afterEach(async () => {
    for (const desktop of open.splice(0)) await endApp(desktop);
    dataDir.remove();
  });

  test('OP2 is chosen from by keys alone: a room is opened, its console comes up, the screen goes', async () => {
    const { app, page } = await start();
    await expect(page).toHaveURL('app://invigil/start/');
    await expect(page.getByRole('button', { name: /Host a room/ })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Host a room' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: /Host a room/ })).toBeVisible();
    await page.keyboard.press('1');
    await expect(page.getByRole('radio', { name: 'Only this computer' })).toBeChecked();
    const [room] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Enter')]);
    await expect(room).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/console\//);
    await expect(room.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect.poll(() => app.windows().length).toBe(1);
  });

  test('OP2 says what the network costs before it is used', async () => {
    const { page } = await start();
    await expect(page.getByRole('button', { name: /Host a room/ })).toBeFocused();
    await page.keyboard.press('1');
    await expect(page.getByText('Encrypted', { exact: true })).toBeHidden();
    await page.getByRole('radio', { name: 'Everybody on this network' }).check();
    await expect(page.getByText('Encrypted', { exact: true })).toBeVisible();
    await page.getByRole('checkbox', { name: 'Without encryption' }).check();
    await expect(page.getByText('Not encrypted')).toBeVisible();
  });

  test('E2 E3 is a page of our own that reaches no network', async () => {
    const { page } = await start();
    const reached = await page.evaluate(async () => {
      const tries = ['http://127.0.0.1:3000/', 'https://example.com/', 'app://invigil/../package.json', 'app://other/start/'];
      return Promise.all(
        tries.map((url) =>
          fetch(url).then(
            (answer) => answer.status,
            () => 'refused',
          ),
        ),
      );
    });
    expect(reached).toEqual(['refused', 'refused', 'refused', 'refused']);
    const missing = await page.evaluate(() => {
      const image = new Image();
      image.src = 'app://invigil/%2e%2e/%2e%2e/resources/icon.png';
      return new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
      });
    });
    expect(missing).toBe('refused');
  });

  test('E7 opens no room in a folder nobody pointed at', async () => {
    const { page, app } = await start();
    const reply = await page.evaluate(() => {
      type Shell = { host(options: object): Promise<unknown> };
      return (window as unknown as { invigilShell: Shell }).invigilShell.host({
        port: 0,
        lan: false,
        plaintext: false,
        dataDir: '/tmp',
      });
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(app.windows()).toHaveLength(1);
  });

  test('OP4 says in words that a port is taken, and takes another when asked', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const { app, page, said } = await start(['--host', '--port', String(port)]);
      await expect(page).toHaveURL('app://invigil/start/');
      await expect(page.getByRole('alert').getByText(`Port ${port} is taken`)).toBeVisible();
      expect(said()).toContain(`Port ${port} on 127.0.0.1 is used by another program`);
      const [room] = await Promise.all([
        app.waitForEvent('window'),
        page.getByRole('button', { name: 'Use any free port' }).click(),
      ]);
      await expect(room).toHaveURL(/\/console\//);
    } finally {
      other.close();
    }
  });

  test('E6 opens another room’s console without a bridge, bound to that room', async () => {
    const host = await start(['--host']);
    const room = new URL(host.page.url()).origin;
    const folder = makeDataDir();
    try {
      const { app, page } = await start(['--console', room], folder.path);
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
      expect(await page.evaluate(() => 'invigilShell' in window)).toBe(false);
      expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
      await page.evaluate(() => {
        location.href = 'app://invigil/start/';
      });
      await page.waitForTimeout(300);
      expect(page.url()).toContain(room);
      const preload = await app.evaluate(({ BrowserWindow }) => {
        const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
        return (webContents as unknown as { getLastWebPreferences(): { preload?: string } }).getLastWebPreferences().preload;
      });
      expect(preload ?? '').toBe('');
    } finally {
      await endApp(open.pop() as Desktop);
      folder.remove();
    }
  });

  test('E6 says in words why another room’s console does not open', async () => {
    const stranger = createServer((_request, answer) => answer.end('<title>A printer</title>')).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    try {
      const { app, page } = await start();
      await expect(page.getByRole('button', { name: /Host a room/ })).toBeFocused();
      await page.keyboard.press('3');
      const address = page.getByRole('textbox', { name: 'Address of the room' });
      const attempt = async (typed: string, words: string) => {
        await address.fill(typed);
        await page.keyboard.press('Enter');
        await expect(page.getByText(words)).toBeVisible();
      };
      await attempt('file:///etc/passwd', 'That is no address of a room.');
      await attempt('127.0.0.1:1', 'Nothing answers there.');
      await attempt(`127.0.0.1:${(stranger.address() as AddressInfo).port}`, 'it is not a room of Invigil');
      expect(app.windows()).toHaveLength(1);
    } finally {
      stranger.close();
    }
  });

  test('UI4 takes the language along into the console and the menu', async () => {
    const { app, page } = await start();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitemradio', { name: 'ไทย' }).click();
    await expect(page.getByRole('heading', { name: 'วันนี้จะใช้คอมพิวเตอร์เครื่องนี้ทำอะไร' })).toBeVisible();
    await page.getByRole('button', { name: /เปิดห้องสอบ/ }).click();
    const [room] = await Promise.all([app.waitForEvent('window'), page.getByRole('button', { name: 'เปิดห้องสอบ' }).click()]);
    await expect(room.locator('html')).toHaveAttribute('lang', 'th');
    const menus = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
    expect(menus).toContain('ห้องสอบ');
  });
});
