import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_REMEMBERED } from '../../../../src/main/domain/walls/fire/fire-memory.ts';
import type { LoginSignal, OperationSignal, RequestSignal, Signal } from '../../../../src/main/domain/walls/signal.ts';
import { WallMemory } from '../../../../src/main/domain/walls/wall-memory.ts';
import { createWalls, type Walls } from '../../../../src/main/domain/walls/walls.ts';

const START = Date.UTC(2026, 10, 20, 8);
const MINUTE = 60_000;

const login = (at: number, facts: Partial<LoginSignal> = {}): LoginSignal => ({
  ...{ kind: 'login', at, door: 'console', outcome: 'wrong_secret', ip: '203.0.113.9', user: 'ada' },
  ...facts,
});
const missing = (at: number, path: string): RequestSignal => ({
  ...{ kind: 'request', at, ip: '203.0.113.9', method: 'GET', uri: path, version: 'HTTP/1.1', headers: {}, status: 404 },
});
const read = (at: number, exam: number): OperationSignal => ({
  ...{ kind: 'operation', at, user: 'ada', role: 'admin', name: 'results_get', outcome: 'done' },
  ...{ about: `exam:${exam}`, records: 30 },
});

/** Through the text that is stored, as a restart does it. */
const restarted = (walls: Walls, now: number): Walls => {
  const memory = WallMemory.parse(JSON.parse(JSON.stringify(walls.remember(now))));
  const next = createWalls();
  next.recall(memory, now);
  return next;
};
/** What is found of the signals when the room restarts before those of these indexes. */
function found(signals: readonly Signal[], restartsBefore: readonly number[] = []) {
  let walls = createWalls();
  return signals.flatMap((signal, index) => {
    if (restartsBefore.includes(index)) walls = restarted(walls, signal.at);
    return walls.see(signal).map(({ wall, type, severity, reasons, at }) => ({ wall, type, severity, reasons, at }));
  });
}

/** One slow attack each, found once all of it is seen and not before. */
const ATTACKS: Readonly<Record<string, readonly Signal[]>> = {
  'one account, every half hour': Array.from({ length: 8 }, (_, time) => login(START + time * 30 * MINUTE)),
  'three accounts, slowly': Array.from({ length: 4 }, (_, time) => login(START + time * 40 * MINUTE, { user: `u${time % 3}` })),
  'from everywhere at one account': Array.from({ length: 12 }, (_, time) =>
    login(START + time * 25 * MINUTE, { ip: `198.51.${time}.7` }),
  ),
  'doors of other programs': Array.from({ length: 3 }, (_, time) => missing(START + time * 2_000, `/wp-login${time}/wp-admin/`)),
  'a hall of wrong codes': Array.from({ length: 620 }, (_, time) => login(START + time * 20, { door: 'join', user: `c${time}` })),
  'results of many exams': Array.from({ length: 16 }, (_, time) => read(START + time * 30_000, time)),
};

