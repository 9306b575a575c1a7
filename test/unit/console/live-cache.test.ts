import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepCacheLive } from '../../../src/renderer/console/link/live-cache.ts';
import { keys } from '../../../src/renderer/console/link/query-keys.ts';
import type { AttemptSummary } from '../../../src/shared/model/attempt.ts';
import { idOf } from './arbitraries.ts';

const EXAM = idOf(1);

/** A link of which the test speaks every word. */
function fakeLink() {
  const hearing = new Map<string, (payload: never) => void>();
  let onState: ((state: { state: string }) => void) | undefined;
  let onChange: ((change: object) => void) | undefined;
  return {
    link: {
      connection: {
        on: (name: string, listener: (payload: never) => void) => {
          hearing.set(name, listener);
          return () => hearing.delete(name);
        },
        onState: (listener: (state: { state: string }) => void) => {
          onState = listener;
          return () => {
            onState = undefined;
          };
        },
      },
      feed: {
        onChange: (listener: (change: object) => void) => {
          onChange = listener;
          return () => {
            onChange = undefined;
          };
        },
      },
    },
    says: (name: string, payload: object) => hearing.get(name)?.(payload as never),
    becomes: (state: string) => onState?.({ state }),
    feeds: (change: object) => onChange?.(change),
    isHeard: () => hearing.size > 0 || onState !== undefined || onChange !== undefined,
  };
}

const attempt = (number: number, riskScore = 0): AttemptSummary =>
  ({ id: idOf(number), examId: EXAM, riskScore, state: 'in_progress', connected: true }) as unknown as AttemptSummary;

describe('UI1 what the console shows stays true without asking again', () => {
  let cache: QueryClient;
  let room: ReturnType<typeof fakeLink>;
  let stop: () => void;
  let asked: string[];
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', globalThis);
    cache = new QueryClient();
    asked = [];
    vi.spyOn(cache, 'invalidateQueries').mockImplementation((filters) => {
      asked.push(filters?.queryKey?.join(' ') ?? 'everything');
      return Promise.resolve();
    });
    cache.setQueryData(keys.attempts(EXAM), { attempts: [attempt(1), attempt(2)] });
    room = fakeLink();
    stop = keepCacheLive(room.link as never, cache);
  });
  afterEach(() => {
    stop();
    cache.clear();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const shown = () => cache.getQueryData<{ attempts: AttemptSummary[] }>(keys.attempts(EXAM))?.attempts ?? [];
  const state = (number: number, fields: object = {}) => ({
    attemptId: idOf(number),
    state: 'suspended',
    monitoring: 'normal',
    connected: false,
    progress: { answered: 1, total: 8 },
    ...fields,
  });

  it('UI1 a change of an attempt is in the list within a fifth of a second, and no other line is touched', () => {
    const [, other] = shown();
    room.says('attempt-state', state(1));
    vi.advanceTimersByTime(200);
    expect(shown()[0]).toMatchObject({ id: idOf(1), state: 'suspended', connected: false, riskScore: 0 });
    expect(shown()[1]).toBe(other);
  });

  it('EX10 a break is known at once, and that it is over', () => {
    room.says('attempt-state', { ...state(1), state: 'paused', breakEndsAt: '2026-11-20T08:10:00.000Z' });
    vi.advanceTimersByTime(200);
    expect(shown()[0]).toMatchObject({ state: 'paused', breakEndsAt: '2026-11-20T08:10:00.000Z' });
    room.says('attempt-state', { ...state(1), state: 'in_progress' });
    vi.advanceTimersByTime(200);
    expect(shown()[0]?.breakEndsAt).toBeUndefined();
  });

  it('UI2 a storm of changes rewrites the list once, with the last of each', () => {
    const before = shown();
    for (let score = 1; score <= 100; score++) {
      room.says('suspicious_activity', {
        attemptId: idOf(1 + (score % 2)),
        examId: EXAM,
        riskScore: score,
        type: 'suspicious_activity',
        data: { eventType: 'copy' },
        timestamp: '2026-11-20T08:00:00.000Z',
      });
    }
    expect(shown()).toBe(before);
    vi.advanceTimersByTime(200);
    expect(shown().map(({ riskScore }) => riskScore)).toEqual([100, 99]);
    expect(shown()[0]?.lastEvent?.type).toBe('copy');
  });

  it('UI1 somebody who is not in the list is asked for, once, soon', () => {
    for (let count = 0; count < 5; count++) room.says('attempt-state', state(7));
    vi.advanceTimersByTime(200);
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(1_500);
    expect(asked.filter((key) => key === 'attempts')).toHaveLength(1);
  });

  it('UI1 the copy for everybody in an exam names nobody and changes nothing', () => {
    const before = shown();
    room.says('auto_suspend_triggered', { id: idOf(9), type: 'auto_suspend_triggered', examId: EXAM });
    vi.advanceTimersByTime(10_000);
    expect(shown()).toBe(before);
    expect(asked).toEqual([]);
  });

  it('UI1 everything is asked for again after each return, not at the first connection', () => {
    room.becomes('connected');
    expect(asked).toEqual([]);
    room.becomes('waiting');
    room.becomes('connected');
    expect(asked).toEqual(['everything']);
  });

  it('UI1 the state of an exam is changed in every list that holds it', () => {
    const sitting = { sittingId: idOf(5), state: 'open' };
    cache.setQueryData(keys.exams, {
      exams: [
        { id: EXAM, sitting },
        { id: idOf(2), sitting },
      ],
    });
    cache.setQueryData(keys.exam(EXAM), { id: EXAM, sitting });
    room.says('exam-state', { examId: EXAM, sittingId: idOf(5), state: 'running', serverTime: 'now', endsAt: 'later' });
    const exams = cache.getQueryData<{ exams: { sitting: object }[] }>(keys.exams)?.exams;
    expect(exams?.map((exam) => exam.sitting)).toEqual([{ ...sitting, state: 'running', endsAt: 'later' }, sitting]);
    expect(cache.getQueryData(keys.exam(EXAM))).toMatchObject({ sitting: { state: 'running' } });
  });

  it('UI1 what was only caught up moves no score; a live alert does', () => {
    const change = (live: boolean) => ({ live, alert: { id: idOf(3), attemptId: idOf(1), riskScore: 44 } });
    room.feeds(change(false));
    vi.advanceTimersByTime(300);
    expect(shown()[0]?.riskScore).toBe(0);
    room.feeds(change(true));
    vi.advanceTimersByTime(300);
    expect(shown()[0]?.riskScore).toBe(44);
  });

  it('UI1 ends with its timers and listeners', () => {
    room.says('attempt-state', state(1));
    room.says('session-update', {});
    stop();
    expect([vi.getTimerCount(), room.isHeard()]).toEqual([0, false]);
  });
});
