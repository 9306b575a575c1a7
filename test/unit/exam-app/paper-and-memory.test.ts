import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { numberItems } from '../../../src/renderer/exam/features/player/use-player.ts';
import { noticeOfNewEnd } from '../../../src/renderer/exam/seat/notice.ts';
import {
  forgetPlayer,
  recallPlayer,
  recallStateSince,
  recallWatched,
  rememberPlayer,
  rememberStateSince,
  rememberWatched,
} from '../../../src/renderer/exam/seat/player-memory.ts';
import { browserDevice } from '../../../src/renderer/link/browser-device.ts';
import { CandidateQuestion } from '../../../src/shared/model/question.ts';
import { fakeStorage } from './fake-timers.ts';

describe('EX5 the numbers of the questions', () => {
  const anyPaper = fc.array(fc.constantFrom('essay' as const, 'true_false' as const, 'description' as const), { maxLength: 20 });

  it('EX5 count what can be answered from 1, without gaps; a text to read has none', () => {
    fc.assert(
      fc.property(anyPaper, (types) => {
        const paper = types.map((type, at) => CandidateQuestion.parse({ id: `q${at}`, stemHtml: '', points: 1, type }));
        const items = numberItems(paper);
        expect(items.map(({ question }) => question)).toEqual(paper);
        const numbers = items.flatMap(({ number }) => number ?? []);
        expect(numbers).toEqual(numbers.map((_, at) => at + 1));
        for (const { question, number } of items) expect(number === undefined).toBe(question.type === 'description');
      }),
    );
  });
});

describe('EX6 what a browser remembers of the player', () => {
  const storage = fakeStorage();
  beforeEach(() => {
    storage.rows.clear();
    storage.refuses = false;
    vi.stubGlobal('localStorage', storage);
  });
  afterEach(() => void vi.unstubAllGlobals());

  const place = { current: 4, flagged: ['q2'], allOnOnePage: true };

  it('EX6 is the place, the flags and the view, of each attempt by itself', () => {
    rememberPlayer('one', place);
    expect(recallPlayer('one')).toEqual(place);
    expect(recallPlayer('two')).toEqual({ current: 0, flagged: [], allOnOnePage: false });
  });

  it('EX6 is the beginning where what is kept is damaged, and the rest of it where only a part is', () => {
    rememberPlayer('one', place);
    const [key = ''] = storage.rows.keys();
    for (const damaged of ['', '{', 'null', '[]', '"text"', '7']) {
      storage.rows.set(key, damaged);
      expect(recallPlayer('one').current, damaged).toBe(0);
    }
    storage.rows.set(key, JSON.stringify({ ...place, current: -3 }));
    expect(recallPlayer('one')).toEqual({ ...place, current: 0 });
  });

  it('EX6 is nothing where storage is refused, and nobody notices', () => {
    storage.refuses = true;
    rememberPlayer('one', place);
    rememberStateSince('one', 'suspended', 5);
    rememberWatched('one', ['copy']);
    expect(recallWatched('one')).toBeUndefined();
    expect(recallPlayer('one').current).toBe(0);
    expect(recallStateSince('one', 'suspended')).toBeUndefined();
  });

  it('EX6 a reload does not make a suspension look newer; another state begins anew', () => {
    rememberStateSince('one', 'suspended', 1_000);
    expect(recallStateSince('one', 'suspended')).toBe(1_000);
    expect(recallStateSince('one', 'paused')).toBeUndefined();
    expect(recallStateSince('two', 'suspended')).toBeUndefined();
    rememberWatched('one', ['copy', 'cut']);
    expect([recallWatched('one'), recallWatched('two')]).toEqual([['copy', 'cut'], undefined]);
  });

  it('LD7 is gone when the candidate clears the computer', () => {
    rememberPlayer('one', place);
    rememberWatched('one', ['copy']);
    rememberStateSince('one', 'suspended', 1_000);
    rememberPlayer('two', place);
    forgetPlayer('one');
    expect([...storage.rows.keys()].filter((key) => key.includes('one'))).toEqual([]);
    expect(recallPlayer('two')).toEqual(place);
  });
});

describe('ID3 what a browser says it is', () => {
  const told: [string, string, string | undefined, string][] = [
    [
      'Edge on Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Windows',
      'Edge 142',
    ],
    [
      'Opera on Linux',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/126.0.0.0',
      'Linux',
      'Opera 126',
    ],
    [
      'Chrome on ChromeOS',
      'Mozilla/5.0 (X11; CrOS x86_64 16033.51.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'ChromeOS',
      'Chrome 142',
    ],
    [
      'Safari on a Mac',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
      'macOS',
      'Safari 26',
    ],
    [
      'Safari on an iPad',
      'Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
      'iOS',
      'Safari 26',
    ],
    [
      'Chrome on Android',
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Android',
      'Chrome 142',
    ],
    ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Linux', 'Firefox 145'],
    ['something else', 'curl/8.5', undefined, 'Browser'],
  ];
  it.each(told)('ID3 %s', (_name, userAgent, os, app) => {
    expect(browserDevice(userAgent)).toEqual({ deviceType: 'browser', ...(os ? { os } : {}), app });
  });
});

describe('EX9 a new end', () => {
  it('EX9 is one notice for each end, whoever repeats it', () => {
    const [first, again, other] = [noticeOfNewEnd(60_000, 5, 0), noticeOfNewEnd(60_000, 5, 9), noticeOfNewEnd(90_000, 30_000, 9)];
    expect(first.id).toBe(again.id);
    expect(first.id).not.toBe(other.id);
    const told = { kind: 'time_changed', endsAt: '1970-01-01T00:01:30.000Z', byMs: 30_000, at: '1970-01-01T00:00:00.009Z' };
    expect(other).toMatchObject(told);
  });
});
