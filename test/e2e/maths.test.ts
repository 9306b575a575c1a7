import { expect, type Page, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

interface Paper {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
const paperOf = (text: string): Paper => ({ name: 'paper.gift', mimeType: 'text/plain', buffer: Buffer.from(text) });

/** Imports a paper and a roster and opens the room; the console shows the questions of the exam. */
async function openWith(page: Page, room: RoomProcess, paper: string | Paper): Promise<void> {
  const proctor = proctorAt(page, room);
  await proctor.setUp();
  await proctor.go('Exams');
  await proctor.importPaper(paper);
  await page
    .getByRole('link', { name: 'Go to the exam' })
    .or(page.getByRole('button', { name: 'Go to the exam' }))
    .click();
  await proctor.importRoster();
  await page.getByRole('button', { name: 'Open the room' }).first().click();
}

async function start(page: Page, room: RoomProcess): Promise<void> {
  const proctor = proctorAt(page, room);
  await proctor.go('Overview');
  await page.getByText('Somchai Jaidee').waitFor();
  await proctor.takeStep('Start exam');
}

/** What a page asks for and complains of while it is open. */
function watch(page: Page) {
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { asked, complaints };
}

const isTypesetter = (url: string): boolean => /\/assets\/typeset-.*\.js$|KaTeX/.test(url);

test.describe('a paper with formulas', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('EX1 EX5 formulas are drawn for candidates and staff, in both themes and widths, with nothing from elsewhere', async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const console_ = await (await browser.newContext()).newPage();
    const staff = watch(console_);
    await openWith(console_, room, 'maths-paper.gift');
    await console_.getByRole('tab', { name: /Questions/ }).click();
    await console_.getByRole('switch', { name: 'Show the keys' }).click();
    await expect(console_.locator('.katex').first()).toBeVisible();
    await expect(console_.getByText('formula shown as written').first()).toBeVisible();
    await examine(console_, 'maths-questions');
    const page = await (await browser.newContext()).newPage();
    const candidate = candidateAt(page, room);
    const seen = watch(page);
    await candidate.join('E2E-01');
    expect(seen.asked.filter(isTypesetter)).toEqual([]);
    await start(console_, room);

    await expect(page.locator('[id$="-text"] .katex').first()).toBeVisible();
    await expect(page.getByText('costs $5, the other $10')).toBeVisible();
    await expect(page.getByRole('radio').first()).toHaveAccessibleName('\\frac{\\sqrt\\pi}{2}');
    await expect(page.locator('math mfrac').first()).toBeAttached();
    await examine(page, 'maths-integral');
    await page.getByRole('radio').first().check();
    await candidate.saved();

    await candidate.goTo(2);
    await expect(page.getByText('determinant')).toHaveCSS('font-weight', '700');
    await expect(page.locator('.katex-display')).toBeVisible();

    await candidate.goTo(3);
    await expect(page.getByRole('list', { name: 'The choices, by letter' }).locator('.katex')).toHaveCount(2);
    await page.getByRole('combobox').first().selectOption({ label: 'A' });
    await candidate.saved();
    await examine(page, 'maths-matching');

    await candidate.goTo(4);
    await expect(page.locator('.katex-display')).toBeVisible();
    await examine(page, 'maths-wide');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.locator('[tabindex="0"]:has(.katex-display)')).toBeVisible();

    await candidate.goTo(5);
    await expect(page.getByText('formula shown as written')).toBeVisible();
    await candidate.write('yes');

    const fonts = await page.evaluate(
      () => [...document.fonts].filter(({ family, status }) => family.includes('KaTeX') && status === 'loaded').length,
    );
    expect(fonts).toBeGreaterThan(3);
    expect([...seen.complaints, ...staff.complaints]).toEqual([]);
    for (const url of [...seen.asked, ...staff.asked]) expect(url).toMatch(new RegExp(`^(?:${room.url}|data:|blob:)`));
  });
});
