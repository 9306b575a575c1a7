import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { createRest, type RestDriver } from '../support/rest-driver.ts';
import { ADMIN_PASSWORD, EVERY_TYPE_GIFT, rosterCsv, rosterLines } from '../support/test-room-files.ts';

export const root = join(import.meta.dirname, '../..');

/** One run of the desktop app. */
export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly child: ChildProcess;
  /** What it said on stderr so far. */
  readonly said: () => string;
}

/** A data dir of its own, gone at the end. */
export function makeDataDir(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'invigil-desktop-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Starts the app on a data dir, with an administrator unless told, and waits for its first window. */
export async function launch(dataDir: string, flags: readonly string[], { isSetUp = true } = {}): Promise<Desktop> {
  const { INVIGIL_ADMIN_PASSWORD: _, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({
    args: [root, '--port', '0', '--data-dir', dataDir, ...flags],
    env: isSetUp ? { ...env, INVIGIL_ADMIN_PASSWORD: ADMIN_PASSWORD } : env,
  });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return { app, page: await app.firstWindow(), child, said: () => said };
}

const STOP_LIMIT_MS = 10_000;

/** Ends by a signal, which asks nobody; the answer is the exit code. */
export async function endApp({ child }: Desktop): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  // One that hangs is a failure to be seen here, not a test that never ends.
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  const [code] = (await exited) as [number | null];
  clearTimeout(limit);
  return code;
}

/** Presses this button in the system's dialogs from now on, and tells what they asked. */
export async function answerDialogs({ app }: Desktop, button: number): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    (globalThis as unknown as { asked: string[] }).asked = asked;
    dialog.showMessageBox = async (...given: unknown[]) => {
      asked.push((given.at(-1) as { message: string }).message);
      return { response, checkboxChecked: false };
    };
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

/** Signs in on the console's own page. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
}

/** A running exam with one candidate in it, made over the room's own interface. */
export interface ExamInRoom {
  readonly examId: string;
  readonly staff: RestDriver;
  /** Reports events of these types, one after another, as the candidate's client would. */
  observe(...types: readonly string[]): Promise<void>;
}

export async function runExam(url: string): Promise<ExamInRoom> {
  const anyone = createRest(url);
  const { token } = await anyone.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD });
  const staff = createRest(url, token);
  const { exam } = await staff.uploadExam(EVERY_TYPE_GIFT);
  await staff.uploadRoster(exam.id, rosterCsv(rosterLines(1)));
  await staff.call('exam_open', { examId: exam.id });
  const { code } = await staff.call('room_info', {});
  const joined = await anyone.call('join', { code, candidateNumber: 'C001', consent: true, examId: exam.id });
  await staff.call('exam_start', { examId: exam.id });
  const candidate = createRest(url, joined.token);
  let seq = 0;
  return {
    examId: exam.id,
    staff,
    observe: async (...types) => {
      const events = types.map((type) => ({
        id: crypto.randomUUID(),
        type,
        occurredAt: new Date().toISOString(),
        seq: ++seq,
      }));
      await candidate.call('security_events', { events });
    },
  };
}
