import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { passwordWeakness } from '../../../src/main/app/password-weakness.ts';
import { calmly } from '../../../src/renderer/console/link/calmly.ts';
import { pointsText } from '../../../src/renderer/console/parts/number-text.ts';
import { isStrongEnough, LEAST_LENGTH, strengthOf } from '../../../src/renderer/console/parts/password-strength.ts';
import { riskBand } from '../../../src/renderer/console/parts/risk-mark.tsx';
import {
  clockText,
  dateText,
  dateTimeText,
  durationText,
  fullTimeText,
  hourText,
  relativeText,
  zoneText,
} from '../../../src/renderer/ui/time-text.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';

describe('UI2 times as people read them', () => {
  const at = new Date(2026, 10, 20, 14, 5, 9).getTime();

  it('UI2 UI4 are in 24 hours in both languages, the year of the calendar people use', () => {
    expect(clockText(at, 'en')).toBe('14:05:09');
    expect(hourText(at, 'en')).toBe('14:05');
    expect(clockText(at, 'th')).toBe('14:05:09');
    expect(dateText(at, 'en')).toBe('20 Nov 2026');
    expect(dateText(at, 'th')).toBe('20 พ.ย. 2569');
    expect(dateTimeText(at, 'en')).toBe('20 Nov 2026, 14:05');
    expect(hourText(new Date(2026, 10, 20, 0, 30).getTime(), 'en')).toBe('00:30');
    expect(hourText(new Date(2026, 10, 20, 0, 30).getTime(), 'th')).toBe('00:30');
    for (const language of ['en', 'th']) {
      expect(fullTimeText(at, language)).toMatch(/14\D+05\D+09\D/);
      expect(fullTimeText(at, language).endsWith(zoneText(at, language))).toBe(true);
      expect(zoneText(at, language)).not.toBe('');
    }
  });

  it('UI2 relative ones are calm: just now below five seconds, then steps of five, then whole units', () => {
    const ago = (seconds: number) => relativeText(at - seconds * 1_000, at, 'en', 'just now');
    expect([0, 4.9].map(ago)).toEqual(['just now', 'just now']);
    expect([5, 9.9, 12, 59].map(ago)).toEqual(['5s ago', '5s ago', '10s ago', '55s ago']);
    expect([60, 119, 3_599, 3_600, 86_399, 86_400, 200_000].map(ago)).toEqual([
      '1m ago',
      '1m ago',
      '59m ago',
      '1h ago',
      '23h ago',
      '1d ago',
      '2d ago',
    ]);
    expect(relativeText(at + 90_000, at, 'en', 'just now')).toBe('in 1m');
    expect(relativeText(at - 12_000, at, 'th', 'เมื่อสักครู่')).toMatch(/^10 วิ/);
  });

  it('EX9 what is left never shows less than is left, and never less than nothing', () => {
    expect([0, -5_000, 1, 1_000, 59_001, 60_000, 3_599_001, 3_600_000, 3_845_000].map(durationText)).toEqual([
      '0:00',
      '0:00',
      '0:01',
      '0:01',
      '1:00',
      '1:00',
      '1:00:00',
      '1:00:00',
      '1:04:05',
    ]);
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 100 * 3_600_000 }), (milliseconds) => {
        const seconds = durationText(milliseconds)
          .split(':')
          .reduce((sum, part) => sum * 60 + Number(part), 0);
        expect(seconds * 1_000).toBeGreaterThanOrEqual(milliseconds);
        expect(seconds * 1_000).toBeLessThan(Math.max(0, milliseconds) + 1_000);
      }),
    );
  });
});

describe('EX7 points as people write them', () => {
  it('EX7 have at most two decimals and no zeros behind', () => {
    expect([0, 1, 2.5, 0.333_333, 10.1, 1_234.5, -0.25].map(pointsText)).toEqual([
      '0',
      '1',
      '2.5',
      '0.33',
      '10.1',
      '1234.5',
      '-0.25',
    ]);
  });
});

describe('EV2 the bands of a score', () => {
  it('EV2 begin where the standard policy acts', () => {
    const { warn, highRisk, critical } = STANDARD_POLICY.thresholds;
    const bounds = [0, warn - 0.1, warn, highRisk - 0.1, highRisk, critical - 0.1, critical, 100];
    expect(bounds.map(riskBand)).toEqual(['low', 'low', 'elevated', 'elevated', 'high', 'high', 'critical', 'critical']);
  });
});

describe('ID1 the strength of a new password', () => {
  it('ID1 is none exactly where the room says it is too short', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 14, unit: fc.constantFrom('a', 'B', '7', '!', 'ก', '😀') }), (password) => {
        const isTooShort = passwordWeakness(password)?.includes(`at least ${LEAST_LENGTH} characters`) ?? false;
        expect(isStrongEnough(password)).toBe(!isTooShort);
      }),
    );
  });

  it('ID1 grows with length and variety', () => {
    expect(['short', 'aaaaaaaaaaaaaaaa', 'gardenpath', 'Gardenpath7', 'the seventh garden gate'].map(strengthOf)).toEqual([
      0, 1, 1, 2, 3,
    ]);
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.string({ minLength: 1, maxLength: 5 }), (password, more) => {
        expect(strengthOf(password + more)).toBeGreaterThanOrEqual(strengthOf(password));
      }),
    );
  });
});

describe('UI2 a storm of changes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', globalThis);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function source() {
    let listener: (() => void) | undefined;
    return {
      change: () => listener?.(),
      isHeard: () => listener !== undefined,
      subscribe: (heard: () => void) => {
        listener = heard;
        return () => {
          listener = undefined;
        };
      },
    };
  }

  it('UI2 is told at once, then at most once in a while, and its last change always', () => {
    const changes = source();
    let told = 0;
    const stop = calmly(changes.subscribe, 200)(() => void told++);
    changes.change();
    expect(told).toBe(1);
    for (let count = 0; count < 500; count++) {
      changes.change();
      vi.advanceTimersByTime(1);
    }
    expect(told).toBe(3);
    vi.advanceTimersByTime(1_000);
    expect(told).toBe(4);
    changes.change();
    expect(told).toBe(5);
    stop();
  });

  it('UI2 ends with its last listener, timers and all', () => {
    const changes = source();
    const subscribe = calmly(changes.subscribe, 200);
    let told = 0;
    const [first, second] = [subscribe(() => void told++), subscribe(() => void told++)];
    changes.change();
    changes.change();
    first();
    expect(changes.isHeard()).toBe(true);
    second();
    expect(changes.isHeard()).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(told).toBe(2);
    subscribe(() => void told++);
    changes.change();
    expect(told).toBe(3);
  });
});
