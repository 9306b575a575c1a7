import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { candidateAt } from './support/candidate.ts';
import { examine } from './support/examine.ts';
import { proctorAt } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

let room: RoomProcess;
test.beforeEach(async () => {
  room = await startRoomProcess();
});
test.afterEach(async () => {
  await room.stop();
});

/** What a room with a full disk says on this page's socket; that it says so is held by the integration tests. */
async function fullDiskAt(page: Page) {
  let isFull = false;
  let say = (_frame: string): void => {};
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    say = (frame) => socket.send(frame);
    server.onMessage((frame) => socket.send(frame));
    socket.onMessage((frame) => {
      const id = typeof frame === 'string' ? /^42(\d+)\["answer_save"/.exec(frame)?.[1] : undefined;
      if (!isFull || id === undefined) return server.send(frame);
      const error = { code: 'store_unavailable', message: 'The room cannot save at the moment.', retryable: true };
      socket.send(`43${id}${JSON.stringify([{ ok: false, error }])}`);
    });
  });
  return {
    turn: (on: boolean) => {
      isFull = on;
    },
    tell: (event: 'room_cannot_save' | 'room_saves_again') => {
      const words = { title: 'About the disk', message: 'Words of the room.', severity: 'error', read: false };
      const told = { id: randomUUID(), type: 'maintenance', ...words, data: { event }, timestamp: new Date().toISOString() };
      say(`42${JSON.stringify(['notification', told])}`);
    },
  };
}

test('R11 UI1 EX6 a room that cannot save says so to staff and candidates until it can, and keeps what is answered', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const consoleDisk = await fullDiskAt(page);
  const proctor = proctorAt(page, room);
  await proctor.openExam();
  const seat = await (await browser.newContext()).newPage();
  const seatDisk = await fullDiskAt(seat);
  const candidate = candidateAt(seat, room);
  await candidate.join('E2E-01');
  await proctor.takeStep('Start exam');
  await candidate.choose('Bangkok');

  consoleDisk.tell('room_cannot_save');
  const banner = page.getByRole('alert').filter({ hasText: 'The room cannot save: its disk may be full.' });
  await expect(banner).toBeVisible();
  await expect(page.getByText('Words of the room.')).toHaveCount(0);
  await examine(page, 'cannot-save');

  seatDisk.turn(true);
  await seat.getByRole('radio', { name: 'Phuket' }).check();
  const notice = seat.getByRole('alert').filter({ hasText: 'The room cannot save at the moment' });
  await expect(notice).toContainText('keep working');
  await expect(seat.getByText('Saved', { exact: true })).toHaveCount(0);
  await examine(seat, 'candidate-cannot-save');

  seatDisk.turn(false);
  await expect(notice).toBeHidden({ timeout: 30_000 });
  await candidate.saved();
  await expect(seat.getByRole('radio', { name: 'Phuket' })).toBeChecked();
  consoleDisk.tell('room_saves_again');
  await expect(banner).toBeHidden();
  await expect(page.getByText('The room saves again')).toBeVisible();
});
