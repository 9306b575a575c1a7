import { describe, expect, it } from 'vitest';
import type { RoomConnection } from '../../../src/shared/client/index.ts';
import { giveReceipts } from '../../../src/shared/client/notification-receipts.ts';

function fakeConnection() {
  const asked: string[] = [];
  let hear: (payload: { id: string }) => void = () => {};
  let isReachable = true;
  return {
    asked,
    hear: (id: string) => hear({ id }),
    setReachable: (is: boolean) => {
      isReachable = is;
    },
    connection: {
      on: (_name: string, listener: typeof hear) => {
        hear = listener;
        return () => {
          hear = () => {};
        };
      },
      request: async (command: string, { id }: { id: string }) => {
        asked.push(`${command} ${id}`);
        if (!isReachable) throw new Error('not connected');
      },
    } as unknown as RoomConnection,
  };
}

describe('NT1 receipts of our own clients', () => {
  it('NT1 say once that a notification has arrived, and again only if the receipt was lost', async () => {
    const { asked, hear, setReachable, connection } = fakeConnection();
    const stop = giveReceipts(connection);
    hear('one');
    hear('one');
    expect(asked).toEqual(['notification_delivered one']);
    setReachable(false);
    hear('two');
    await Promise.resolve();
    await Promise.resolve();
    setReachable(true);
    hear('two');
    expect(asked.slice(1)).toEqual(['notification_delivered two', 'notification_delivered two']);
    stop();
    hear('three');
    expect(asked).toHaveLength(3);
  });
});
