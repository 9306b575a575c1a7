import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { buildForDevelopment, type DevelopmentBuild } from './support/development-build.ts';
import { violationsOf } from './support/examine.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

const PRODUCTION = resolve(import.meta.dirname, '../../out/renderer');
/** Words that stand in the component page and nowhere else. */
const TRACES = ['showcase', 'Component page', 'CandidateCard', 'Donaudampfschiff', 'shown to see the page that catches it'];

/** Where any of the traces is found below a folder, in a file's name or in its text. */
function tracesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const text = `${path.slice(folder.length)}\n${/\.(?:js|css|html|json|svg)$/.test(path) ? readFileSync(path, 'utf8') : ''}`;
    return TRACES.filter((trace) => text.includes(trace)).map((trace) => `${trace} in ${entry.name}`);
  });
}

test.describe('the component page', () => {
  test.describe.configure({ mode: 'serial' });
  let built: DevelopmentBuild;
  let room: RoomProcess;
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    built = await buildForDevelopment();
    // The room serves it under the policy it has for every page.
    room = await startRoomProcess({ INVIGIL_WEB_ROOT: built.folder });
  });
  test.afterAll(async () => {
    await room?.stop();
    built?.remove();
  });

  test('UI4 UI5 nothing of it is in the production build', () => {
    const found = tracesIn(built.folder);
    for (const trace of TRACES)
      expect(
        found.some((line) => line.startsWith(trace)),
        `${trace} is in the development build`,
      ).toBe(true);
    expect(tracesIn(PRODUCTION)).toEqual([]);
  });

  for (const language of ['en', 'th'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      test(`UI2 UI4 every component in every state is clean: ${language}, ${theme}`, async ({ browser }) => {
        test.setTimeout(180_000);
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        await context.addInitScript(
          ([chosenLanguage, scheme]) => {
            localStorage.setItem('invigil.language', chosenLanguage);
            localStorage.setItem('invigil.color-scheme', scheme);
          },
          [language, theme] as const,
        );
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('pageerror', (error) => complaints.push(String(error)));
        page.on('console', (message) => {
          if (message.text().includes('Content Security Policy')) complaints.push(message.text());
        });
        for (const name of ['ui', 'console', 'watch', 'reports', 'policy', 'exam', 'questions', 'tools']) {
          await page.goto(`${room.url}/showcase/#/${name}`);
          await expect(page.getByRole('figure').first()).toBeVisible();
          await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          const keys = page.getByRole('switch');
          if (name === 'reports') await keys.first().click();
          if (name === 'questions') await expect(page.locator('.katex').first()).toBeVisible();
          await page.setViewportSize({ width: 1440, height: 900 });
          expect
            .soft(await violationsOf(page, theme === 'light' ? 'everything' : 'colours'), `${name}, ${language}, ${theme}`)
            .toEqual([]);
          await page.setViewportSize({ width: 390, height: 844 });
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect.soft(overflow, `${name} is wider than a phone, ${language}, ${theme}`).toBeLessThanOrEqual(0);
          if (process.env.INVIGIL_SHOWCASE_PICTURES)
            await page.screenshot({
              path: join(process.env.INVIGIL_SHOWCASE_PICTURES, `${name}-${language}-${theme}.png`),
              fullPage: true,
            });
        }
        // The page that catches faults is shown one on purpose.
        expect(complaints.filter((each) => !each.includes('shown to see the page that catches it'))).toEqual([]);
        await context.close();
      });
    }
  }
});
