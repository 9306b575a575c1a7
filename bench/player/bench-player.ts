/**
 * `npm run bench -- player`: how long a candidate looks at the lobby after their page was told that the exam has started (EX5): until the
 * first of 200 questions is painted and its field can be used. Ten openings, each in a browser that has never seen the room; a real
 * Chromium, the pages as a release has them, the paper fetched from the room on the way.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser, NO_BROWSER } from '../../scripts/browser.mjs';
import { buildPages } from '../contestants/build-room.ts';
import { startNode } from '../contestants/start-node.ts';
import { median } from '../measures/statistics.ts';
import { largePaper } from './large-paper.ts';

const QUESTIONS = 200;
const OPENINGS = 10;
const GOAL_MS = 300;
const PATIENCE_MS = 30_000;

/** Since the page was told, in ms. */
interface Opening {
  /** The paper has come from the room. */
  readonly fetched: number;
  /** The question stands on the page, and its field can be used. */
  readonly placed: number;
  /** And the browser has painted it. */
  readonly painted: number;
  /** The page's own work until then that held up everything else: tasks above 50 ms, together. */
  readonly blocked: number;
}

/** Runs in the page before anything of its own does. */
const WATCH = `(() => {
  let told = 0, fetched = 0, blocked = 0, isOver = false;
  const since = () => performance.now() - told;
  const Own = window.WebSocket;
  window.WebSocket = class extends Own {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', ({ data }) => {
        if (!told && typeof data === 'string' && data.includes('"in_progress"')) told = performance.now();
      });
    }
  };
  const ask = window.fetch;
  window.fetch = async (...how) => {
    const answer = await ask(...how);
    if (told && !fetched && String(how[0]?.url ?? how[0]).endsWith('/api/v1/attempt')) {
      const text = answer.text.bind(answer), json = answer.json.bind(answer);
      const noted = (read) => async () => { const whole = await read(); fetched = since(); return whole; };
      answer.text = noted(text);
      answer.json = noted(json);
    }
    return answer;
  };
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) if (told && task.startTime + task.duration > told) blocked += task.duration;
  }).observe({ type: 'longtask' });
  const look = () => {
    if (isOver || !told) return;
    const article = document.querySelector('article[aria-labelledby^="question-"]');
    const field = article && article.querySelector('input, textarea, select, button[role]');
    if (!field || field.disabled || article.closest('[inert]')) return;
    isOver = true;
    const placed = since();
    // After the next frame was made, the first task is after it was painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { window.opened({ fetched, placed, painted: since(), blocked }); };
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
})()`;

type Call = <T>(method: string, path: string, body: unknown, type?: string) => Promise<T>;

/** What staff ask of the room; throws what it says when it refuses. */
async function signIn(url: string, password: string): Promise<Call> {
  const ask = async <T>(token: string | undefined, method: string, path: string, body: unknown, type: string): Promise<T> => {
    const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const json = 'application/json';
  const { token } = await ask<{ token: string }>(undefined, 'POST', '/auth/login', { username: 'admin', password }, json);
  return (method, path, body, type = json) => ask(token, method, path, body, type);
}

/** One candidate of an exam of their own, from the lobby to the first question. */
async function openOnce(browser: Browser, call: Call, joinUrl: string, number: string): Promise<Opening> {
  const { exam, report } = await call<{ exam: { id: string; questionCount: number }; report: { skipped: unknown[] } }>(
    'POST',
    '/exams/import',
    largePaper(QUESTIONS),
    'application/xml',
  );
  if (exam.questionCount !== QUESTIONS) throw new Error(`the paper was not read whole: ${JSON.stringify(report.skipped[0])}`);
  await call('POST', `/exams/${exam.id}/roster`, `candidateNumber,firstName,lastName\n${number},Bench,Player\n`, 'text/csv');
  await call('POST', `/exams/${exam.id}/open`, {});
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    const { promise, resolve, reject } = Promise.withResolvers<Opening>();
    await page.exposeBinding('opened', (_source, opening: Opening) => resolve(opening));
    await page.addInitScript(WATCH);
    await page.goto(joinUrl);
    await page.getByLabel('Candidate number').fill(number);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I agree and take part' }).click();
    await page.getByText('Waiting for the proctor to start').waitFor();
    await page.waitForTimeout(1_000);
    await call('POST', `/exams/${exam.id}/start`, {});
    const timer = setTimeout(() => reject(new Error(`the exam did not open within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    return await promise.finally(() => clearTimeout(timer));
  } finally {
    await context.close();
    // The next candidate is asked nothing about which exam they are here for.
    await call('POST', `/exams/${exam.id}/end`, {});
  }
}

/** Prints each opening, their median and the worst. */
export async function benchPlayer(entry: string, workFolder: string, say: (text: string) => void): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(NO_BROWSER);
  const password = randomBytes(12).toString('hex');
  const pages = await buildPages(workFolder);
  const server = await startNode(
    entry,
    ['serve', '--port', '0', '--json', '--data-dir', mkdtempSync(join(workFolder, 'player-'))],
    { cwd: workFolder, env: { INVIGIL_WEB_ROOT: pages, INVIGIL_ADMIN_PASSWORD: password, INVIGIL_LOG_LEVEL: 'error' }, lines: 2 },
  );
  // Chromium's own sandbox refuses to run as root.
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: ['--disable-gpu'] });
  try {
    const [ready = '', codeLine = ''] = server.lines;
    const { url } = JSON.parse(ready) as { url: string };
    const { code } = JSON.parse(codeLine) as { code: string };
    const call = await signIn(url, password);
    say(
      `${QUESTIONS} questions, ${OPENINGS} openings; ms since the page was told of the start; goal: painted below ${GOAL_MS} ms`,
    );
    say('| opening | paper fetched | on the page | painted | long tasks |\n|---|---|---|---|---|');
    const openings: Opening[] = [];
    const show = (name: string, { fetched, placed, painted, blocked }: Opening): void =>
      say(`| ${[name, ...[fetched, placed, painted, blocked].map((ms) => ms.toFixed(0))].join(' | ')} |`);
    for (let place = 0; place < OPENINGS; place++) {
      const opening = await openOnce(browser, call, `${url}/join?code=${code}`, `P${place}`);
      openings.push(opening);
      show(String(place + 1), opening);
    }
    const over = (pick: (values: number[]) => number): Opening => ({
      fetched: pick(openings.map(({ fetched }) => fetched)),
      placed: pick(openings.map(({ placed }) => placed)),
      painted: pick(openings.map(({ painted }) => painted)),
      blocked: pick(openings.map(({ blocked }) => blocked)),
    });
    show('median', over(median));
    show(
      'worst',
      over((values) => Math.max(...values)),
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}
