import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { type RoomProcess, startRoomProcess } from '../e2e/support/room.ts';
import { createRest, type RestDriver } from '../support/rest-driver.ts';
import { type OtherSite, startOtherSite } from './other-site.ts';
import { root } from './support.ts';

const PASSWORD = 'the seventh garden gate';
const GIFT = '::Capital:: Name the capital of France. {=Paris ~Rome}\n';
const ROSTER = 'candidateNumber,firstName,lastName\nC-1,Ada,Example\nC-2,Ben,Example\n';

/** One program for all of it, one seat after another: what one candidate's page left would greet the next. */
test.describe('pages of other servers in a candidate’s seat', () => {
  test.describe.configure({ mode: 'serial' });
  let room: RoomProcess;
  let site: OtherSite;
  let staff: RestDriver;
  let dataDir: string;
  let app: ElectronApplication;
  let page: Page;
  let examId: string;

  /** Runs it in the other server's page, as if a person had clicked there; nothing where there is no such page. */
  const inView = <T = unknown>(script: string): Promise<T | undefined> =>
    app.evaluate(async ({ webContents }, code) => {
      const view = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'));
      // A page behind a dialog of the system never answers.
      const silence = new Promise((resolve) => setTimeout(() => resolve('silent'), 2_000));
      return Promise.race([view?.executeJavaScript(`(async () => { ${code} })()`, true), silence]);
    }, script) as Promise<T | undefined>;
  /** How the other server's page stands in the window; nothing where there is none. */
  const look = () =>
    app.evaluate(({ BrowserWindow, webContents }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith('http'));
      const view = window?.contentView.children.find((one) => (one as Electron.WebContentsView).webContents === contents);
      if (!window || !contents || !view) return undefined;
      return {
        isVisible: (globalThis as unknown as { shown: WeakMap<object, boolean> }).shown.get(view),
        hasKeys: contents.isFocused(),
        isOwnFocused: window.webContents.isFocused(),
        ...view.getBounds(),
        full: window.getContentBounds(),
      };
    });
  const isShown = async (): Promise<boolean | undefined> => (await look())?.isVisible;
  const press = (where: 'page' | 'view', keyCode: string): Promise<void> =>
    app.evaluate(
      ({ webContents }, [at, key]) => {
        const isView = (one: Electron.WebContents) => one.getURL().startsWith('http') === (at === 'view');
        const contents = webContents.getAllWebContents().find(isView);
        const types = ['keyDown', ...(key.length === 1 ? ['char' as const] : []), 'keyUp'] as const;
        for (const type of types) contents?.sendInputEvent({ type, keyCode: key });
      },
      [where, keyCode] as const,
    );

  const address = (): string => room.url.replace('http://', '');

  async function openExam(external: boolean): Promise<void> {
    const { exam } = await staff.uploadExam(GIFT);
    examId = exam.id;
    await staff.uploadRoster(exam.id, ROSTER);
    const paper = { startUrl: `${site.origin}/quiz/1`, allow: [`${site.origin}/quiz`], inBrowser: 'refused' as const };
    if (external) await staff.call('external_set', { examId: exam.id, external: paper });
    await staff.call('exam_open', { examId: exam.id });
  }
  async function takeSeat(candidateNumber: string): Promise<void> {
    await page.getByLabel('Address of the room').fill(address());
    await page.getByLabel('Join code').fill(room.joinCode);
    await page.getByLabel('Candidate number').fill(candidateNumber);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I agree and take part' }).click();
  }
  const attemptOf = async (candidateNumber: string) => {
    const { attempts } = await staff.call('attempts_list', { examId });
    const found = attempts.find((one) => one.candidateNumber === candidateNumber);
    if (!found) throw new Error('the candidate has no attempt');
    return found;
  };
  const act = async (action: 'suspend' | 'resume', candidateNumber: string) =>
    staff.call('proctor_action', {
      id: crypto.randomUUID(),
      attemptId: (await attemptOf(candidateNumber)).id,
      action,
      ...(action === 'suspend' ? { reason: 'A talk.' } : {}),
    });

  test.beforeAll(async () => {
    site = await startOtherSite('http://127.0.0.3:9/');
    room = await startRoomProcess();
    const anyone = createRest(room.url);
    await anyone.call('setup', { setupCode: room.setupCode, password: PASSWORD });
    const { token } = await anyone.call('auth_login', { username: 'admin', password: PASSWORD });
    staff = createRest(room.url, token);
    dataDir = mkdtempSync(join(tmpdir(), 'invigil-pages-'));
    await openExam(true);
    app = await _electron.launch({ args: [root, '--lang=en', '--data-dir', dataDir, '--join', room.joinCode] });
    page = await app.firstWindow();
    // Not every runtime tells whether a view is shown: kept as it is asked for.
    await app.evaluate(({ View }) => {
      const shown = new WeakMap<object, boolean>();
      const { setVisible } = View.prototype;
      View.prototype.setVisible = function asked(this: Electron.View, isVisible: boolean) {
        shown.set(this, isVisible);
        setVisible.call(this, isVisible);
      };
      Object.assign(globalThis, { shown });
    });
  });
  test.afterAll(async () => {
    await app?.close().catch(() => undefined);
    await room?.stop();
    await site?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('EX8 the page of an external exam has no way out, and each that it tries is told', async () => {
    await takeSeat('C-1');
    await expect(page.getByText('Waiting for the proctor to start')).toBeVisible();
    await staff.call('exam_start', { examId });
    await expect.poll(isShown).toBe(true);
    // Everything below the bar is the paper's, and nothing of the bar.
    const bar = await page.locator('header').boundingBox();
    expect(await look()).toMatchObject({ x: 0, y: Math.round(bar?.height ?? 0) });
    const at = (): Promise<string | undefined> => inView('return location.href');
    await expect.poll(at).toBe(`${site.origin}/quiz/1`);

    expect(await inView("return ['invigilShell', 'require', 'process'].filter((name) => name in globalThis)")).toEqual([]);
    // What editors of learning platforms are made of goes on working.
    const inFrame = `const frame = document.createElement('iframe'); frame.srcdoc = '<p>inside'; document.body.append(frame);
      await new Promise((resolve) => { frame.onload = resolve; }); return frame.contentDocument.body.innerText`;
    expect(await inView(inFrame)).toBe('inside');

    await inView("location.href = 'http://127.0.0.2:9/'");
    await inView("location.href = '/quiz/leads-away'");
    expect(await inView("return String(window.open('http://127.0.0.4:9/'))")).toBe('null');
    await inView(
      "const frame = document.createElement('iframe'); frame.src = 'http://127.0.0.5:9/'; document.body.append(frame)",
    );
    await inView(
      "const form = document.createElement('form'); form.action = 'http://127.0.0.6:9/'; form.method = 'post'; document.body.append(form); form.submit()",
    );
    await inView("location.href = 'file:///etc/passwd'");
    await inView("location.href = 'mailto:somebody@example.org'");
    await inView("const link = document.createElement('a'); link.href = '/quiz/file'; document.body.append(link); link.click()");
    await inView('navigator.geolocation.getCurrentPosition(() => {}, () => {})');
    await inView('document.documentElement.requestFullscreen().catch(() => {})');
    // A page of the list in a window of its own comes in place of this one, and has no opener to lead.
    expect(await inView("return String(window.open('/quiz/2'))")).toBe('null');
    await expect.poll(at).toBe(`${site.origin}/quiz/2`);
    expect(await inView('return window.opener')).toBeNull();
    // A step back to an address that was only claimed, and one loaded again from there.
    await inView("history.pushState({}, '', '/private'); location.href = '/quiz/3'");
    await expect.poll(at).toBe(`${site.origin}/quiz/3`);
    await inView('history.back()');
    await inView("history.pushState({}, '', '/private'); location.reload()");
    // Asks to stay, whatever is clicked: it does not.
    await inView(
      "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'no'; }); location.href = '/quiz/4'",
    );
    await expect.poll(at).toBe(`${site.origin}/quiz/4`);
    expect(await inView("print(); return 'went on'"), 'no dialog of the system').toBe('went on');
    expect(await inView("return confirm('Sure?')")).toBe(false);

    const reports = async (): Promise<string[]> => {
      const { timeline } = await staff.call('attempt_detail', { attemptId: (await attemptOf('C-1')).id });
      return timeline.flatMap((entry) =>
        entry.kind === 'event' && entry.type === 'url_blocked'
          ? [[entry.details?.how, entry.details?.what ?? entry.details?.host].join(' ')]
          : [],
      );
    };
    const own = site.origin.replace('http://', '');
    await expect
      .poll(async () => (await reports()).toSorted())
      .toEqual(
        [
          'navigation 127.0.0.2:9',
          'redirect 127.0.0.3:9',
          'window 127.0.0.4:9',
          'navigation 127.0.0.5:9',
          'navigation 127.0.0.6:9',
          'navigation file:',
          'navigation mailto:',
          `download ${own}`,
          'permission geolocation',
          'permission fullscreen',
          `navigation ${own}`,
          `print ${own}`,
        ].toSorted(),
      );
    expect(site.asked.map(({ path }) => path)).not.toContain('/private');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isFullScreen()))).toEqual([
      false,
    ]);
  });

  test('EX8 F6 leads in and out; whatever stops the exam or lies over it covers the page, for keys too; its end closes it', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.focus());
    await press('page', 'F6');
    await expect.poll(look).toMatchObject({ hasKeys: true });
    await press('view', 'F6');
    await expect.poll(look).toMatchObject({ hasKeys: false, isOwnFocused: true });

    await page.getByRole('button', { name: 'Help' }).click();
    await expect.poll(isShown).toBe(false);
    await page.keyboard.press('Escape');
    await expect.poll(isShown).toBe(true);
    await press('page', 'F6');
    await expect.poll(look).toMatchObject({ hasKeys: true });

    await act('suspend', 'C-1');
    await expect.poll(look).toMatchObject({ isVisible: false, hasKeys: false, isOwnFocused: true });
    // Another page of it loads, and does not take the keys.
    await inView("location.href = '/quiz/5'");
    await expect.poll(() => inView('return location.pathname')).toBe('/quiz/5');
    await expect.poll(look).toMatchObject({ isVisible: false, hasKeys: false });
    await inView("document.querySelector('input').focus()");
    await press('view', 'A');
    expect(await inView("return document.querySelector('input').value"), 'whatever has the keys').toBe('');
    await act('resume', 'C-1');
    await expect.poll(isShown).toBe(true);
    expect(await inView('return location.pathname'), 'where it was').toBe('/quiz/5');
    expect(await inView('return document.cookie')).toBe('who=somebody');

    await page.getByRole('button', { name: 'I am done' }).click();
    await expect.poll(isShown).toBe(false);
    await page.getByRole('dialog').getByRole('button', { name: 'I am done' }).click();
    await expect(page.getByRole('heading', { name: 'Your exam is submitted' })).toBeVisible();
    await page.getByRole('button', { name: 'Finish and clear this computer' }).click();
    await expect.poll(look).toBeUndefined();
  });

  test('EX8 TL1 the next candidate on this computer is a stranger to the other server; a tool opens beside the question', async () => {
    const before = site.asked.length;
    await takeSeat('C-2');
    await expect.poll(isShown).toBe(true);
    await expect.poll(() => site.asked[before]).toEqual({ path: '/quiz/1', cookie: '' });
    await page.getByRole('button', { name: 'I am done' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'I am done' }).click();
    await page.getByRole('button', { name: 'Finish and clear this computer' }).click();
    await staff.call('exam_end', { examId });

    await openExam(false);
    await staff.call('tool_address_set', { toolId: 'url', address: `${site.origin}/table/1` });
    await takeSeat('C-1');
    await expect(page.getByText('Waiting for the proctor to start')).toBeVisible();
    await staff.call('exam_start', { examId });
    await page.getByRole('radio', { name: 'Paris' }).check();
    const { userId } = await attemptOf('C-1');
    const decide = async (input: object) =>
      staff.call('tool_decide', { id: crypto.randomUUID(), ...input } as never) as Promise<{ grantId: string }>;
    const { grantId } = await decide({ action: 'grant', userId, toolId: 'url' });
    await page.getByRole('button', { name: 'Tools' }).click();
    await expect.poll(isShown).toBe(true);
    expect(await inView("return ['invigilShell', 'require', 'process'].filter((name) => name in globalThis)")).toEqual([]);
    const shown = await look();
    expect(shown?.x, 'beside the question').toBeGreaterThan((await page.locator('main').boundingBox())?.x ?? 0);
    expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual(shown?.full.width ?? 0);
    await inView("location.href = '/quiz/1'");
    await inView("location.href = '/table/1/row'");
    await expect.poll(() => inView('return location.pathname')).toBe('/table/1/row');

    await page.getByRole('radio', { name: 'Rome' }).focus();
    await press('page', 'F6');
    await expect.poll(look).toMatchObject({ hasKeys: true });
    await press('view', 'F6');
    await expect.poll(look).toMatchObject({ hasKeys: false, isOwnFocused: true });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'at the question it left').toBe('radio');

    await press('page', 'F6');
    await decide({ action: 'revoke', grantId });
    await expect.poll(look).toBeUndefined();
    await expect(page.getByText('taken back by the proctor')).toBeVisible();
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isFocused())).toBe(true);
    // The shortest a grant can last.
    await decide({ action: 'grant', userId, toolId: 'url', minutes: 0.1 });
    await expect.poll(isShown).toBe(true);
    await expect.poll(look, { timeout: 15_000 }).toBeUndefined();
    await expect(page.getByText('the time of the grant is over')).toBeVisible();
  });

  test('EX7 a candidate saves their certificate from the seat once it is published, and not while the exam is on', async () => {
    const path = join(dataDir, 'mine.pdf');
    await app.evaluate(({ dialog }, filePath) => {
      const names: unknown[] = [];
      Object.assign(globalThis, { names });
      dialog.showSaveDialog = async (...given: unknown[]) => {
        names.push((given.at(-1) as { defaultPath: string }).defaultPath);
        return { canceled: false, filePath };
      };
    }, path);
    const names = () => app.evaluate(() => (globalThis as unknown as { names: string[] }).names);
    const asked = await page.evaluate(() =>
      (window as unknown as { invigilShell: { saveCertificate(): Promise<unknown> } }).invigilShell.saveCertificate(),
    );
    expect(asked).toEqual({ ok: true, value: { ok: true, value: { outcome: 'locked' } } });
    await page.getByRole('button', { name: 'Review and submit' }).first().click();
    await page.getByRole('button', { name: 'Submit exam' }).click();
    await page.getByRole('button', { name: 'Submit now' }).click();
    await expect(page.getByRole('heading', { name: 'Your exam is submitted' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Download certificate' })).toBeHidden();
    await staff.call('exam_end', { examId });
    await staff.call('grading_set', { examId, passPercent: 60 });
    await staff.call('results_publish', { examId });
    expect(await names(), 'no dialog so far').toEqual([]);
    await page.getByRole('button', { name: 'Download certificate' }).click();
    await expect(page.getByText('The certificate is saved.')).toBeVisible();
    expect(await names()).toEqual(['certificate.pdf']);
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
