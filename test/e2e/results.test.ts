import { expect, type Page, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

const PAPER = `::Sea::Why is the sea salt? {}

::Capital::Is Bangkok the capital of Thailand? {TRUE}

::Pairs::Which is the capital? {=France -> Oslo =Norway -> Paris =Italy -> Rome}

::Sky::Why is the sky blue? {}
`;

test.describe('results', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('EX7 UI4 an essay is marked, results are published, the candidate sees theirs, and its certificate verifies', async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    const newPage = async (): Promise<Page> => {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(20_000);
      return page;
    };
    const desk = await newPage();
    const proctor = proctorAt(desk, room);
    await proctor.openExam({ name: 'essay.gift', mimeType: 'text/plain', buffer: Buffer.from(PAPER) });
    const seat = await newPage();
    const candidate = candidateAt(seat, room);
    await candidate.join('E2E-01');
    await proctor.go('Overview');
    await desk.getByText('Somchai Jaidee').waitFor();
    await proctor.takeStep('Start exam');
    await seat.getByRole('textbox').first().fill('Rivers carry it there.');
    await seat.getByRole('textbox').first().blur();
    await candidate.saved();
    await candidate.goTo(2);
    await candidate.choose('True');
    await candidate.goTo(3);
    for (const [country, capital] of [
      ['France', 'Paris'],
      ['Norway', 'Oslo'],
      ['Italy', 'Rome'],
    ] as const)
      await seat.getByRole('combobox', { name: country }).selectOption({ label: capital });
    await candidate.saved();
    await candidate.goTo(4);
    await seat.getByRole('textbox').first().fill('Light is scattered.');
    await seat.getByRole('textbox').first().blur();
    await candidate.saved();
    await candidate.submit();
    await expect(seat.getByText('Not released yet')).toBeVisible();
    await proctor.takeStep('End exam');

    await proctor.go('Results');
    await expect(desk.getByText('Candidates do not see their results yet.')).toBeVisible();
    await expect(desk.getByText('2 answers are not marked')).toBeVisible();
    await desk.getByText('Marking', { exact: true }).click();
    await expect(desk.getByText('Rivers carry it there.')).toBeVisible();
    await desk.getByLabel(/^Points \(of 1\)/).fill('0.5');
    await desk.getByLabel('Comment').fill('And the rain?');
    await desk.getByRole('button', { name: 'Save mark' }).click();
    // The keyboard goes on to the answer that is left, and stays where it is after the last.
    const answer = desk.getByRole('group', { name: /^Answer: / });
    await expect(answer).toHaveText('Light is scattered.');
    await expect(answer).toBeFocused();
    await expect(desk.getByText('Saved: 1 of 2 are marked. The next answer is here.')).toBeVisible();
    await desk.keyboard.press('Tab');
    await desk.keyboard.type('0.5');
    await desk.keyboard.press('Enter');
    await expect(desk.getByText('Saved: all 2 answers are marked.')).toBeVisible();
    await expect(desk.getByText(/^Marked by/)).toBeVisible();
    await expect(answer).toBeFocused();
    await examine(desk, 'marking');
    await desk.getByText('Questions', { exact: true }).click();
    await expect(desk.getByRole('heading', { name: 'How the questions did' })).toBeVisible();
    await examine(desk, 'statistics');

    // Two pairs of the key were swapped: put right, looked at, and only then applied.
    await desk.getByRole('button', { name: 'Correct key' }).nth(2).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'France' }).selectOption({ label: 'Paris' });
    await dialog.getByRole('combobox', { name: 'Norway' }).selectOption({ label: 'Oslo' });
    await expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Show what would change' }).click();
    await expect(dialog.getByRole('row', { name: /Somchai Jaidee/ })).toContainText('+0.67');
    await dialog.getByLabel('Reason').fill('The two were swapped.');
    await examine(desk, 'regrade');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expect(dialog).toBeHidden();

    await desk.getByRole('radiogroup', { name: 'View' }).getByText('Results', { exact: true }).click();
    await proctor.takeStep('Publish results');
    await expect(desk.getByText(/^Published/)).toBeVisible();
    // The page hears of both by itself: of the result, and of the certificate a moment after.
    await expect(seat.getByText('3 of 4 points')).toBeVisible();
    await expect(seat.getByText('Passed', { exact: true })).toBeVisible();

    await expect(seat.getByText(/verification code/)).toBeVisible();
    const saved = seat.waitForEvent('download');
    await seat.getByRole('button', { name: 'Download certificate' }).click();
    expect((await saved).suggestedFilename()).toBe('certificate.pdf');
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(await seat.getByText(/verification code/).innerText())?.[0] ?? '';
    const anyone = await newPage();
    await anyone.goto(`${room.url}/verify`);
    await anyone.getByLabel(/Verification code/).fill(code);
    await anyone.getByRole('button', { name: /Check/ }).click();
    await expect(anyone.getByText(/✓ Valid/)).toBeVisible();
    await expect(anyone.getByText('S. J.')).toBeVisible();
  });
});
