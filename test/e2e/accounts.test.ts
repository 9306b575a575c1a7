import { expect, test } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { examine } from './support/examine.ts';
import { PASSWORD, proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

const STEP_MS = 30_000;

test.describe('accounts, second factors and keys', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('ID1 a second factor from setting it up to signing in with it', async ({ page, browser }) => {
    test.setTimeout(180_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await page.getByRole('button', { name: /Account:/ }).click();
    await page.getByRole('menuitem', { name: 'My account' }).click();
    await page.getByRole('button', { name: 'Set up' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await examine(page, 'second-factor');
    const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
    const codeNow = (steps: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP_MS });
    await page.getByRole('textbox', { name: 'Code' }).fill('12345');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'This code is wrong' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Code' }).fill(codeNow(-1));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Keep these recovery codes')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ has: page.locator('code') })).toHaveCount(10);
    await examine(page, 'recovery-codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByText('10 recovery codes left.')).toBeVisible();
    await examine(page, 'account');
    await proctor.go('Users');
    await page.getByLabel('Staff need a second factor').click({ force: true });
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click();
    await expect(page.getByLabel('Staff need a second factor')).toBeChecked();
    await examine(page, 'users-second-factor');
    await page.getByRole('button', { name: 'More for' }).click();
    await expect(page.getByRole('menuitem', { name: 'Reset second factor' })).toBeVisible();
    await page.keyboard.press('Escape');

    const visitor = await (await browser.newContext()).newPage();
    await proctorAt(visitor, room).signIn();
    await visitor.getByRole('textbox', { name: 'Code' }).fill('not it');
    await visitor.keyboard.press('Enter');
    await expect(visitor.getByRole('alert').filter({ hasText: 'This code is wrong' })).toBeVisible();
    await expect(visitor.getByLabel('Password', { exact: true }), 'the password is not asked for again').toHaveValue(PASSWORD);
    await examine(visitor, 'sign-in-code');
    await visitor.getByRole('textbox', { name: 'Code' }).fill(codeNow(1));
    await visitor.keyboard.press('Enter');
    await expect(visitor.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
    await proctorAt(visitor, room).go('Sessions');
    await visitor
      .getByRole('button', { name: /^Sessions of/ })
      .first()
      .click();
    await expect(visitor.getByRole('button', { name: 'End all sessions' })).toBeVisible();
    await expect(visitor.getByText(/Browser · .+ · Chrome/).first()).toBeVisible();
    await examine(visitor, 'sessions-of-one');
    await visitor.getByRole('button', { name: 'End all sessions' }).click();
    await visitor.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
    for (const one of [visitor, page]) await expect(one.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('ID2 a key is issued, shown once and revoked', async ({ page, request }) => {
    test.setTimeout(120_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await proctor.go('API keys');
    await expect(page.getByText('No keys yet')).toBeVisible();
    await page.getByRole('button', { name: 'New key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Service').fill('Door Sensor');
    await expect(dialog.getByRole('button', { name: 'New key' })).toBeDisabled();
    await dialog.getByLabel('Service').fill('door-sensor');
    await dialog.getByLabel('Raise alerts').check();
    await examine(page, 'api-key-new');
    await dialog.getByRole('button', { name: 'New key' }).click();
    await expect(page.getByRole('dialog', { name: 'The new key' })).toBeVisible();
    const token = await page.getByRole('dialog').locator('pre, code').first().innerText();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await expect(page.getByRole('cell', { name: 'alerts:write, events:write' })).toBeVisible();
    await expect(page.getByText(token)).toHaveCount(0);
    await examine(page, 'api-keys');
    const post = () =>
      request.post(`${room.url}/api/v1/alerts`, {
        headers: { authorization: `Bearer ${token}` },
        data: { type: 'door_opened', severity: 'high', title: 'A door was opened', message: 'The door at the back.' },
      });
    expect((await post()).status()).toBe(202);
    await page.getByRole('button', { name: 'Revoke the key of door-sensor' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('cell', { name: 'Ended' })).toBeVisible();
    expect((await post()).status()).toBe(401);
  });
});
