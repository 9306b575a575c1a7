import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunOptions, run } from 'axe-core';

const WIDTHS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
/** Set to have the pictures of docs/screens taken anew. */
const pictures = process.env.INVIGIL_SCREENS ? resolve(import.meta.dirname, '../../../docs/screens') : undefined;

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What the script leaves in the page. */
declare const axe: { readonly run: typeof run };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong on the page, by WCAG 2.2 AA; or its colours alone, which are all that differ when the same page is
 * shown in the other theme. Axe is put into a page once and stays there: half a megabyte that need not be compiled again for
 * each look.
 */
export async function violationsOf(page: Page, about: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE);
  const runOnly: RunOptions['runOnly'] =
    about === 'everything' ? { type: 'tag', values: WCAG } : { type: 'rule', values: ['color-contrast'] };
  const violations = await page.evaluate(
    async (options) => (await axe.run(document, options)).violations.map(({ id, nodes }) => ({ id, nodes })),
    { runOnly, resultTypes: ['violations'] } satisfies RunOptions,
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`,
  );
}

/** Looks at the page in both themes and widths: nothing axe finds wrong, nothing wider than the screen. */
export async function examine(page: Page, name: string): Promise<void> {
  for (const [width, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((scheme) => {
        localStorage.setItem('mantine-color-scheme-value', scheme);
        document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
      }, theme);
      await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, theme);
      // Colours that are still fading from one theme to the other are nobody's colours.
      // The tests ask for less motion (playwright.config.ts): nothing fades from one theme to the other. A frame, and it stands.
      await page.evaluate(() => new Promise(requestAnimationFrame));
      expect
        .soft(await violationsOf(page, theme === 'light' ? 'everything' : 'colours'), `${name}, ${width}, ${theme}`)
        .toEqual([]);
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
