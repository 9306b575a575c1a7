import { expect, test } from '@playwright/test';
import { examine, violationsOf } from './support/examine.ts';
import { populateRoom } from './support/populated-room.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('every page, light and dark, at a desk and on a phone', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('UI4 before signing in', async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto(`${room.url}/console/`);
    await expect(page.getByRole('heading', { name: 'Set up this room' })).toBeVisible();
    await examine(page, 'setup');
    await page.goto(`${room.url}/exam/`);
    await expect(page.getByRole('heading', { name: 'Join your exam' })).toBeVisible();
    await examine(page, 'join');
  });

  test('UI1 UI4 EX5 a room alive: console and candidates', async ({ browser }) => {
    test.setTimeout(600_000);
    const { console_, candidates, consolePages } = await populateRoom(browser, room, examine);
    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto(`${room.url}/console/`);
    await expect(visitor.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await examine(visitor, 'sign-in');
    for (const [name, hash] of Object.entries(consolePages)) {
      await console_.goto(`${room.url}/console/${hash}`);
      await expect(console_.getByRole('main')).toBeVisible();
      await console_.waitForLoadState('networkidle').catch(() => {});
      await examine(console_, name);
    }
    for (const [name, page] of Object.entries(candidates)) await examine(page, `candidate-${name}`);
    await candidates.working.getByRole('button', { name: 'Review and submit' }).first().click();
    await examine(candidates.working, 'candidate-review');
  });

  test('UI3 UI4 a dark console is printed on white, over the whole sheet, without its frame', async ({ browser }) => {
    const page = await (await browser.newContext({ colorScheme: 'dark' })).newPage();
    await proctorAt(page, room).setUp();
    const html = page.locator('html');
    const navigation = page.getByRole('navigation', { name: 'Main navigation' });
    await expect(navigation).toBeVisible();
    await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
    await expect(navigation).toBeHidden();
    expect(await page.getByRole('main').boundingBox()).toMatchObject({ x: 0, width: 1440 });
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect(navigation).toBeVisible();
  });

  test('UI4 the check itself sees what is wrong', async ({ page }) => {
    await page.goto(`${room.url}/exam/`);
    await expect(page.getByRole('heading', { name: 'Join your exam' })).toBeVisible();
    await page.addStyleTag({ content: 'h1, h2, p, label { color: #bbb !important; background: #fff !important; }' });
    for (const about of ['everything', 'colours'] as const)
      expect((await violationsOf(page, about)).join()).toContain('color-contrast');
    await page.evaluate(() => document.documentElement.removeAttribute('lang'));
    expect((await violationsOf(page)).join()).toContain('html-has-lang');
  });

  test('UI4 in Thai no key is left untranslated', async ({ browser }) => {
    const page = await (await browser.newContext({ locale: 'th-TH' })).newPage();
    for (const path of ['/console/', '/exam/']) {
      await page.goto(room.url + path);
      await expect(page.getByRole('heading').first()).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'th');
      expect(await page.locator('body').innerText()).toMatch(/[\u0e00-\u0e7f]{8}/);
    }
  });
});
