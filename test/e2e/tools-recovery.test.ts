import { expect, type Page, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('a candidate who needs somebody', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('CM1 TL1 ID6 asks, is answered, is granted a tool, and moves to another computer', async ({ browser }) => {
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

    // The hand is in the overview, the words are a toast and stand on the candidate's page.
    const panel = await candidate.askForHelp('Is a page missing?');
    await expect(console_.getByText('Message from Somchai Jaidee')).toBeVisible();
    await expect(console_.getByText('Hand raised').first()).toBeVisible();
    await console_
      .getByRole('link', { name: /Somchai Jaidee/ })
      .first()
      .click();
    await expect(console_.getByText('Is a page missing?').first()).toBeVisible();
    await console_.getByLabel('Message to the candidate').fill('No, scroll down.');
    await console_.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(panel.getByText('No, scroll down.')).toBeVisible();
    await console_.getByRole('button', { name: 'Somebody is there' }).click();
    await expect(panel.getByRole('button', { name: 'Raise hand' })).toBeVisible();

    // The tool is granted, and seen by the candidate at once.
    await proctor.go('Tools');
    await console_.getByRole('button', { name: 'Grant Calculator to Somchai Jaidee' }).click();
    const dialog = console_.getByRole('dialog');
    await dialog.getByLabel('Minutes').fill('10');
    await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(panel.getByText('Granted', { exact: true })).toBeVisible();
    await expect(console_.getByRole('list', { name: 'Granted now' }).getByText('formulas')).toBeVisible();
    await panel.getByRole('button', { name: 'Open the calculator' }).click();
    await panel.getByLabel('Calculation', { exact: true }).fill('2×(3+4)');
    await panel.getByRole('button', { name: 'Calculate' }).click();
    await expect(panel.getByText('= 14')).toBeVisible();
    await console_.reload();
    await expect(console_.getByText('used 1 time', { exact: true })).toBeVisible();

    // A dictionary: given its content, granted, searched and opened by keyboard beside the question, closed by its end.
    await console_.getByRole('button', { name: 'Add content: Dictionary' }).click();
    const content = console_.getByRole('dialog');
    await content.locator('input[type="file"]').setInputFiles({
      name: 'words.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('word,meaning\nApple,a fruit\nÁpplet,a small program\nlonely'),
    });
    await expect(content.getByText('2 entries were read.')).toBeVisible();
    await expect(content.getByText('Line 4: it has no meaning')).toBeVisible();
    await content.getByRole('button', { name: 'Look at it: words.csv' }).click();
    await expect(console_.getByRole('cell', { name: 'a small program' })).toBeVisible();
    await console_.keyboard.press('Escape');
    await console_.keyboard.press('Escape');
    await panel.getByLabel('Tool', { exact: true }).selectOption('Dictionary');
    await panel.getByRole('button', { name: 'Ask for a tool' }).click();
    await console_.getByRole('button', { name: 'Grant Dictionary to Somchai Jaidee' }).click();
    await console_.getByRole('dialog').getByRole('button', { name: 'Grant', exact: true }).click();
    await desk.keyboard.press('Escape');
    await desk.getByRole('button', { name: 'Tools', exact: true }).press('Enter');
    const tools = desk.getByRole('complementary', { name: 'Tools' });
    await tools.getByRole('tab', { name: 'Calculator' }).press('ArrowRight');
    await tools.getByLabel('Search a word').fill('APPL');
    await expect(tools.getByRole('list', { name: 'Words found' }).getByRole('button')).toHaveText(['Apple', 'Ápplet']);
    await tools.getByLabel('Search a word').press('ArrowDown');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('Enter');
    await expect(tools.getByText('a small program')).toBeVisible();
    await console_.getByRole('button', { name: 'Revoke Dictionary from Somchai Jaidee' }).click();
    await console_.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(tools.getByText('Dictionary: taken back by the proctor. It was closed.')).toBeVisible();
    await expect(tools.getByText('a small program')).toBeHidden();

    // Another computer: asks, waits, and goes on by itself where the first one was.
    const spare = await newPage();
    const moved = candidateAt(spare, room);
    await moved.askToContinueHere('E2E-01', 'My computer broke.');
    await proctor.go('Recovery');
    await expect(console_.getByText('My computer broke.').first()).toBeVisible();
    await console_.getByRole('button', { name: 'Approve the request of Somchai Jaidee' }).click();
    await console_.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(spare.getByRole('radio', { name: 'Bangkok' })).toBeChecked();
    await expect(desk.getByRole('heading', { name: /another|ended|lost|place/i }).first()).toBeVisible();
    await expect(console_.getByText('Nobody asks to be let back in')).toBeVisible();
  });
});
