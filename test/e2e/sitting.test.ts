import { expect, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { PASSWORD, proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

let room: RoomProcess;
test.beforeEach(async () => {
  room = await startRoomProcess();
});
test.afterEach(async () => {
  await room.stop();
});

test('EX4 EX9 EX11 LD8 a schedule, practice, the start code, time that is given, and another watch', async ({
  page,
  browser,
}) => {
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

  // LD8: what is watched changes while the candidate works, and holds on the open page.
  const ask = async <Answer>(method: string, path: string, token: string | undefined, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${room.url}/api/v1/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.ok, path).toBe(true);
    return (await answer.json()) as Answer;
  };
  const { token } = await ask<{ token: string }>('POST', 'auth/login', undefined, { username: 'admin', password: PASSWORD });
  const { exams } = await ask<{ exams: { id: string }[] }>('GET', 'exams', token);
  const examId = exams[0]?.id;
  const { policy } = await ask<{ policy: object }>('GET', `exams/${examId}`, token);
  const weights = { context_menu: { weight: 0, confidence: 1, kind: 'plain' } };
  await ask('POST', `exams/${examId}/policy`, token, { policy: { ...policy, weights } });
  await expect(seat.getByRole('alert').filter({ hasText: 'What is noted in this exam has changed' })).toContainText(
    'No longer noted:Opening the context menu',
  );
  await seat.getByText('Which city is the capital of Thailand?').click({ button: 'right' });
  await seat.keyboard.press('Control+s');
  await seat.getByRole('button', { name: 'What is recorded' }).click();
  const recorded = seat.getByRole('dialog', { name: 'What is being recorded' });
  await expect(recorded.getByText('Opening the context menu (changed during the exam)')).toBeVisible();
  await expect(recorded.getByText('Pressed a blocked shortcut')).toBeVisible();
  await expect(recorded.getByText('Opened the context menu')).toHaveCount(0);
});
