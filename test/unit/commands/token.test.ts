import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursOf, scopesOf } from '../../../src/main/commands/token.ts';
import { Scope } from '../../../src/shared/model/api-key.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';

describe('ID2 what `token issue` is told', () => {
  it('ID2 reads hours, days and weeks up to 400 days', () => {
    expect(['1h', '12h', '30d', '8w', '400d', ' 9600h '].map(hoursOf)).toEqual([1, 12, 720, 1_344, 9_600, 9_600]);
    for (const wrong of ['', '0h', '401d', '9601h', '58w', '1', 'h', '1.5h', '-1h', '1m', '1h1d', '99999999h'])
      expect(() => hoursOf(wrong), wrong).toThrow(RoomError);
  });

  it('ID2 takes no other time than one it can say back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789hdw ') })), (typed) => {
        let hours: number;
        try {
          hours = hoursOf(typed);
        } catch (error) {
          expect(error).toBeInstanceOf(RoomError);
          return;
        }
        expect(Number.isInteger(hours) && hours >= 1 && hours <= 9_600).toBe(true);
      }),
    );
  });

  it('ID2 reads scopes by commas and names the one it does not know', () => {
    expect(scopesOf('events:write, alerts:write')).toEqual(['events:write', 'alerts:write']);
    expect(scopesOf(Scope.options.join(','))).toEqual(Scope.options);
    for (const wrong of ['', 'events', 'events:write,', 'EVENTS:WRITE', '*'])
      expect(() => scopesOf(wrong), wrong).toThrow(RoomError);
    expect(() => scopesOf('events:write,exams:read')).toThrow(/"exams:read"/);
  });
});
