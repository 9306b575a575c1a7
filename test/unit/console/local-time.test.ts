import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromField, toField } from '../../../src/renderer/console/features/exams/local-time.ts';

// Berlin went on to summer time at 02:00 on 2027-03-28 and goes back at 03:00 on 2027-10-31.
const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

it.each([
  ['2027-03-28T01:59', '2027-03-28T01:59:00+01:00'],
  // No clock shows this minute: an hour later is meant, by whoever counts from an hour before.
  ['2027-03-28T02:30', '2027-03-28T03:30:00+02:00'],
  ['2027-03-28T03:00', '2027-03-28T03:00:00+02:00'],
  ['2027-10-31T01:59', '2027-10-31T01:59:00+02:00'],
  // This one comes twice: the first is meant, and the offset beside the field says so.
  ['2027-10-31T02:30', '2027-10-31T02:30:00+02:00'],
  ['2027-10-31T03:00', '2027-10-31T03:00:00+01:00'],
])('EX4 %s in the field of a schedule is %s, over the change of clocks', (field, wall) => {
  expect(fromField(field)).toBe(wall);
  expect(toField(wall)).toBe(wall.slice(0, 16));
});

it('EX4 an empty field of a schedule takes the time back', () => {
  expect([fromField(''), toField(undefined)]).toEqual([null, '']);
});
