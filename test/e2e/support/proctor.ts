import { resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RoomProcess } from './room.ts';

export const PASSWORD = 'seven quiet lamps';
const fixture = (name: string): string => resolve(import.meta.dirname, '../fixtures', name);

/** A fixture by its name, or a file of its own. */
type ChosenPaper = string | { name: string; mimeType: string; buffer: Buffer };

/** What an invigilator does at the console, in the words on the screen. */
export function proctorAt(page: Page, room: RoomProcess) {
  const proctor = {
    setUp: async () => {
      await page.goto(room.url);
      await page.getByLabel('Setup code').fill(room.setupCode);
      await page.getByLabel('Password for admin').fill(PASSWORD);
      await page.getByRole('button', { name: 'Set up the room' }).click();
    },
    signIn: async () => {
      await page.goto(room.url);
      await page.getByLabel('User name').fill('admin');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    go: (place: string) => page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: place }).click(),
    /** By the name of a fixture, or as a file of its own. */
    importPaper: async (paper: ChosenPaper = 'short-paper.gift'): Promise<void> => {
      const chosen = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose an exam file' }).click();
      await (await chosen).setFiles(typeof paper === 'string' ? fixture(paper) : paper);
    },
    importRoster: async () => {
      await page.getByRole('tab', { name: /Roster/ }).click();
      const chosen = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a roster file' }).click();
      await (await chosen).setFiles(fixture('roster.csv'));
      await page.getByRole('button', { name: 'Import 3 candidates' }).click();
      await expect(page.getByText('3 added')).toBeVisible();
    },
    /** A step of the sitting that asks before it is taken. */
    takeStep: async (name: string) => {
      await page.getByRole('button', { name, exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name, exact: true }).click();
      await expect(dialog).toBeHidden();
    },
    act: async (name: string, text?: string) => {
      await page.getByRole('button', { name, exact: true }).first().click();
      const dialog = page.getByRole('dialog');
      if (text) await dialog.getByRole('textbox').fill(text);
      await dialog.getByRole('button', { name, exact: true }).click();
      await expect(dialog).toBeHidden();
    },
    /** From the first start to an open room: set up, import paper and roster, open. */
    openExam: async (paper?: ChosenPaper): Promise<void> => {
      await proctor.setUp();
      await proctor.go('Exams');
      await proctor.importPaper(paper);
      await page
        .getByRole('link', { name: 'Go to the exam' })
        .or(page.getByRole('button', { name: 'Go to the exam' }))
        .click();
      await proctor.importRoster();
      await page.getByRole('button', { name: 'Open the room' }).first().click();
    },
  };
  return proctor;
}
