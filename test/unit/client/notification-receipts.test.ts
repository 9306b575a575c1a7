import { describe, expect, it } from 'vitest';
import type { RoomConnection } from '../../../src/shared/client/index.ts';
import { giveReceipts } from '../../../src/shared/client/notification-receipts.ts';
import { createFakeClientClock } from './fake-client-clock.ts';

function receipts() {
  const clock = createFakeClientClock();
  const asked: string[] = [];
  const line = { isUp: true };
  let hear: (payload: { id: string }) => void = () => {};
  const connection = {
    on: (_name: string, listener: typeof hear) => {
      hear = listener;
      return () => {
        hear = () => {};
      };
    },
    request: async (command: string, { id }: { id: string }) => {
      asked.push(`${command} ${id}`);
      if (!line.isUp) throw new Error('not connected');
    },
  } as unknown as RoomConnection;
  return { clock, asked, line, hear: (id: string) => hear({ id }), stop: giveReceipts(connection, clock) };
}

describe('NT1 receipts of our own clients', () => {
  it('NT1 say once that a notification has arrived, and again only if the receipt was lost', async () => {
    const { clock, asked, line, hear } = receipts();
    hear('one');
    hear('one');
    await clock.advance(1_000);
    expect(asked).toEqual(['notification_delivered one']);
    line.isUp = false;
    hear('two');
    await clock.advance(1_000);
    line.isUp = true;
    hear('two');
    await clock.advance(1_000);
    expect(asked.slice(1)).toEqual(['notification_delivered two', 'notification_delivered two']);
  });

  it('NT1 are no flood after a long absence, and end with the client', async () => {
    const { clock, asked, hear, stop } = receipts();
    for (let n = 0; n < 300; n++) hear(`n${n}`);
    await clock.advance(0);
    expect(asked).toHaveLength(1);
    await clock.advance(10_000);
    expect(asked.length).toBeLessThanOrEqual(101);
    expect(asked.length).toBeGreaterThan(90);
    stop();
    hear('late');
    await clock.advance(60_000);
    expect([asked.length <= 101, clock.timers()]).toEqual([true, 0]);
  });
});
