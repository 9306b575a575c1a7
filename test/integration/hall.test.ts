import { expect, it } from 'vitest';
import { openAlerts } from '../support/alerts-driver.ts';
import { prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { rosterLines } from '../support/test-room-files.ts';

const startTestRoom = testRooms();

/** The contract names 500; `npm run bench -- guards` lets 500 in, and says how long that took. */
const HALL = 120;
/** Protocol 1, Limits. */
const WITHIN_MS = 10_000;
const SOCKET_IO = '/socket.io/?EIO=4&transport=websocket';

it('ID4 security-47 a hall behind one address joins and connects at once, with the limits as they are delivered, and nobody is refused', async () => {
  const room = await startTestRoom();
  const { examId, staff } = await prepareExam(room, { until: 'draft', candidates: rosterLines(HALL) });
  await staff.rest.call('exam_open', { examId });
  const startedAt = performance.now();
  const seats = await Promise.all(
    rosterLines(HALL).map(async ({ candidateNumber }) => {
      const { token } = await room.anyone.call('join', { code: room.joinCode, candidateNumber, consent: true });
      const socket = await openAlerts(room.url, undefined, { path: SOCKET_IO });
      socket.send(`40${JSON.stringify({ token })}`);
      const { text } = await socket.waitFor<{ text: string }>('text', ({ text }) => /^4[04]\{/.test(text), WITHIN_MS);
      return { socket, isIn: text.startsWith('40{"sid"') };
    }),
  );
  const tookMs = performance.now() - startedAt;
  expect(seats.filter(({ isIn }) => isIn)).toHaveLength(HALL);
  expect(tookMs).toBeLessThan(WITHIN_MS);
  for (const { socket } of seats) socket.close();
}, 40_000);
