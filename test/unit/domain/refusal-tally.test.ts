import { describe, expect, it } from 'vitest';
import { createRefusalTally, SPAN_MS, TOLD_SINGLY } from '../../../src/main/domain/audit/refusal-tally.ts';
import type { Work } from '../../../src/main/domain/work.ts';

type Entry = [action: string, subject: string, details: Record<string, unknown>];

function start() {
  const entries: Entry[] = [];
  const time = { now: 1_000 };
  const open = () => createRefusalTally({ of: (_kind, text) => text });
  let tally = open();
  const settings = new Map<string, string>();
  /** One transaction; `isKept: false`: its commit fails. */
  const run = (ip: string | undefined, doing: (work: Work) => void, isKept = true) => {
    const written: Entry[] = [];
    const effects: (() => void)[] = [];
    const set = new Map(settings);
    doing({
      store: {
        settings: {
          get: (name: string) => set.get(name),
          set: (name: string, text: string) => void set.set(name, text),
        },
      },
      now: time.now,
      actor: ip === undefined ? { kind: 'room' } : { kind: 'anyone', ip },
      audit: (...entry: Entry) => void written.push(entry),
      afterCommit: (effect: () => void) => void effects.push(effect),
    } as unknown as Work);
    if (!isKept) return;
    entries.push(...written);
    for (const [name, text] of set) settings.set(name, text);
    for (const effect of effects) effect();
  };
  const refuse = (ip: string, subject = 'exam:e', why = 'not on the roster') =>
    run(ip, (work) => tally.note(work, 'join.refused', subject, why));
  const tell = (which?: 'all', isKept?: boolean) => run(undefined, (work) => tally.tell(work, which), isKept);
  /** What was only in memory is gone, as by kill -9; the room starts again. */
  const killAndStart = () => {
    tally = open();
    run(undefined, (work) => tally.recall(work));
  };
  return { entries, time, refuse, tell, killAndStart, settings };
}

describe('ST2 refusals of strangers in the audit log', () => {
  it('ST2 the first stand one by one, a thousand more as one entry when the span is over, and then it begins anew', () => {
    const { entries, time, refuse, tell } = start();
    for (let count = 0; count < TOLD_SINGLY + 1_000; count++) refuse('192.0.2.7');
    expect(entries).toHaveLength(TOLD_SINGLY);
    time.now += SPAN_MS - 1;
    tell();
    expect(entries).toHaveLength(TOLD_SINGLY);
    time.now += 1;
    tell();
    const counted = { why: 'not on the roster', times: 1_000, since: new Date(1_000).toISOString() };
    expect(entries.slice(TOLD_SINGLY)).toEqual([['join.refused', 'exam:e', counted]]);
    tell('all');
    refuse('192.0.2.7');
    expect(entries.at(-1)).toEqual(['join.refused', 'exam:e', { why: 'not on the roster' }]);
    expect(entries).toHaveLength(TOLD_SINGLY + 2);
  });

  it('ST2 a flood from one address hides nobody else’s refusal, nor one of another kind', () => {
    const { entries, refuse, tell } = start();
    for (let count = 0; count < 50; count++) refuse('192.0.2.7', `exam:${count}`);
    refuse('192.0.2.8');
    refuse('192.0.2.7', 'attempt:a', 'attempt in use');
    expect(entries.slice(TOLD_SINGLY).map(([, subject]) => subject)).toEqual(['exam:e', 'attempt:a']);
    tell('all');
    expect(entries.at(-1), 'about different things').toMatchObject(['join.refused', 'room', { times: 50 - TOLD_SINGLY }]);
  });

  it('ST2 whose attempt or account it was stands in the log, however many others were refused from the address of the hall', () => {
    const { entries, refuse, tell } = start();
    const everybody = Array.from({ length: 40 }, (_, number) => `attempt:${number}`);
    for (const subject of everybody) for (let again = 0; again < 2; again++) refuse('192.0.2.7', subject, 'attempt in use');
    tell('all');
    expect(new Set(entries.map(([, subject]) => subject))).toEqual(new Set(everybody));
    for (let count = 0; count < 1_000; count++) refuse('192.0.2.7', 'attempt:7', 'attempt in use');
    expect(entries.length, 'one of them is counted as ever').toBeLessThan(100);
  });

  it('ST2 from ten thousand addresses: a bounded number of entries, and none uncounted', () => {
    const { entries, refuse, tell } = start();
    for (let count = 0; count < 10_000; count++) refuse(`10.1.${count >> 8}.${count & 255}`);
    expect(entries.length).toBeLessThan(1_000);
    tell('all');
    const times = entries.map(([, , details]) => Number(details.times ?? 1));
    expect(times.reduce((sum, one) => sum + one, 0)).toBe(10_000);
  });

  it('ST2 what a store that cannot be written did not take is told again', () => {
    const { entries, refuse, tell } = start();
    for (let count = 0; count < TOLD_SINGLY + 3; count++) refuse('192.0.2.7');
    tell('all', false);
    tell('all');
    tell('all');
    expect(entries.slice(TOLD_SINGLY)).toMatchObject([['join.refused', 'exam:e', { times: 3 }]]);
  });

  it('ST2 a crash forgets no more than was refused since the last minute, and nothing is told twice', () => {
    const { entries, time, refuse, tell, killAndStart } = start();
    for (let count = 0; count < TOLD_SINGLY + 400; count++) refuse('192.0.2.7');
    time.now += 60_000;
    tell();
    for (let count = 0; count < 30; count++) refuse('192.0.2.7');
    killAndStart();
    const counted = { why: 'not on the roster', times: 400, since: new Date(1_000).toISOString() };
    expect(entries.slice(TOLD_SINGLY)).toEqual([['join.refused', 'exam:e', counted]]);
    killAndStart();
    tell('all');
    expect(entries).toHaveLength(TOLD_SINGLY + 1);
  });

  it('ST2 what was told is not kept to be told again, and a damaged memory costs only its numbers', () => {
    const { entries, time, refuse, tell, killAndStart, settings } = start();
    for (let count = 0; count < TOLD_SINGLY + 2; count++) refuse('192.0.2.7');
    tell();
    time.now += SPAN_MS;
    tell();
    killAndStart();
    expect(entries).toHaveLength(TOLD_SINGLY + 1);
    for (const name of settings.keys()) settings.set(name, '[{"action":1}]');
    killAndStart();
    expect(entries).toHaveLength(TOLD_SINGLY + 1);
  });
});
