import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBatches } from '../../../src/renderer/console/features/notifications/in-batches.ts';
import type { NotificationMessage } from '../../../src/shared/model/notification.ts';

const notification = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom('a', 'b'),
  title: fc.constantFrom('x', 'y'),
  message: fc.string(),
  severity: fc.constantFrom('info', 'warning'),
  timestamp: fc.constant('2026-11-20T08:00:00.000Z'),
  read: fc.boolean(),
}) as fc.Arbitrary<NotificationMessage>;

const kindOf = ({ type, title, severity, read }: NotificationMessage) => [type, title, severity, read].join();

describe('NT1 similar notifications', () => {
  it('NT1 are put together where they follow each other, none lost, none moved', () => {
    fc.assert(
      fc.property(fc.array(notification, { maxLength: 12 }), (all) => {
        const batches = inBatches(all);
        expect(batches.flat()).toEqual(all);
        for (const batch of batches) expect(new Set(batch.map(kindOf)).size).toBe(1);
        for (const [place, batch] of batches.entries()) {
          const next = batches[place + 1];
          if (next) expect(kindOf(next[0])).not.toBe(kindOf(batch[0]));
        }
      }),
    );
  });
});
