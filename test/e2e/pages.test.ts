import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { populateRoom } from './support/populated-room.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

const WIDTHS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
/** Set to have the pictures of docs/screens taken anew. */
const pictures = process.env.INVIGIL_SCREENS ? resolve(import.meta.dirname, '../../docs/screens') : undefined;

/** Looks at the page in both themes and widths: nothing axe finds wrong, nothing wider than the screen. */
async function examine(page: Page, name: string): Promise<void> {
  for (const [width, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((scheme) => {
        localStorage.setItem('mantine-color-scheme-value', scheme);
        document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
      }, theme);
      await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, theme);
      // Colours that are still fading from one theme to the other are nobody's colours.
      await page.evaluate(() => {
        // What pulses for ever is not waited for.
        const ending = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
        return Promise.all(ending.map((animation) => animation.finished.catch(() => {})));
      });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      const found = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`,
      );
      expect.soft(found, `${name}, ${width}, ${theme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(overflow, `${name} is wider than the screen at ${size.width}, ${theme}`).toBeLessThanOrEqual(0);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: resolve(pictures, `${name}-${width}-${theme}.png`) });
      }
    }
  }
  await page.setViewportSize(WIDTHS.desk);
}

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

  test('UI4 the check itself sees what is wrong', async ({ page }) => {
    await page.goto(`${room.url}/exam/`);
    await expect(page.getByRole('heading', { name: 'Join your exam' })).toBeVisible();
    await page.addStyleTag({ content: 'h1, h2, p, label { color: #bbb !important; background: #fff !important; }' });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2aa']).analyze();
    expect(violations.map(({ id }) => id)).toContain('color-contrast');
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
