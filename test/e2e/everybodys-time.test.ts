import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { loadConfig } from '../../src/main/app/config.ts';
import { type RunningRoom, startRoom } from '../../src/main/app/create-room.ts';
import { createRoomApi, type RoomApi } from '../../src/shared/client/index.ts';
import { newId } from '../support/exam-day.ts';
import { QUICK_PORTS } from '../support/quick-ports.ts';

const PASSWORD = 'seven quiet lamps';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What a page shows may be this much behind what the room says while a busy machine draws it. */
const DRAWN_MS = 3_000;

const bytes = (text: string) => new TextEncoder().encode(text);

test.describe('a sitting with everything that changes time', () => {
  let room: RunningRoom;
  let dataDir: string;
  test.beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'invigil-time-'));
  });
  test.afterEach(async () => {
    await room?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(port = '0'): Promise<RoomApi> {
    const flags = { dataDir, port, logLevel: 'error' as const, webRoot: resolve(import.meta.dirname, '../../out/renderer') };
    room = await startRoom(loadConfig({ flags, env: { INVIGIL_ADMIN_PASSWORD: PASSWORD }, cwd: dataDir }), { ...QUICK_PORTS });
    const { token } = await createRoomApi({ baseUrl: room.url, fetch }).call('auth_login', {
      username: 'admin',
      password: PASSWORD,
    });
    return createRoomApi({ baseUrl: room.url, fetch, token: () => token });
  }

  /** A candidate's browser, whose computer believes that it is so much later. */
  async function sit(browser: Browser, code: string, candidateNumber: string, aheadMs: number): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript((ahead) => {
      const RightDate = Date;
      const now = (): number => RightDate.now() + ahead;
      globalThis.Date = class extends RightDate {
        constructor(...given: unknown[]) {
          super(...((given.length === 0 ? [now()] : given) as [number]));
        }
        static override now(): number {
          return now();
        }
      } as DateConstructor;
    }, aheadMs);
    await page.goto(`${room.url}/join?code=${code}`);
    await page.getByLabel('Candidate number').fill(candidateNumber);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I agree and take part' }).click();
    return page;
  }

  /** What the page says is left, ms; NaN while there is no such figure on it. */
  async function shownMs(page: Page): Promise<number> {
    const parts = (
      await page
        .getByRole('timer')
        .innerText({ timeout: 500 })
        .catch(() => '')
    ).split(':');
    return parts.reduce((sum, part) => sum * 60 + Number(part || Number.NaN), 0) * 1_000;
  }

  test('EX4 EX9 late join, time for all, a pause, a restart and a clock three hours wrong: all have exactly their time', async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    let staff = await start();
    const { exam } = await staff.call('exam_import', { bytes: bytes('::one::Is water wet? {TRUE}') });
    const examId = exam.id;
    const roster = 'candidateNumber,firstName,lastName\nT1,Ada,Right\nT2,Ben,Ahead\nT3,Cora,Late\n';
    await staff.call('roster_import', { examId, bytes: bytes(roster) });
    await staff.call('late_join_set', { examId, lateJoin: { time: 'full' } });
    const { code } = await staff.call('exam_open', { examId });
    const [right, ahead] = [await sit(browser, code, 'T1', 0), await sit(browser, code, 'T2', 3 * HOUR)];
    for (const page of [right, ahead]) await page.getByText('Waiting for the proctor to start').waitFor();
    await staff.call('exam_start', { examId });
    const endsOf = async (): Promise<number[]> => {
      const { attempts } = await staff.call('attempts_list', { examId });
      const ordered = attempts.toSorted((one, other) => (one.candidateNumber < other.candidateNumber ? -1 : 1));
      return ordered.map(({ endsAt }) => Date.parse(endsAt ?? ''));
    };
    const [startedTo = 0] = await endsOf();
    for (const page of [right, ahead]) await page.getByRole('radio', { name: 'True' }).check();

    // Who comes late here has the whole hour from that moment.
    const late = await sit(browser, code, 'T3', -3 * HOUR);
    await late.getByRole('radio', { name: 'True' }).check();
    const seats = [right, ahead, late];
    await staff.call('time_extend', { id: newId(), examId, minutes: 5, reason: 'The projector fell' });
    for (const page of seats) await page.getByText('5 minutes were added.').waitFor();

    await staff.call('exam_pause', { examId });
    for (const page of seats) await expect(page.getByRole('timer')).toBeHidden();
    const { port } = new URL(room.url);
    await room.stop();
    staff = await start(port);
    await expect
      .poll(async () => (await staff.call('attempts_list', { examId })).attempts.filter((one) => one.connected), {
        timeout: 40_000,
      })
      .toHaveLength(3);
    await staff.call('exam_resume', { examId });

    // To the millisecond: what was given, and the pause with the restart inside it.
    const { credits } = await staff.call('time_credits', { examId });
    expect(credits.map(({ kind }) => kind)).toEqual(['late_join', 'extension', 'pause']);
    const [lateMs = 0, ...forAll] = credits.map(({ creditMs }) => creditMs);
    const common = startedTo + forAll.reduce((sum, creditMs) => sum + creditMs, 0);
    const ends = [common, common, common + lateMs];
    expect(await endsOf()).toEqual(ends);
    for (const [place, page] of seats.entries()) {
      const apartMs = async () => Math.abs((await shownMs(page)) - ((ends[place] ?? 0) - Date.now()));
      await expect.poll(apartMs, 'by the room’s clock, whatever the computer’s own').toBeLessThan(DRAWN_MS);
    }

    // All but the one it is taken from go on.
    const { attempts } = await staff.call('attempts_list', { examId });
    const attemptIds = attempts.filter(({ candidateNumber }) => candidateNumber === 'T1').map(({ id }) => id);
    await staff.call('time_extend', { id: newId(), examId, minutes: -65, reason: 'The end of this test', attemptIds });
    await right.getByRole('heading', { name: 'The exam has ended' }).waitFor();
    for (const page of [ahead, late]) {
      await page.getByRole('radio', { name: 'False' }).check();
      await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
    }
    const states = (await staff.call('attempts_list', { examId })).attempts.map(({ candidateNumber, state }) => [
      candidateNumber,
      state,
    ]);
    expect(Object.fromEntries(states)).toEqual({ T1: 'ended', T2: 'in_progress', T3: 'in_progress' });
  });
});
