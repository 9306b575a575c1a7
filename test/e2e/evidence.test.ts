import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { examine } from './support/examine.ts';
import { PASSWORD, proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('pictures and places', () => {
  let room: RoomProcess;
  test.beforeEach(async () => {
    room = await startRoomProcess();
  });
  test.afterEach(async () => {
    await room.stop();
  });

  test('LD4 a kept picture is looked at on the page of its candidate; ID3 a network gets a name', async ({ page, request }) => {
    test.setTimeout(120_000);
    const proctor = proctorAt(page, room);
    await proctor.setUp();
    await proctor.go('Sessions');
    await expect(page.getByText('No network has a name yet')).toBeVisible();
    await page.getByRole('button', { name: 'Add a network' }).click();
    await page.getByRole('textbox', { name: 'Network 1' }).fill('127.0.0.0/99');
    await expect(page.getByText('Write an address, or a network')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save places' })).toBeDisabled();
    await page.getByRole('textbox', { name: 'Network 1' }).fill('127.0.0.0/8');
    await page.getByRole('textbox', { name: 'Name 1' }).fill('Room 12');
    await examine(page, 'places');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Save places' }).press('Enter');
    await expect(page.getByRole('table').getByText('Room 12')).toBeVisible();

    const post = async (path: string, token: string | undefined, data: object | Buffer, type = 'application/json') => {
      const headers = { 'content-type': type, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
      const answer = await request.post(`${room.url}${path}`, { data, headers });
      expect(answer.ok(), await answer.text()).toBe(true);
      return answer.json();
    };
    const fixture = (name: string) => readFileSync(resolve(import.meta.dirname, 'fixtures', name));
    const { token } = await post('/api/v1/auth/login', undefined, { username: 'admin', password: PASSWORD });
    const { exam } = await post('/api/v1/exams/import', token, fixture('short-paper.gift'), 'text/plain');
    await post(`/api/v1/exams/${exam.id}/roster`, token, fixture('roster.csv'), 'text/csv');
    await post(`/api/v1/exams/${exam.id}/open`, token, {});
    const joined = await post('/api/v1/join', undefined, { code: room.joinCode, candidateNumber: 'E2E-01', consent: true });

    await page.goto(`${room.url}/console/#/candidates/${joined.attempt.id}`);
    await expect(page.getByText('No pictures of this attempt.')).toBeVisible();
    const picture = await page.screenshot({ type: 'jpeg', quality: 30 });
    const sha256 = createHash('sha256').update(picture).digest('hex');
    await post(`/api/v1/attempt/evidence?sha256=${sha256}`, joined.token, picture, 'image/jpeg');
    await page.reload();
    await expect(page.getByText('Taken at an interval')).toBeVisible();
    await examine(page, 'candidate-pictures');
    await page.getByRole('button', { name: 'Show picture' }).press('Enter');
    const shown = page.getByRole('dialog').getByRole('img', { name: /Picture of/ });
    await expect(shown).toBeVisible();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1440);
    await examine(page, 'picture');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});
