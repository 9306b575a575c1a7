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
    /** Opens the way to a person, raises the hand, writes, and asks for the calculator. */
    askForHelp: async (words: string) => {
      await page.getByRole('button', { name: /^Help/ }).first().click();
      const panel = page.getByRole('dialog', { name: 'Help' });
      await panel.getByLabel('Why (optional)').fill('I need paper');
      await panel.getByRole('button', { name: 'Raise hand' }).click();
      await expect(panel.getByText('Your hand is raised')).toBeVisible();
      await panel.getByLabel('Your message').fill(words);
      await panel.getByRole('button', { name: 'Send', exact: true }).click();
      await expect(panel.getByText(words)).toBeVisible();
      await panel.getByLabel('What for?').fill('Question 3');
      await panel.getByLabel('Data it should read (optional)').fill('formulas');
      await panel.getByRole('button', { name: 'Ask for a tool' }).click();
      await expect(panel.getByText('Asked for')).toBeVisible();
      return panel;
    },
    /** Joins as somebody who is working elsewhere and asks to continue here. */
    askToContinueHere: async (candidateNumber: string, why: string) => {
      await giveNumber(candidateNumber);
      await page.getByRole('button', { name: 'I agree and take part' }).click();
      await expect(page.getByRole('heading', { name: 'This exam is open on another computer' })).toBeVisible();
      await page.getByLabel('What happened?').fill(why);
      await page.getByRole('button', { name: 'Ask to continue here' }).click();
      await expect(page.getByRole('heading', { name: 'Waiting for the proctor' })).toBeVisible();
    },
    saved,
  };
}
