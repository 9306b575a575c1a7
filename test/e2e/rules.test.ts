import { expect, type Page, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('an administrator who wants to know', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('EV2 EV3 EV4 UI4 writes a rule, tries it, switches it on; it suspends, is explained and undone', async ({ browser }) => {
    test.setTimeout(180_000);
    const newPage = async (): Promise<Page> => {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(20_000);
      return page;
    };
    const console_ = await newPage();
    const proctor = proctorAt(console_, room);
    await proctor.openExam();
    const desk = await newPage();
    const candidate = candidateAt(desk, room);
    await candidate.join('E2E-01');
    await proctor.go('Overview');
    await console_.getByText('Somchai Jaidee').waitFor();
    await proctor.takeStep('Start exam');
    await candidate.choose('Bangkok');
    const openMenus = async (times: number) => {
      for (let time = 0; time < times; time++) await desk.getByRole('main').click({ button: 'right', position: { x: 5, y: 5 } });
    };
    await openMenus(2);

    // Written from choices, said back as a sentence, tried on what has happened.
    await proctor.go('Rules');
    await console_.getByRole('button', { name: 'New rule' }).click();
    await console_.getByLabel('Name', { exact: true }).fill('Menus again and again');
    await console_.getByRole('combobox', { name: 'Events' }).click();
    await console_.getByRole('option', { name: 'Opened the context menu' }).click();
    await console_.keyboard.press('Escape');
    await console_.getByLabel('How many').fill('2');
    await console_.getByLabel('Suspend until somebody decides').check();
    await expect(console_.getByText(/When Opened the context menu comes 2 times within 60 s/)).toBeVisible();
    const tryIt = console_.getByRole('button', { name: 'Try on the last 30 days' });
    await expect(async () => {
      await tryIt.click();
      await expect(console_.getByText(/It would have fired: 1\. Alerts: 1\./)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await examine(console_, 'rules');
    await console_.getByRole('button', { name: 'Save', exact: true }).click();
    const isOn = console_.getByRole('switch', { name: 'Menus again and again: on' });
    await expect(isOn).not.toBeChecked();
    await isOn.focus();
    await console_.keyboard.press('Space');
    await expect(isOn).toBeChecked();

    // It fires on what comes, not on what was.
    const isSuspended = desk.getByRole('heading', { name: 'Your exam is suspended' });
    await expect(async () => {
      // The page tells repeats within two seconds as one.
      await openMenus(1);
      await expect(isSuspended).toBeVisible({ timeout: 2_500 });
    }).toPass();
    await proctor.go('Overview');
    await console_
      .getByRole('link', { name: /Somchai Jaidee/ })
      .first()
      .click();
    await expect(console_.getByText('Menus again and again').first()).toBeVisible();
    const alertsOf = console_.getByRole('feed', { name: /Alerts/ });
    await alertsOf.getByRole('button', { name: 'Why: Menus again and again' }).click();
    const details = console_.getByRole('dialog');
    await expect(details.getByText('2 such events within 60 s')).toBeVisible();
    await details.getByLabel('Comment').fill('I have talked to him.');
    await details.getByRole('button', { name: 'Resolve' }).click();
    await expect(details.getByText(/resolved – I have talked to him\./)).toBeVisible();
    await examine(console_, 'alert-details');
    await console_.keyboard.press('Escape');
    await expect(details).toBeHidden();
    await proctor.act('Resume');
    await expect(isSuspended).toBeHidden();
    await proctor.go('Audit');
    await expect(console_.getByText('Response: resumed').first()).toBeVisible();
    await expect(console_.getByText('Rule fired').first()).toBeVisible();

    // Another policy, tried before it is saved.
    await proctor.go('Exams');
    await console_.getByRole('link', { name: /short/i }).first().click();
    await console_.getByRole('tab', { name: 'Policy' }).click();
    await console_.getByLabel('Preset').selectOption('strict');
    await console_.getByRole('button', { name: 'Start from this preset' }).click();
    await console_.getByRole('button', { name: 'Try on what was recorded' }).click();
    await expect(console_.getByRole('heading', { name: 'What this policy would have done' })).toBeVisible();
    await console_.getByText(/^Weights of \d+ event types$/).click();
    await examine(console_, 'policy');
    await console_.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(console_.getByText('Saved; holds from now on')).toBeVisible();
    await console_.reload();
    await expect(console_.getByText('Exactly the preset “Strict”.')).toBeVisible();
  });
});
