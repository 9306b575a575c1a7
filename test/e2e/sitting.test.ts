import { expect, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

let room: RoomProcess;
test.beforeEach(async () => {
  room = await startRoomProcess();
});
test.afterEach(async () => {
  await room.stop();
});

test('EX4 EX9 EX11 a schedule, practice, the start code, and time that is given', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const proctor = proctorAt(page, room);
  await proctor.openExam();
  await page.getByRole('tab', { name: 'Schedule' }).click();
  await page.getByLabel('Starts at').fill('2099-01-05T09:30');
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Ask for a start code' }).click();
  const told = page.getByText('Write it down, it is not shown again:');
  const code = (await told.locator('strong').innerText()).trim();
  await examine(page, 'schedule');

  const seat = await (await browser.newContext()).newPage();
  const candidate = candidateAt(seat, room);
  await candidate.join('E2E-01');
  await expect(seat.getByText('Planned start:')).toBeVisible();
  await seat.getByRole('button', { name: 'Begin to practise' }).click();
  await expect(seat.getByText('Practice: this is not the exam.')).toBeVisible();
  await seat.getByRole('radio', { name: 'Rain' }).check();
  await expect(seat.getByRole('radio', { name: 'Rain' })).toBeChecked();
  await examine(seat, 'candidate-practice');

  await proctor.takeStep('Start exam');
  await expect(seat.getByRole('heading', { name: 'Enter the start code' })).toBeVisible();
  await expect(seat.getByText('Which city is the capital of Thailand?')).toBeHidden();
  await seat.getByLabel('Start code').fill(code.toLowerCase());
  await seat.getByRole('button', { name: 'Open the questions' }).click();
  await candidate.choose('Bangkok');

  await proctor.go('Overview');
  await page.getByRole('button', { name: 'Give time' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give time' });
  await dialog.getByLabel('Reason').fill('The projector fell');
  await dialog.getByRole('button', { name: 'Give time' }).click();
  await expect(dialog).toBeHidden();
  await expect(seat.getByText('5 minutes were added.')).toBeVisible();
});
