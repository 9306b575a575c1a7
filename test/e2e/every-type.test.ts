import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { loadConfig } from '../../src/main/app/config.ts';
import { type RunningRoom, startRoom } from '../../src/main/app/create-room.ts';
import { readGradebook } from '../../src/main/exchange/read-gradebook.ts';
import { createRoomApi, type RoomApi } from '../../src/shared/client/index.ts';
import { QuestionId } from '../../src/shared/model/ids.ts';
import { made, medium, onePixelPng, readersOf } from '../support/hand-made-papers.ts';
import { QUICK_PORTS } from '../support/quick-ports.ts';
import { violationsOf } from './support/examine.ts';

const PASSWORD = 'seven quiet lamps';
const pictures = [medium('image/png', onePixelPng(1)), medium('image/png', onePixelPng(2))] as const;
const img = (place: 0 | 1, alt: string): string => `<img src="media:${pictures[place].sha256}" alt="${alt}">`;
const choice = (id: string, weight: number) => ({ id, text: id, html: id, weight });
const item = (html: string) => ({ id: html, text: html, html });

/** What an importer would never let through: the page does not either (security 30). */
const HOSTILE =
  '<img src="https://elsewhere.example/pixel.png" alt="spy"><audio autoplay controls src="https://elsewhere.example/a.mp3"></audio><img src="x" onerror="document.title=1"><span data-gap="g" onclick="x()"></span>';

const PAPER = [
  made({ id: 'read', type: 'description', points: 0, stemHtml: `<p>Read this. ${img(0, 'A map')}</p>${HOSTILE}` }),
  made({
    id: 'single',
    type: 'single_choice',
    points: 2,
    choices: [choice('Venus', 0), choice('Mars', 1), choice('Pluto', 0.3333333)],
  }),
  made({
    id: 'several',
    type: 'multiple_choice',
    points: 1,
    choices: [choice('two', 0.3333333), choice('four', 0.3333333), choice('six', 0.3333333), choice('nine', -1)],
  }),
  made({ id: 'truth', type: 'true_false', answer: false }),
  made({ id: 'word', type: 'short_answer', caseSensitive: false, accepted: [{ text: 'Par*', weight: 1 }] }),
  made({ id: 'figure', type: 'numerical', accepted: [{ match: { kind: 'within', value: 9.81, tolerance: 0.01 }, weight: 1 }] }),
  made({
    id: 'pairs',
    type: 'matching',
    stems: ['France', 'Norway', 'Italy'].map(item),
    choices: ['Oslo', 'Paris', 'Rome'].map(item),
    pairs: { France: 'Paris', Norway: 'Oslo', Italy: 'Rome' },
  }),
  made({ id: 'order', type: 'ordering', points: 3, scoring: 'all', items: ['spring', 'summer', 'autumn'].map(item) }),
  made({
    id: 'gaps',
    type: 'cloze',
    points: 4,
    stemHtml: `<p>${img(1, 'A plant')} Leaves are <span data-gap="g1"></span>.</p><table><tr><td>Legs of a bee</td><td><span data-gap="g2"></span></td></tr><tr><td>Water</td><td><span data-gap="g3"></span></td></tr></table><p>Of wood: <span data-gap="g4"></span></p>`,
    gaps: [
      { id: 'g1', share: 1, kind: 'choice', choices: [choice('blue', 0), choice('green', 1)] },
      { id: 'g2', share: 2, kind: 'number', accepted: [{ match: { kind: 'within', value: 6, tolerance: 0 }, weight: 1 }] },
      {
        id: 'g3',
        share: 1,
        kind: 'text',
        caseSensitive: false,
        accepted: [
          { text: 'H2O', weight: 1 },
          { text: 'ice', weight: 0.5 },
        ],
      },
      { id: 'g4', share: 4, kind: 'several', choices: [choice('oak', 0.5), choice('rock', -0.5), choice('elm', 0.5)] },
    ],
  }),
  made({ id: 'text', type: 'essay', points: 5, template: 'Dear reader,', words: { min: 4 } }),
];

