import { expect, type Page, test } from '@playwright/test';
import fc from 'fast-check';
import { toRichText } from '../../src/main/exchange/rich-text.ts';
import { harmIn, hostileHtml, MUTATIONS, type SeenElement } from '../support/hostile-html.ts';

const find = (source: string): string | undefined =>
  source.startsWith('@@PLUGINFILE@@/') ? `media:${'ab'.repeat(32)}` : undefined;
const rendered = (text: string): string => toRichText(text, 'html', { find }).html;

/**
 * The elements a browser makes of each text: as a page, within other elements, where reading what it wrote itself once and twice more may
 * have changed them. `html`, `head` and `body` are the browser's own.
 */
const seenByBrowser = (page: Page, texts: readonly string[]): Promise<SeenElement[][]> =>
  page.evaluate((all) => {
    const read = (html: string): HTMLElement => new DOMParser().parseFromString(html, 'text/html').documentElement;
    const elementsOf = (root: Element) =>
      [...root.querySelectorAll('*')]
        .filter(({ localName }) => localName !== 'head' && localName !== 'body')
        .map((element) => ({
          name: element.localName,
          attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
        }));
    return all.map((html) => {
      const again = [html];
      for (let times = 0; times < 2; times++) again.push(read(again.at(-1) ?? '').querySelector('body')?.innerHTML ?? '');
      const within = ['div', 'td', 'span', 'pre', 'li'].map((tag) => {
        const inside = document.implementation.createHTMLDocument().createElement(tag);
        inside.innerHTML = html;
        return inside;
      });
      return [...again.map(read), ...within].flatMap(elementsOf);
    });
  }, texts);

test('EX1 security-30 a browser finds no script, handler or outside address in what the sanitiser leaves, and does nothing', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('about:blank');
  await page.evaluate(() => {
    Object.assign(window, { alerts: 0, alert: () => Object.assign(window, { alerts: 1 }) });
  });
  // It does see harm where there is some; a few of the lines are for other readers.
  const harmful = (await seenByBrowser(page, MUTATIONS)).filter((elements) => harmIn(elements).length > 0);
  expect(harmful.length).toBeGreaterThan(MUTATIONS.length * 0.9);

  await fc.assert(
    fc.asyncProperty(fc.array(hostileHtml, { minLength: 40, maxLength: 40 }), async (made) => {
      const texts = [...MUTATIONS, ...made].map(rendered);
      const harm = (await seenByBrowser(page, texts)).flatMap((elements, place) =>
        harmIn(elements).map((what) => `${what} in ${texts[place]}`),
      );
      expect(harm).toEqual([]);
      // On the page itself, where what acts would act.
      await page.evaluate(async (all) => {
        document.body.innerHTML = all.map((html) => `<div>${html}</div>`).join('');
        for (const element of document.querySelectorAll('*'))
          element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(done));
      }, texts);
    }),
    { numRuns: 10, endOnFailure: true },
  );
  expect(await page.evaluate(() => (window as unknown as { alerts: number }).alerts)).toBe(0);
  expect(asked.filter((url) => !/^(?:data|media|about):/.test(url))).toEqual([]);
});
