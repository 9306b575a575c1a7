import { expect, it } from 'vitest';
import { joinBody, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();

it('ST2 a stranger who is refused over and over fills no audit log, and it tells how often it was', async () => {
  const room = await startTestRoom();
  const { examId, staff, roster } = await prepareExam(room, { until: 'draft' });
  await staff.rest.call('exam_open', { examId });
  const refusals = (action: string) =>
    queryStore<{ details: string }>(
      room.dataDir,
      `SELECT details FROM audit_entries WHERE action = '${action}' ORDER BY seq`,
    ).map(({ details }) => JSON.parse(details) as Record<string, unknown>);
  const line = only(roster);
  for (let count = 0; count < 40; count++)
    await room.anyone.refusal('join', joinBody(room, line, { candidateNumber: `NOBODY-${count}` }));
  for (let count = 0; count < 8; count++) await room.anyone.refusal('join', joinBody(room, line, { consent: false }));
  for (let count = 0; count < 8; count++)
    await room.anyone.refusal('auth_login', { username: `nobody-${count}`, password: 'not the one' });
  expect(refusals('join.refused')).toHaveLength(5);
  await room.stop();
  expect(refusals('join.refused').slice(5)).toMatchObject([{ why: 'not on the roster', times: 35 }]);
  expect(refusals('consent.refused').map(({ times = 1 }) => times)).toEqual([1, 1, 1, 1, 1, 3]);
  expect(refusals('login.refused').map(({ times = 1 }) => times)).toEqual([1, 1, 1, 1, 1, 3]);
});
