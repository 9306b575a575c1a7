import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

/** Where the three candidates of the fixture end up: right answers, of four points. */
const EXPECTED = { 'E2E-01': '4', 'E2E-02': '2', 'E2E-03': '1' };

test.describe('one exam day in real browsers', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    expect(await room.stop()).toBe(0);
  });

  test('EX4 EX5 EV1 EV3 EX7 from first run to results: three candidates, one alert, a suspension, right scores', async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    const console_ = await (await browser.newContext()).newPage();
    const proctor = proctorAt(console_, room);
    await proctor.setUp();

    await test.step('import the paper and the roster, open the room', async () => {
      await proctor.go('Exams');
      await proctor.importPaper();
      await expect(console_.getByText('4 questions read')).toBeVisible();
      await console_
        .getByRole('link', { name: 'Go to the exam' })
        .or(console_.getByRole('button', { name: 'Go to the exam' }))
        .click();
      await proctor.importRoster();
      await console_.getByRole('button', { name: 'Open the room' }).first().click();
    });

    const seats = await Promise.all(
      Object.keys(EXPECTED).map(async (candidateNumber) => {
        const page = await (await browser.newContext()).newPage();
        const candidate = candidateAt(page, room);
        await candidate.join(candidateNumber);
        return { page, candidate };
      }),
    );
    const [first, second, third] = seats;
    if (!first || !second || !third) throw new Error('three candidates are expected');

    await test.step('start: the first question is there within a second or so', async () => {
      await proctor.go('Overview');
      await expect(console_.getByText('Somchai Jaidee')).toBeVisible();
      await proctor.takeStep('Start exam');
      for (const { page } of seats)
        await expect(page.getByText('Which city is the capital of Thailand?')).toBeVisible({ timeout: 2_000 });
    });

    await test.step('the first candidate answers everything right and hands in', async () => {
      await first.candidate.choose('Bangkok');
      await first.candidate.goTo(2);
      await first.candidate.choose('True');
      await first.candidate.goTo(3);
      await first.candidate.write('  GREEN ');
      await first.candidate.goTo(4);
      await first.candidate.write('3,14');
      await first.candidate.submit();
    });

    await test.step('the second copies and leaves the page: the alert is on the console in under a second', async () => {
      await second.candidate.choose('Bangkok');
      const alert = console_.getByRole('region', { name: 'Alerts' }).getByText('Text was copied', { exact: false }).first();
      await second.page.getByText('Which city is the capital of Thailand?').selectText();
      const from = Date.now();
      await second.page.keyboard.press('ControlOrMeta+c');
      await expect(alert).toBeVisible({ timeout: 5_000 });
      console.log(`copy to console: ${Date.now() - from} ms`);
      const away = await second.page.context().newPage();
      await away.goto('about:blank');
      await away.bringToFront();
      await away.close();
    });

    await test.step('warn, then suspend: the page freezes and says why', async () => {
      await console_
        .getByRole('link', { name: /Malee Suksan/ })
        .first()
        .click();
      await proctor.act('Warn', 'Please stay on your exam page');
      await expect(second.page.getByText('A warning about your exam').first()).toBeVisible();
      await second.page.getByRole('button', { name: /Close/ }).first().click();
      await proctor.act('Suspend', 'Copied a question');
      await expect(second.page.getByRole('heading', { name: 'Your exam is suspended' })).toBeVisible();
      await expect(second.page.getByText('Copied a question').first()).toBeVisible();
      await proctor.act('Resume');
      await expect(second.page.getByRole('heading', { name: 'Your exam is suspended' })).toBeHidden();
    });

    await test.step('the second goes on after a reload where they were', async () => {
      await second.page.reload();
      await expect(second.page.getByRole('radio', { name: 'Bangkok' })).toBeChecked();
      await second.candidate.goTo(2);
      await second.candidate.choose('True');
      await second.candidate.goTo(3);
      await second.candidate.write('red');
      await second.candidate.submit();
    });

    await test.step('the third is still at it when the proctor ends the exam', async () => {
      await third.candidate.choose('Bangkok');
      await proctor.go('Overview');
      await proctor.takeStep('End exam');
      await expect(third.page.getByRole('heading', { name: 'The exam has ended' })).toBeVisible();
    });

    await test.step('results are right, on the page and as CSV', async () => {
      await proctor.go('Results');
      for (const [candidateNumber, score] of Object.entries(EXPECTED)) {
        await expect(console_.getByRole('row', { name: new RegExp(candidateNumber) })).toContainText(`${score} `);
      }
      const download = console_.waitForEvent('download');
      await console_.getByRole('button', { name: 'Export' }).click();
      await console_.getByRole('menuitem', { name: 'Download CSV' }).click();
      const csv = await readFile(await (await download).path(), 'utf8');
      for (const [candidateNumber, score] of Object.entries(EXPECTED))
        expect(csv).toMatch(new RegExp(`${candidateNumber},[^,]+,${score},4,0,`));
    });
  });
});
