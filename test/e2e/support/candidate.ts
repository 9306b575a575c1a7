import { expect, type Page } from '@playwright/test';
import type { RoomProcess } from './room.ts';

/** What a candidate does, in the words on the screen. */
export function candidateAt(page: Page, room: RoomProcess) {
  const saved = () => expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
  const giveNumber = async (candidateNumber: string) => {
    await page.goto(`${room.url}/join?code=${room.joinCode}`);
    await page.getByLabel('Candidate number').fill(candidateNumber);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('button', { name: 'I agree and take part' })).toBeVisible();
  };
  const agree = async () => {
    await page.getByRole('button', { name: 'I agree and take part' }).click();
    await expect(page.getByText('Waiting for the proctor to start')).toBeVisible();
  };
  return {
    giveNumber,
    agree,
    join: async (candidateNumber: string) => {
      await giveNumber(candidateNumber);
      await agree();
    },
    goTo: (question: number) => page.getByRole('button', { name: new RegExp(`^Question ${question}:`) }).click(),
    choose: async (answer: string) => {
      await page.getByRole('radio', { name: answer }).check();
      await saved();
    },
    write: async (text: string) => {
      await page.getByLabel(/^Your answer/).fill(text);
      await page.getByLabel(/^Your answer/).blur();
      await saved();
    },
    submit: async () => {
      await page.getByRole('button', { name: 'Review and submit' }).first().click();
      await page.getByRole('button', { name: 'Submit exam' }).click();
      await page.getByRole('button', { name: 'Submit now' }).click();
      await expect(page.getByRole('heading', { name: 'Your exam is submitted' })).toBeVisible();
    },
    saved,
  };
}