/** The name of what has the focus, as a screen reader would begin it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
    return label.trim().slice(0, 60);
  });

/** Presses a key until what has the focus has this name. */
async function reach(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const met: string[] = [];
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (name.test(now)) return;
    met.push(now);
  }
  throw new Error(`the keyboard does not get to ${name}; it met ${met.join(' | ')}`);
}
async function press(page: Page, name: RegExp): Promise<void> {
  await reach(page, name);
  await page.keyboard.press('Enter');
}

test.describe('an exam with a question of every type', () => {
  let room: RunningRoom;
  let dataDir: string;
  let api: RoomApi;
  test.beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'invigil-every-type-'));
    const config = loadConfig({
      flags: { dataDir, port: '0', logLevel: 'error', webRoot: resolve(import.meta.dirname, '../../out/renderer') },
      env: { INVIGIL_ADMIN_PASSWORD: PASSWORD },
      cwd: dataDir,
    });
    room = await startRoom(config, {
      ...QUICK_PORTS,
      readers: readersOf({ everything: { questions: PAPER, media: [...pictures] } }),
    });
    const anyone = createRoomApi({ baseUrl: room.url, fetch });
    const { token } = await anyone.call('auth_login', { username: 'admin', password: PASSWORD });
    api = createRoomApi({ baseUrl: room.url, fetch, token: () => token });
  });
  test.afterEach(async () => {
    await room?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('EX5 EX7 is taken with the keyboard alone, and the results are right to the hundredth', async ({ page }) => {
    test.setTimeout(120_000);
    const bytes = (text: string) => new TextEncoder().encode(text);
    const { exam } = await api.call('exam_import', { bytes: bytes('everything') });
    await api.call('roster_import', { examId: exam.id, bytes: bytes('candidateNumber,firstName,lastName\nA1,Ada,Keys\n') });
    const { code } = await api.call('exam_open', { examId: exam.id });

    await page.goto(`${room.url}/join?code=${code}`);
    await reach(page, /^Candidate number/);
    await page.keyboard.type('A1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I agree and take part' }).waitFor();
    await press(page, /^I agree and take part/);
    await page.getByText('Waiting for the proctor to start').waitFor();

    const strange: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== room.url && protocol !== 'blob:' && protocol !== 'data:') strange.push(request.url());
    });
    const fetched = new Set<string>();
    page.on('response', (answer) => {
      const [, sha256] = /\/api\/v1\/media\/(\w+)$/.exec(answer.url()) ?? [];
      if (sha256 && answer.status() === 200) fetched.add(sha256);
    });
    await api.call('exam_start', { examId: exam.id });
    const drawn = (alt: string) =>
      expect.poll(() => page.getByRole('img', { name: alt }).evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(1);
    await drawn('A map');
    await expect(page.getByText('[spy]')).toBeVisible();
    // The second picture stands seven questions on: it is here before it is asked for, and the cable may be pulled (EX6).
    await expect.poll(() => fetched.size).toBe(2);
    await page.route('**/api/v1/media/**', (route) => route.abort());
    await press(page, /^Enlarge the picture: A map/);
    await expect(page.getByRole('dialog', { name: 'A map' })).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();

    const next = () => press(page, /^Next/);
    await next();
    await reach(page, /^Venus/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await next();
    for (const name of [/^two/, /^four/]) {
      await reach(page, name);
      await page.keyboard.press('Space');
    }
    await next();
    await reach(page, /^True/);
    await page.keyboard.press('ArrowDown');
    await next();
    await reach(page, /^Your answer/);
    await page.keyboard.type('paris');
    await next();
    await reach(page, /^Your answer \(a number\)/);
    await page.keyboard.type('9,82');
    await next();
    for (const [country, city] of [
      ['France', 'Paris'],
      ['Norway', 'Oslo'],
    ]) {
      await reach(page, new RegExp(`^${country}`));
      await page.keyboard.type(city as string);
    }
    await next();

    // The pointer is an extra, and taken back here.
    await expect(page.getByText('Not answered yet.')).toBeVisible();
    const lines = page.locator('main ol > li');
    const names = async () => (await lines.allInnerTexts()).map((text) => text.replace(/\W|\d/g, ''));
    const before = await names();
    const [grip, last] = [await lines.first().locator('span').first().boundingBox(), await lines.last().boundingBox()];
    await page.mouse.move((grip?.x ?? 0) + 5, (grip?.y ?? 0) + 5);
    await page.mouse.down();
    await page.mouse.move((grip?.x ?? 0) + 5, (last?.y ?? 0) + 20, { steps: 6 });
    await page.mouse.up();
    await expect(page.getByText('This order is your answer.')).toBeVisible();
    expect(await names()).toEqual([before[1], before[2], before[0]]);
    await press(page, /^Clear answer/);
    expect(await names()).toEqual(before);

    // To order: by Alt and the arrows, one thing after the other to its place, whatever the first order was.
    for (const name of ['summer', 'spring']) {
      await reach(page, new RegExp(`^Move up: ${name}`));
      for (let times = 0; times < 2; times++) await page.keyboard.press('Alt+ArrowUp');
      expect(await focused(page)).toBe(`Move up: ${name}`);
    }
    await expect(page.getByRole('status').filter({ hasText: /spring/ })).toBeAttached();
    await expect(page.getByText('This order is your answer.').first()).toBeVisible();
    await next();

    await drawn('A plant');
    expect(await violationsOf(page)).toEqual([]);
    await reach(page, /^Gap 1 of 4/);
    await page.keyboard.type('green');
    await reach(page, /^Gap 2 of 4 \(a number\)/);
    await page.keyboard.type('6');
    await reach(page, /^Gap 3 of 4/);
    await page.keyboard.type('Ice');
    await expect(page.getByRole('group', { name: 'Gap 4 of 4 (choose all that apply)' })).toBeVisible();
    for (const name of [/^oak/, /^rock/, /^elm/, /^rock/]) {
      await reach(page, name);
      await page.keyboard.press('Space');
    }
    await reach(page, /^elm/);
    await page.keyboard.press('Space');
    await next();
    await reach(page, /^Your text/);
    await expect(page.getByText('shorter than asked for')).toBeVisible();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' this is it.');
    await expect(page.getByText('shorter than asked for')).toBeHidden();
    // All of them at a look, so that axe judges every type.
    await reach(page, /^All questions on one page/);
    await page.keyboard.press('Space');
    await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(PAPER.length);
    expect(await violationsOf(page)).toEqual([]);
    await press(page, /^Review and submit/);
    await press(page, /^Submit exam/);
    await page.getByRole('dialog').waitFor();
    await press(page, /^Submit now/);
    await page.getByRole('heading', { name: 'Your exam is submitted' }).waitFor();

    expect(strange).toEqual([]);
    await api.call('exam_end', { examId: exam.id });
    const { results } = await api.call('results_get', { examId: exam.id });
    const right = 2 * 0.3333333 + 2 / 3 + 1 + 1 + 1 + 2 / 3 + 3 + 4 * (0.125 + 0.25 + 0.0625 + 0.5 * 0.5);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ maxScore: 19, pendingPoints: 5, state: 'submitted' });
    expect(results[0]?.score).toBeCloseTo(right, 2);

    // To the end of it: marked and published, the certificate's code verifies, and the gradebook is read back as the same.
    const ofExam = { examId: exam.id, questionId: QuestionId.parse('text') };
    const [essay] = (await api.call('marking_answers', ofExam)).answers;
    expect(essay?.text).toBe('Dear reader, this is it.');
    if (essay) {
      const { paperId, answerRevision } = essay;
      await api.call('mark_save', { ...ofExam, paperId, answerRevision, points: 3.5, revision: 0 });
    }
    await api.call('results_publish', { examId: exam.id });
    const certificates = async () => (await api.call('certificates_list', { examId: exam.id })).certificates;
    await expect.poll(async () => (await certificates()).length).toBe(1);
    const [certificate] = await certificates();
    expect(certificate?.score).toBeCloseTo(right + 3.5, 2);
    await page.goto(`${room.url}/verify?code=${certificate?.code}`);
    await expect(page.getByText(/✓ Valid/)).toBeVisible();
    for (const format of ['moodle', 'canvas'] as const) {
      const { text } = await api.call('results_export', { examId: exam.id, format });
      const [grade] = readGradebook(text)?.grades ?? [];
      expect([grade?.candidateNumber, grade?.score], format).toEqual(['A1', Math.round((right + 3.5) * 100) / 100]);
    }
  });
});