describe('what the walls remember over a restart', () => {
  for (const [name, signals] of Object.entries(ATTACKS)) {
    it(`W2 ${name}: half before a restart and half after it are found once, as if there had been none`, () => {
      const half = Math.floor(signals.length / 2);
      const whole = found(signals);
      expect(whole.length).toBeGreaterThan(0);
      expect(found(signals, [half])).toEqual(whole);
      expect(found(signals.slice(half)), 'the other half alone is nothing').toEqual([]);
    });
  }

  it('W2 restarts at any moments change nothing of what is found of wrong and right sign-ins', () => {
    const anyLogin = fc.record({
      afterMs: fc.oneof({ weight: 9, arbitrary: fc.nat(5_000) }, fc.nat(40 * MINUTE)),
      ip: fc.constantFrom('203.0.113.9', '203.0.113.9', '2001:db8::7'),
      user: fc.constantFrom('ada', 'bo'),
      outcome: fc.constantFrom('wrong_secret' as const, 'wrong_secret' as const, 'unknown_user' as const, 'ok' as const),
      door: fc.constantFrom('join', 'second-factor', 'setup'),
    });
    fc.assert(
      fc.property(
        fc.array(anyLogin, { minLength: 15, maxLength: 60, size: 'max' }),
        fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }),
        (logins, restarts) => {
          let at = START;
          const signals = logins.map(({ afterMs, ...facts }) => {
            at += afterMs;
            return login(at, facts);
          });
          expect(found(signals, restarts)).toEqual(found(signals));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('W3 what is usual is remembered, and absurd clocks and floods do not make it anything else', () => {
    const walls = createWalls();
    const message = (at: number): Signal => ({ kind: 'traffic', what: 'message', at, ip: '10.0.0.7', user: 'ada', session: 's' });
    for (let window = 0; window < 60; window++)
      for (let one = 0; one < 6; one++) walls.see(message(START + window * 10_000 + one * 1_000));
    const usual = walls.remember(START).water;
    expect(usual.samples).toBe(30);
    expect(usual.usual).toBeGreaterThan(3);
    expect(usual.usual).toBeLessThan(8);
    for (const at of [8.64e15, -8.64e15, Number.NaN, Number.POSITIVE_INFINITY, 0]) walls.see(message(at));
    for (let one = 0; one < 5_000; one++) walls.see(message(START + 700_000 + one));
    const after = restarted(walls, START + 800_000).remember(START + 800_000).water;
    expect(after.usual).toBeGreaterThan(3);
    expect(after.usual).toBeLessThan(8);
  });

  it('W2 what is too old by now, or from a time that has not come, is left out', () => {
    const walls = createWalls();
    for (let time = 0; time < 5; time++) walls.see(login(START + time * MINUTE));
    for (let time = 0; time < 5; time++)
      walls.see(login(START + 3_650 * 24 * 60 * MINUTE + time, { user: 'bo', ip: '192.0.2.1' }));
    const later = START + 3 * 60 * MINUTE;
    const memory = walls.remember(later);
    expect(memory.fire.sources.map(({ tries }) => tries.length)).toEqual([5]);
    // The same for a memory that was written before the clock was set right.
    const next = createWalls();
    next.recall(walls.remember(START + 3_650 * 24 * 60 * MINUTE), later);
    expect(next.remember(later).fire).toMatchObject({ sources: [], accounts: [] });
    next.recall(memory, later + 6 * 60 * MINUTE);
    expect(next.remember(later).fire).toMatchObject({ sources: [], accounts: [] });
  });

  it('W2 is bounded whatever came, keeps those who tried most, and holds no address or device under pseudonyms', () => {
    let made = 0;
    const walls = createWalls((text) => {
      made += 1;
      return `p${[...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0}`;
    });
    for (let time = 0; time < 30; time++)
      walls.see(login(START + time * 1_000, { ip: '203.0.113.9', user: 'ada', deviceId: 'lap' }));
    for (let one = 0; one < 3_000; one++) {
      const ip = `10.${one >> 8}.${one & 255}.9`;
      walls.see(login(START + 5 * MINUTE + one, { ip, user: `u${one}`, deviceId: `device-${one}` }));
      walls.see({ ...missing(START + 5 * MINUTE + one, `/nothing-${one}`), ip });
      walls.see({ ...read(START, one), user: undefined, ip });
    }
    const now = START + 6 * MINUTE;
    const memory = walls.remember(now);
    const text = JSON.stringify(memory);
    expect(made).toBeGreaterThan(3_000);
    expect(memory.fire.sources).toHaveLength(MOST_REMEMBERED);
    expect(memory.fire.sources.some(({ tries }) => tries.length === 24)).toBe(true);
    expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+|device-|"lap"/);
    expect(text.length).toBeLessThan(1_000_000);
    expect(WallMemory.safeParse(JSON.parse(text)).success).toBe(true);
    const next = createWalls();
    for (let time = 0; time < 3; time++) next.recall(memory, now);
    expect(next.remember(now).fire.sources.every(({ tries }) => tries.length <= 24)).toBe(true);
  });
});
