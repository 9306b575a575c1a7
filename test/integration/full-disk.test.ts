import type { Database } from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/main/storage/open-database.ts';
import type { Alert } from '../../src/shared/model/alert.ts';
import type { NotificationMessage } from '../../src/shared/model/notification.ts';
import type { WireError } from '../../src/shared/protocol/index.ts';
import { answerTo, at, newId, prepareExam } from '../support/exam-day.ts';
import { SocketRefusal } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();
/** Some pages of the store each. */
const LONG = 'The river rises. '.repeat(1_000);

it('R11 a full disk while candidates work: nothing acknowledged is lost, staff are told, and it goes on by itself', async () => {
  let store: Database | undefined;
  const room = await startTestRoom({
    config: { logLevel: 'silent' },
    openDatabase: (dataDir) => {
      store = openDatabase(dataDir);
      return store;
    },
  });
  const day = await prepareExam(room, { candidates: 4 });
  const console = await day.staff.socket();
  const sockets = await Promise.all(day.candidates.map((candidate) => candidate.socket()));
  const pages = (): number => Number(store?.pragma('page_count', { simple: true }));
  const limit = (most: number): unknown => store?.pragma(`max_page_count = ${most}`);

  limit(pages() + 20);
  const acknowledged: string[] = [];
  const refused: { who: number; save: ReturnType<typeof answerTo>; error: WireError }[] = [];
  /** Each on their own, all at once, until everybody has been refused. */
  const work = async (who: number): Promise<void> => {
    for (let revision = 1; revision <= 40; revision++) {
      const save = answerTo(day.question('essay'), `${who} ${revision} ${LONG}`, revision);
      try {
        await at(sockets, who).command('answer_save', save);
        acknowledged.push(save.id);
      } catch (thrown) {
        if (!(thrown instanceof SocketRefusal)) throw thrown;
        refused.push({ who, save, error: thrown.error });
        return;
      }
    }
  };
  await Promise.all(sockets.map((_, who) => work(who)));

  expect(new Set(refused.map(({ error }) => error.code))).toEqual(new Set(['store_unavailable']));
  expect(refused.map(({ who }) => who).sort()).toEqual([0, 1, 2, 3]);
  const stored = () =>
    queryStore<{ id: string }>(room.dataDir, 'SELECT client_id AS id FROM answer_saves ORDER BY id').map(({ id }) => id);
  expect(stored(), 'exactly what was acknowledged').toEqual([...acknowledged].sort());

  // Who only reads goes on reading.
  expect((await day.staff.rest.call('attempts_list', { examId: day.examId })).attempts).toHaveLength(4);
  expect((await at(day.candidates, 0).rest.call('attempt_get', {})).questions).toHaveLength(8);

  // Not even the smallest write any more, by another of SQLite's codes.
  store?.pragma('query_only = ON');
  for (const { who, save } of refused)
    expect((await at(sockets, who).refusal('answer_save', save)).code).toBe('store_unavailable');
  expect((await room.anyone.send('GET', '/readyz')).status).toBe(503);
  const told = await console.waitFor<NotificationMessage>('notification', ({ data }) => data?.event === 'room_cannot_save');
  expect(told).toMatchObject({ severity: 'error', title: 'The room cannot save' });
  expect(stored()).toEqual([...acknowledged].sort());

  store?.pragma('query_only = OFF');
  limit(pages() + 10_000);
  const alert = await console.waitFor<Alert>('security-alert', ({ type }) => type === 'room_could_not_save');
  expect(alert).toMatchObject({ severity: 'high', source: 'room' });
  await console.waitFor<NotificationMessage>('notification', ({ data }) => data?.event === 'room_saves_again');
  await expect.poll(async () => (await room.anyone.send('GET', '/readyz')).status, { timeout: 5_000 }).toBe(200);
  // What clients kept is sent again under its own id, and nobody has to sign in or connect anew.
  for (const { who, save } of refused) {
    expect(await at(sockets, who).command('answer_save', save)).not.toHaveProperty('duplicate');
    acknowledged.push(save.id);
  }
  await at(sockets, 0).command('hand_raise', { id: newId() });
  expect(stored()).toEqual([...acknowledged].sort());
  expect((await day.staff.rest.call('audit_verify', {})).ok).toBe(true);
});
