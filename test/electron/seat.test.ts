import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { type RoomProcess, startRoomProcess } from '../e2e/support/room.ts';
import { createRest, type RestDriver } from '../support/rest-driver.ts';

const root = join(import.meta.dirname, '../..');
const PASSWORD = 'the seventh garden gate';
const GIFT = '::Capital:: Name the capital of France. {=Paris ~Rome}\n\n::Essay:: Write what you think. {}\n';

test.describe('a candidate’s seat in the desktop app', () => {
  let room: RoomProcess;
  let staff: RestDriver;
  let examId: string;
  let dataDir: string;
  let app: ElectronApplication;
  let page: Page;

  const address = (): string => room.url.replace('http://', '');

  async function start(...flags: string[]): Promise<void> {
    app = await _electron.launch({ args: [root, '--lang=en', '--data-dir', dataDir, ...flags] });
    page = await app.firstWindow();
  }

  /** Asks the page through the program: a page that died and was loaded again is another one to who watched the first. */
  const inPage = <T>(script: string): Promise<T | undefined> =>
    app.evaluate(async ({ BrowserWindow }, code) => {
      const [window] = BrowserWindow.getAllWindows();
      // A page that is dying never answers.
      const silence = new Promise((resolve) => setTimeout(resolve, 1_000));
      return Promise.race([window?.webContents.executeJavaScript(code, true), silence]);
    }, script) as Promise<T | undefined>;
  const bodyText = (): Promise<string> => inPage<string>('document.body.innerText').then((text) => text ?? '');
  const essayText = (): Promise<string | undefined> =>
    inPage<string>("document.querySelector('textarea')?.value").catch(() => undefined);
  const type = (text: string): Promise<void> =>
    app.evaluate(async ({ BrowserWindow }, typed) => {
      const [window] = BrowserWindow.getAllWindows();
      await window?.webContents.executeJavaScript(
        "{ const field = document.querySelector('textarea'); field.focus(); field.setSelectionRange(field.value.length, field.value.length); }",
        true,
      );
      await window?.webContents.insertText(typed);
    }, text);
  async function look(path: string): Promise<void> {
    // A window that is shown only now has nothing to photograph yet.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const png = await app.evaluate(async ({ BrowserWindow }) => {
      const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
      return picture?.toPNG().toString('base64');
    });
    writeFileSync(path, Buffer.from(png ?? '', 'base64'));
  }

  test.beforeEach(async () => {
    room = await startRoomProcess();
    const anyone = createRest(room.url);
    await anyone.call('setup', { setupCode: room.setupCode, password: PASSWORD });
    const { token } = await anyone.call('auth_login', { username: 'admin', password: PASSWORD });
    staff = createRest(room.url, token);
    const { exam } = await staff.uploadExam(GIFT);
    examId = exam.id;
    await staff.uploadRoster(exam.id, 'candidateNumber,firstName,lastName\nC-7,Ada,Example\n');
    await staff.call('exam_open', { examId: exam.id });
    dataDir = mkdtempSync(join(tmpdir(), 'invigil-seat-'));
  });
  test.afterEach(async () => {
    await app.close().catch(() => undefined);
    await room.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('EX5 EX6 R6 joins, answers, survives the death of its page and of the whole program, and hands in', async ({
    browserName: _,
  }, info) => {
    await start('--join', room.joinCode, '--address', address());
    await expect(page).toHaveURL(/^app:\/\/invigil\/exam\//);
    await expect(page.getByLabel('Address of the room')).toHaveValue(address());
    await expect(page.getByLabel('Join code')).toHaveValue(room.joinCode);
    // On this computer nothing crosses a network; an address that asks for plain HTTP elsewhere is said to be readable.
    const readable = page.getByText('does not encrypt the connection');
    await expect(readable).toBeHidden();
    await page.getByLabel('Address of the room').fill('http://192.168.1.5:3000');
    await expect(readable).toBeVisible();
    await page.getByLabel('Address of the room').fill(address());
    await look(info.outputPath('join.png'));
    await page.getByLabel('Candidate number').fill('C-7');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I agree and take part' }).click();
    await expect(page.getByText('Waiting for the proctor to start')).toBeVisible();
    await expect(page.getByText('does not lock the computer yet')).toBeVisible();
    await look(info.outputPath('lobby.png'));

    await staff.call('exam_start', { examId });
    await page.getByRole('radio', { name: 'Paris' }).check();
    await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: /^Question 2:/ }).click();
    await page.getByRole('textbox').fill('Before the page died.');
    await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
    await look(info.outputPath('player.png'));

    // The page dies; the program brings it back where it was.
    const crashedAt = performance.now();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await expect.poll(essayText, { timeout: 20_000, intervals: [100] }).toBe('Before the page died.');
    const backMs = performance.now() - crashedAt;
    expect(backMs).toBeLessThan(10_000);
    await look(info.outputPath('after-the-crash.png'));
    await type(' And after it.');
    await expect.poll(bodyText).toContain('Saved');

    // One second after the last key the program is killed.
    await type(' Alone.');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    app.process().kill('SIGKILL');
    await ended;

    const restartedAt = performance.now();
    await start('--join', room.joinCode);
    await expect(page.getByText('This computer still has the place of')).toBeVisible();
    await expect(page.getByLabel('Address of the room')).toHaveValue(address());
    await look(info.outputPath('offered.png'));
    await page.getByRole('button', { name: 'Continue where I was' }).click();
    await expect(page.getByRole('textbox')).toHaveValue('Before the page died. And after it. Alone.');
    info.annotations.push({
      type: 'measured',
      description: `page back in ${backMs.toFixed(0)} ms, program in ${(performance.now() - restartedAt).toFixed(0)} ms`,
    });
    process.stdout.write(
      `page back in ${backMs.toFixed(0)} ms, program and seat in ${(performance.now() - restartedAt).toFixed(0)} ms\n`,
    );

    await page.getByRole('button', { name: 'Review and submit' }).first().click();
    await page.getByRole('button', { name: 'Submit exam' }).click();
    await page.getByRole('button', { name: 'Submit now' }).click();
    await expect(page.getByRole('heading', { name: 'Your exam is submitted' })).toBeVisible();
    await look(info.outputPath('submitted.png'));

    const { attempts } = await staff.call('attempts_list', { examId });
    const [attempt] = attempts;
    expect(attempt).toMatchObject({ state: 'submitted', reducedIntegrity: true });
    const detail = await staff.call('attempt_detail', { attemptId: attempt?.id } as never);
    const types = detail.timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.type] : []));
    expect(types.filter((event) => event === 'client_started')).toHaveLength(2);
    expect(types).toContain('renderer_crashed');
  });

  test('SEC6 the page has no network, no token, and the files are private', async () => {
    await start('--join', room.joinCode, '--address', address());
    await page.getByLabel('Candidate number').fill('C-7');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I agree and take part' }).click();
    await expect(page.getByText('Waiting for the proctor to start')).toBeVisible();

    const reached = await page.evaluate(async (url) => {
      const tried = await fetch(`${url}/healthz`).then(
        () => 'reached',
        () => 'blocked',
      );
      const socket = await new Promise((resolve) => {
        try {
          const opened = new WebSocket(url.replace('http', 'ws'));
          opened.onopen = () => resolve('reached');
          opened.onerror = () => resolve('blocked');
        } catch {
          resolve('blocked');
        }
      });
      const image = await new Promise((resolve) => {
        const picture = new Image();
        picture.onload = () => resolve('reached');
        picture.onerror = () => resolve('blocked');
        picture.src = `${url}/icon.png`;
      });
      return { tried, socket, image };
    }, room.url);
    expect(reached).toEqual({ tried: 'blocked', socket: 'blocked', image: 'blocked' });

    const folder = join(dataDir, 'shell', 'seat');
    const { token, refreshToken } = JSON.parse(readFileSync(join(folder, 'seat.json'), 'utf8')) as Record<string, string>;
    const { resumeToken } = JSON.parse(readFileSync(join(folder, 'resume.json'), 'utf8')) as Record<string, string>;
    const seen = await page.evaluate(async () => {
      const { invigilShell } = window as unknown as { invigilShell: Record<string, () => Promise<unknown>> };
      return JSON.stringify([
        await invigilShell.place?.(),
        { ...localStorage },
        document.cookie,
        document.documentElement.outerHTML,
      ]);
    });
    for (const secret of [token, refreshToken, resumeToken]) {
      expect(secret?.length).toBeGreaterThan(20);
      expect(seen).not.toContain(secret);
    }
    expect(readdirSync(folder).sort()).toEqual([
      'installation.json',
      expect.stringMatching(/^outbox-[0-9a-f]{32}\.jsonl$/),
      'resume.json',
      'seat.json',
    ]);
  });

  test('EX5 says in words what is wrong with an address, and asks nobody before it is told to', async ({
    browserName: _,
  }, info) => {
    await start('--join', room.joinCode, '--address', '127.0.0.1:9');
    await expect(page.getByLabel('Address of the room')).toHaveValue('127.0.0.1:9');
    await page.waitForTimeout(1_500);
    await expect(page.getByText('Nothing answers')).toHaveCount(0);
    await page.getByLabel('Candidate number').fill('C-7');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('Nothing answers at 127.0.0.1:9.')).toBeVisible();
    await look(info.outputPath('nobody-there.png'));
    await page.getByLabel('Address of the room').fill('two words');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('This is not an address of a room.')).toBeVisible();
    // The link of the room brings the code along.
    await page.getByLabel('Join code').fill('');
    await page.getByLabel('Address of the room').fill(`${room.url}/exam/#/join?code=${room.joinCode}`);
    await expect(page.getByLabel('Address of the room')).toHaveValue(address());
    await expect(page.getByLabel('Join code')).toHaveValue(room.joinCode);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('button', { name: 'I agree and take part' })).toBeVisible();
  });
});
