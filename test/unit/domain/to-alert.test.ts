import { expect, it } from 'vitest';
import { toAlert } from '../../../src/main/domain/alerts/to-alert.ts';
import type { StoredAlert } from '../../../src/main/domain/records.ts';

const stored = {
  id: 'a',
  seq: 1,
  rev: 2,
  type: 'copy',
  severity: 'low',
  status: 'new',
  title: 'Copied text',
  message: 'Copied text.',
  source: 'air',
  reasons: ['one'],
  count: 3,
  firstAt: 1_000,
  lastAt: 2_000,
  data: {},
  ip: undefined,
  acknowledgedAt: undefined,
  groupingKey: 'g',
  raisedBy: 7,
} as unknown as StoredAlert;

it('protocol 5 an alert on the wire has its own fields in its own forms, and none that is empty or the room’s own', () => {
  const alert = toAlert(stored);
  const { reasons, firstAt: _f, lastAt: _l, ip: _i, acknowledgedAt: _a, groupingKey: _g, raisedBy: _r, ...same } = stored;
  expect(alert).toStrictEqual({
    ...same,
    reasons: ['one'],
    threat_level: 'low',
    wall_name: 'Air Wall',
    firstAt: '1970-01-01T00:00:01.000Z',
    lastAt: '1970-01-01T00:00:02.000Z',
    timestamp: '1970-01-01T00:00:01.000Z',
  });
  // What it is told with later is not what is stored.
  expect(alert.reasons).not.toBe(reasons);
  expect(toAlert({ ...stored, source: 'staff', acknowledgedAt: 3_000 })).toMatchObject({
    acknowledgedAt: '1970-01-01T00:00:03.000Z',
  });
  expect(toAlert({ ...stored, source: 'staff' })).not.toHaveProperty('wall_name');
});
