import type { Browser, Page } from '@playwright/test';
import { candidateAt } from './candidate.ts';
import { proctorAt } from './proctor.ts';
import type { RoomProcess } from './room.ts';

/** Every page of both apps worth looking at, with a room alive behind it. */
export interface PopulatedRoom {
  readonly console_: Page;
  /** One candidate in each situation, by name. */
  readonly candidates: Readonly<Record<'working' | 'suspended' | 'submitted' | 'recovering', Page>>;
  /** Hash routes of the console's pages, by the name of their picture. */
  readonly consolePages: Readonly<Record<string, string>>;
}

/** Called at each page on the way to the running exam. */
export type Visit = (page: Page, name: string) => Promise<void>;

/** A running exam with three candidates: one at work, one suspended after copying, one who has handed in. */
export async function populateRoom(browser: Browser, room: RoomProcess, visit: Visit = async () => {}): Promise<PopulatedRoom> {
  const console_ = await (await browser.newContext()).newPage();
  const proctor = proctorAt(console_, room);
  await proctor.setUp();
  await proctor.go('Exams');
  await proctor.importPaper();
  await console_.getByText('4 questions read').waitFor();
  await visit(console_, 'import');
  await console_
    .getByRole('link', { name: 'Go to the exam' })
    .or(console_.getByRole('button', { name: 'Go to the exam' }))
    .click();
  await console_.waitForURL(/#\/exams\/[0-9a-f-]{36}/);
  const examId = console_.url().split('/').at(-1) ?? '';
  await console_.getByRole('tab', { name: /Questions/ }).click();
  await visit(console_, 'questions');
  await proctor.importRoster();
  await visit(console_, 'roster');
  await console_.getByRole('button', { name: 'Open the room' }).first().click();

  const seat = async (candidateNumber: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    const candidate = candidateAt(page, room);
    await candidate.giveNumber(candidateNumber);
    if (candidateNumber === 'E2E-01') await visit(page, 'consent');
    await candidate.agree();
    if (candidateNumber === 'E2E-01') await visit(page, 'lobby');
    return page;
  };
  const working = await seat('E2E-01');
  const suspended = await seat('E2E-02');
  const submitted = await seat('E2E-03');
  await proctor.go('Overview');
  await console_.getByText('Anong Rakdee').waitFor();
  await visit(console_, 'open');
  await proctor.takeStep('Start exam');
  await candidateAt(working, room).choose('Bangkok');
  await candidateAt(submitted, room).choose('Phuket');
  await candidateAt(submitted, room).submit();
  await suspended.getByText('Which city is the capital of Thailand?').selectText();
  await suspended.keyboard.press('ControlOrMeta+c');
  await console_
    .getByRole('link', { name: /Malee Suksan/ })
    .first()
    .click();
  await console_.waitForURL(/#\/candidates\//);
  const attemptPage = new URL(console_.url()).hash;
  await proctor.act('Suspend', 'Copied a question');
  await suspended.getByRole('heading', { name: 'Your exam is suspended' }).waitFor();
  const help = await candidateAt(working, room).askForHelp('Is a page missing?');
  await visit(working, 'candidate-help');
  await help.getByRole('button', { name: 'Close' }).click();
  const recovering = await (await browser.newContext()).newPage();
  await candidateAt(recovering, room).askToContinueHere('E2E-01', 'My computer broke.');
  return {
    console_,
    candidates: { working, suspended, submitted, recovering },
    consolePages: {
      overview: `#/overview/${examId}`,
      candidate: attemptPage,
      exams: '#/exams',
      exam: `#/exams/${examId}`,
      results: `#/results/${examId}`,
      sessions: '#/sessions',
      connections: '#/connections',
      tools: '#/tools',
      recovery: '#/recovery',
      audit: '#/audit',
      users: '#/users',
    },
  };
}
