import { describe, expect, it } from 'vitest';
import { createDraftBook } from '../../../src/renderer/exam/seat/draft-book.ts';
import type { AnswerValue } from '../../../src/shared/model/answer.ts';
import { fakeTimers } from './fake-timers.ts';

function book() {
  const timers = fakeTimers();
  const saved: [string, AnswerValue][] = [];
  const drafts = createDraftBook({ save: (id, value) => saved.push([id, value]), after: timers.after });
  return { timers, saved, drafts };
}

describe('EX5 autosave of typing', () => {
  it('EX5 saves once when the typing rests', () => {
    const { timers, saved, drafts } = book();
    for (const text of ['f', 'fo', 'fou', 'four']) {
      drafts.type('q', text);
      timers.advance(50);
    }
    expect(saved).toEqual([]);
    expect(drafts.pending().get('q')).toBe('four');
    timers.advance(400);
    expect(saved).toEqual([['q', 'four']]);
    expect(drafts.pending().size).toBe(0);
    expect(timers.pending).toBe(0);
  });

  it('EX5 R6 never keeps more than half a second of typing to itself, however fast somebody types', () => {
    const { timers, saved, drafts } = book();
    for (let i = 1; i <= 100; i += 1) {
      drafts.type('q', 'x'.repeat(i));
      timers.advance(50);
    }
    expect(saved.length).toBeGreaterThanOrEqual(9);
    const gaps = saved.map(([, value], at) => String(value).length - String(saved[at - 1]?.[1] ?? '').length);
    expect(Math.max(...gaps) * 50).toBeLessThanOrEqual(550);
  });

  it('EX5 saves a choice at once, in place of what was being typed', () => {
    const { timers, saved, drafts } = book();
    drafts.type('q', 'half');
    drafts.choose('q', null);
    expect(saved).toEqual([['q', null]]);
    timers.advance(1_000);
    expect(saved).toEqual([['q', null]]);
  });

  it('EX5 hands over what is being typed when asked, of one question or of all', () => {
    const { timers, saved, drafts } = book();
    drafts.type('a', '1');
    drafts.type('b', '2');
    drafts.flush('b');
    expect(saved).toEqual([['b', '2']]);
    drafts.flush();
    drafts.flush();
    timers.advance(1_000);
    expect(saved).toEqual([
      ['b', '2'],
      ['a', '1'],
    ]);
  });

  it('EX5 is never seen without the typed text in one of the two places', () => {
    const timers = fakeTimers();
    let kept: AnswerValue = null;
    const seen: AnswerValue[] = [];
    const drafts = createDraftBook({
      save: (_, value) => {
        kept = value;
      },
      after: timers.after,
    });
    drafts.subscribe(() => seen.push(drafts.pending().get('q') ?? kept));
    drafts.type('q', 'four');
    timers.advance(1_000);
    expect(seen).toEqual(['four', 'four']);
  });
});
