import { expect, test } from '@playwright/test';
import { violationsOf } from './support/examine.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('the page of the interface', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`UI4 reads on a phone without scripts, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme, javaScriptEnabled: false });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(`${room.url}/api/docs`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Invigil');
      await page.getByText('Input and answers').first().click();
      await expect(page.getByRole('heading', { name: 'Answers' }).first()).toBeVisible();
      const paper = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
      expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(18, 23, 31)');
      expect(complaints).toEqual([]);
      await context.close();
    });

    test(`UI4 has room on a phone and nothing axe finds wrong, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${room.url}/api/docs`);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await violationsOf(page, colorScheme === 'light' ? 'everything' : 'colours')).toEqual([]);
      await context.close();
    });
  }
});
