import { expect, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('notifications', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('NT1 staff send themselves one, see how long it took, and read it in their list', async ({ page }) => {
    test.setTimeout(120_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await proctor.go('Notifications');
    await expect(page.getByText('No notifications')).toBeVisible();
    await examine(page, 'notifications-none');
    // As somebody types it into the address bar.
    await page.goto(`${room.url}/notification-test`);
    await expect(page.getByRole('heading', { name: 'Test notifications' })).toBeVisible();
    for (let n = 0; n < 3; n++) {
      await page.getByRole('button', { name: 'Send to me' }).click();
      await expect(page.getByText(/It arrived after \d+ ms/)).toBeVisible();
    }
    await page.getByLabel('Title').fill('Fire drill');
    await page.getByLabel('Message').fill('At noon, by the east stairs.');
    await page.getByRole('combobox', { name: 'Severity' }).click();
    await page.getByRole('option', { name: 'Warning' }).click();
    await page.getByRole('button', { name: 'Send to me' }).click();
    await expect(page.getByRole('link', { name: 'Notifications, 4 unread' })).toBeVisible();
    await examine(page, 'notification-test');
    await page.getByRole('link', { name: 'Notifications, 4 unread' }).click();
    await expect(page.getByText('×3')).toBeVisible();
    await page.getByRole('button', { name: '2 similar' }).click();
    await expect(page.getByText('Notifications reach you.').nth(2)).toBeVisible();
    await examine(page, 'notifications');
    await page.getByRole('button', { name: 'Mark as read: Fire drill' }).click();
    await expect(page.getByRole('link', { name: 'Notifications, 3 unread' })).toBeVisible();
    await page.getByText('Unread', { exact: true }).click();
    await expect(page.getByText('Fire drill')).toBeHidden();
    await page.getByRole('button', { name: 'Mark all as read (3)' }).click();
    await expect(page.getByText('Nothing fits these filters')).toBeVisible();
  });

  test('NT1 a candidate finds what was said, on demand and beside the paper', async ({ browser, page }) => {
    test.setTimeout(180_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await proctor.go('Exams');
    await proctor.importPaper();
    await page
      .getByRole('link', { name: 'Go to the exam' })
      .or(page.getByRole('button', { name: 'Go to the exam' }))
      .click();
    await proctor.importRoster();
    await page.getByRole('button', { name: 'Open the room' }).first().click();
    const desk = await (await browser.newContext()).newPage();
    const candidate = candidateAt(desk, room);
    await candidate.join('E2E-01');
    await desk.goto(`${room.url}/exam/#/notification-test`);
    await desk.getByRole('button', { name: 'Send a test to me' }).click();
    await expect(desk.getByText('Notifications reach you.')).toBeVisible();
    await examine(desk, 'candidate-notifications');
    await desk.keyboard.press('Escape');
    await expect(desk.getByRole('dialog')).toBeHidden();
    await expect(desk.getByRole('button', { name: 'Notifications, 0 unread' })).toBeVisible();
  });
});
