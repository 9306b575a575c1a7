import { describe, expect, it } from 'vitest';
import { createSeatNews } from '../../../../src/main/electron/seat/seat-news.ts';
import { createCandidateClient, createMemoryOutbox, createRoomConnection } from '../../../../src/shared/client/index.ts';
import type { SeatLine } from '../../../../src/shared/ipc.ts';
import { createFakeClientClock } from '../../client/fake-client-clock.ts';
import { createFakeNetwork } from '../../client/fake-network.ts';

async function seated() {
  const clock = createFakeClientClock();
  const network = createFakeNetwork(clock, (name) =>
    name === 'heartbeat'
      ? { ok: true, serverTime: new Date(5_000_000 + clock.monotonic()).toISOString(), lastSeq: 0 }
      : { ok: true },
  );
  const connection = createRoomConnection({ baseUrl: '', token: () => 't', socketFactory: network.factory, clock });
  const client = await createCandidateClient({
    connection,
    api: { call: () => Promise.reject(new Error('not asked here')) },
    outbox: createMemoryOutbox(),
    sessionId: 'session',
    clock,
    newId: () => 'id',
  });
  let version = 0;
  const lines: SeatLine[] = [];
  createSeatNews({
    sessionId: 'session',
    link: { connection, client },
    outbox: { keeping: () => 'durable', onKeeping: () => () => {} },
    clock,
    nextVersion: () => ++version,
    tellLine: (line) => lines.push(line),
    tellWork: () => {},
  });
  connection.start();
  await clock.advance(3_000);
  return { clock, network, lines };
}

const notification = (number: number) => ({
  id: `n${number}`,
  type: 'exam_message',
  title: 'T',
  message: 'M',
  severity: 'info',
  timestamp: '2026-11-20T09:00:00.000Z',
  read: false,
});
const paused = {
  attemptId: '11111111-1111-4111-8111-111111111111',
  state: 'paused',
  monitoring: 'normal',
  connected: true,
  progress: { answered: 0, total: 1 },
};

describe('the news of a seat', () => {
  it('EX6 tell how the attempt stands, however many notifications waited for the candidate', async () => {
    const { clock, network, lines } = await seated();
    network.send('attempt-state', paused);
    for (let number = 0; number < 200; number += 1) network.send('notification', notification(number));
    await clock.advance(100);
    const told = lines.at(-1)?.events ?? [];
    expect(told.map(({ name }) => name)).toContain('attempt-state');
    expect(told).toHaveLength(64);
    expect(told.at(-1)?.payload).toMatchObject({ id: 'n199' });
    const numbers = told.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('EX9 tell how old the time of the room is that they give', async () => {
    const { lines } = await seated();
    expect(lines.at(-1)).toMatchObject({ ageMs: expect.any(Number), uncertaintyMs: expect.any(Number) });
  });
});
