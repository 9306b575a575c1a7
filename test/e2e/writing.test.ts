import { expect, test } from '@playwright/test';
import { createRest } from '../support/rest-driver.ts';
import { examine } from './support/examine.ts';
import { PASSWORD, proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('writing an exam and seating its candidates', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('EX2 EX3 questions are written, tried and ordered; a roster without a header is mapped and its seat list printed', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await proctor.go('Exams');
    await proctor.importPaper({ name: 'one.gift', mimeType: 'text/plain', buffer: Buffer.from('Read this first.') });
    await page.getByRole('link', { name: 'Go to the exam' }).click();

    // Somebody else saves while we write: both are shown, one is chosen, and what only they wrote is there.
    const { token } = await createRest(room.url).call('auth_login', { username: 'admin', password: PASSWORD });
    const other = createRest(room.url, token);
    const [exam] = (await other.call('exams_list', {})).exams;
    if (!exam) throw new Error('the exam was imported');
    await page.getByLabel('Duration').fill('45');
    await other.call('exam_update', { examId: exam.id, durationMinutes: 90, instructions: 'No phones.' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const clash = page.getByRole('alert').filter({ hasText: 'Somebody else has changed this too' });
    await expect(clash.getByRole('radiogroup', { name: 'Duration' })).toContainText('90');
    await expect(page.getByLabel('Instructions')).toHaveValue('No phones.');
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
    await clash.getByRole('radio', { name: /^Theirs/ }).check();
    await expect(page.getByRole('textbox', { name: 'Duration' })).toHaveValue('90 min');
    await clash.getByRole('radio', { name: /^Mine/ }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    expect(await other.call('exam_get', { examId: exam.id })).toMatchObject({ durationMinutes: 45, instructions: 'No phones.' });
    await page.getByRole('tab', { name: /Questions/ }).click();

    const dialog = page.getByRole('dialog');
    const begin = async (type: string, text: string) => {
      await page.getByLabel('Type of a new question').selectOption({ label: type });
      await page.getByRole('button', { name: 'Add question' }).click();
      await dialog.getByLabel('Question', { exact: true }).fill(text);
    };
    const save = async () => {
      await dialog.getByRole('button', { name: 'Save question' }).click();
      await expect(dialog).toBeHidden();
    };
    await begin('Single choice', 'Which is **red**?');
    await dialog.getByRole('button', { name: 'Save question' }).click();
    await expect(dialog.getByText('Write something here.').first(), 'the flaw is said at its field').toBeVisible();
    await dialog.getByLabel('Choice 1', { exact: true }).fill('Mars');
    await dialog.getByLabel('Choice 2', { exact: true }).fill('Venus');
    await expect(dialog.getByRole('region', { name: 'As it will be shown' }).locator('strong')).toHaveText('red');
    await dialog.getByRole('button', { name: 'Try it as a candidate' }).click();
    await dialog.getByRole('radio', { name: 'Venus' }).check({ force: true });
    await examine(page, 'question-editor');
    await save();

    await begin('Number', 'Two and two?');
    await dialog.getByLabel('Value', { exact: true }).fill('4');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog.getByText('What you changed is not saved.')).toBeVisible();
    await save();
    await begin('Essay', 'Tell us.');
    await save();
    const stems = page.getByRole('article');
    await expect(stems).toHaveCount(4);
    await page.getByRole('button', { name: 'Move 4 up' }).click();
    await expect(stems.nth(2)).toContainText('Tell us.');
    // Back over two changes and forth over one, by the keys; in a text field they belong to the text.
    await page.keyboard.press('ControlOrMeta+z');
    await expect(stems.nth(3)).toContainText('Tell us.');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(stems).toHaveCount(3);
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(stems).toHaveCount(4);
    await begin('Essay', 'Typed');
    await page.keyboard.type(' again');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(dialog.getByLabel('Question', { exact: true })).not.toHaveValue('Typed again');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Close without saving' }).click();
    await expect(stems).toHaveCount(4);
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    await expect(stems.nth(2)).toContainText('Tell us.');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(stems.nth(3)).toContainText('Tell us.');

    await begin('Ordering', 'Small first.');
    await dialog.getByLabel('Items, in the right order 1', { exact: true }).fill('ant');
    await dialog.getByLabel('Items, in the right order 2', { exact: true }).fill('zebra');
    await save();
    await begin('Fill in the gaps', 'The sky is [[g1]].');
    await dialog.getByLabel('Answer 1', { exact: true }).fill('blue');
    await save();

    await page.getByRole('button', { name: 'Preview as a candidate' }).click();
    await expect(dialog.getByRole('article')).toHaveCount(6);
    await dialog.getByRole('article').nth(3).getByRole('textbox').fill('A try that is kept nowhere.');
    const order = dialog.getByRole('article').nth(4);
    await order.getByRole('button', { name: 'Use this order' }).click();
    const second = order.getByRole('listitem').nth(1);
    const [moved] = (await second.textContent())?.match(/ant|zebra/) ?? ['nothing'];
    await second.getByRole('button', { name: /^Move up/ }).click();
    await expect(order.getByRole('listitem').first()).toContainText(moved);
    await dialog.getByRole('textbox', { name: 'Gap 1 of 1' }).fill('grey');
    await expect(dialog.getByRole('textbox', { name: 'Gap 1 of 1' })).toHaveValue('grey');
    await examine(page, 'paper-preview');
    await dialog.getByRole('button', { name: 'Close' }).first().click();

    await page.getByRole('tab', { name: /Roster/ }).click();
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a roster file' }).click();
    await (await chosen).setFiles({
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('S-1|Lovelace|Ada\nS-2|Turing|Alan\n'),
    });
    await expect(page.getByRole('rowheader', { name: 'Lovelace Ada' })).toBeVisible();
    await page.getByLabel('Column 2').selectOption({ label: 'not read' });
    await page.getByLabel('Column 3').selectOption({ label: 'First name' });
    await page.getByLabel('Column 2').selectOption({ label: 'Last name' });
    await expect(page.getByRole('rowheader', { name: 'Ada Lovelace' })).toBeVisible();
    await examine(page, 'roster-mapping');
    await page.getByRole('button', { name: 'Import 2 candidates' }).click();
    await expect(page.getByText('2 added')).toBeVisible();

    await page.getByRole('button', { name: 'Codes and seats' }).click();
    await page.getByRole('menuitem', { name: 'Make access codes' }).click();
    await dialog.getByRole('button', { name: 'Make access codes' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Accommodations of Ada Lovelace' }).click();
    await dialog.getByLabel('Screen reader').check({ force: true });
    await examine(page, 'accommodations');
    await dialog.getByRole('button', { name: 'Grant' }).click();
    await expect(page.getByText(/^Not counted:/)).toBeVisible();

    await page.getByRole('link', { name: 'Seat list to print' }).click();
    const slips = page.getByRole('listitem').filter({ hasText: /[2-9A-HJKMNP-TW-Z]{8}/ });
    await expect(slips).toHaveCount(2);
    await examine(page, 'seat-sheet');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeHidden();
    await expect(page.getByRole('row', { name: /Ada Lovelace/ })).toBeVisible();
  });
});
