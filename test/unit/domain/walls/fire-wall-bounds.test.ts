import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/main/domain/walls/finding.ts';
import { createFireState } from '../../../../src/main/domain/walls/fire/fire-state.ts';
import { fireWall } from '../../../../src/main/domain/walls/fire/fire-wall.ts';
import { MOST_ACCOUNTS, MOST_SOURCES, MOST_TRIES } from '../../../../src/main/domain/walls/fire/limits.ts';
import type { LoginSignal } from '../../../../src/main/domain/walls/signal.ts';
import { START, wall } from './support/fire.ts';

describe('W2 whatever comes', () => {
  it('W2 more sources and accounts than are remembered cost no more than the limits', () => {
    const { see, state } = wall();
    for (let source = 0; source < 10_000; source++)
      see(source / 100, { ip: `10.${source >> 16}.${(source >> 8) & 255}.${source & 255}`, user: `u${source}` });
    for (let guess = 0; guess < 200; guess++) see(200 + guess, {});
    expect(state.sources.size).toBe(MOST_SOURCES);
    expect(state.accounts.size).toBe(MOST_ACCOUNTS);
    expect(Math.max(...[...state.sources.entries()].map(([, { tries }]) => tries.length))).toBe(MOST_TRIES);
  });

  it('W2 an absurd time neither throws nor hides or makes an attack', () => {
    const { see, found } = wall();
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, -1e18, 8.64e15, START + 1e12]) see(0, { at });
    expect(found).toEqual([]);
    for (let second = 0; second < 6; second++) see(second, {});
    expect(found).toMatchObject([{ reasons: ['6 wrong passwords for one account within 5 s from 10.0.0.5'] }]);
  });

  it('W2 lines out of order are counted all the same', () => {
    const { see, found } = wall();
    for (const second of [5, 3, 4, 0, 2, 1]) see(second, {});
    expect(found).toHaveLength(1);
  });

  it('W2 what a client wrote is quoted short and harmless', () => {
    const { see, found } = wall();
    for (let second = 0; second < 6; second++)
      see(second, { ip: '\u001b[2J<b>10.0.0.5', user: `\u202e<script>${'x'.repeat(500)}` });
    expect(found[0]?.reasons[0]).toBe('6 wrong passwords for one account within 5 s from ??2J?b?10.0.0.5');
    expect(found[0]?.subject.user).toBe(`??script?${'x'.repeat(55)}`);
  });

  it('W2 never throws, keeps its promises, and quotes nothing that could steer a terminal', () => {
    const outcomes = fc.constantFrom<LoginSignal['outcome']>('ok', 'wrong_secret', 'unknown_user', 'locked', 'refused');
    const text = fc.option(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('a', 'b')), {
      nil: undefined,
    });
    const login = fc.record({
      at: fc.double(),
      ip: text,
      user: text,
      outcome: outcomes,
      door: fc.constantFrom('console', 'join', 'join-code', 'sshd'),
      deviceId: text,
    });
    fc.assert(
      fc.property(fc.array(login, { maxLength: 60 }), (logins) => {
        const state = createFireState();
        for (const signal of logins) {
          for (const { severity, confidence, reasons, subject } of fireWall({ kind: 'login', ...signal }, state)) {
            expect(['low', 'medium', 'high']).toContain(severity);
            expect(confidence).toBeGreaterThan(0);
            expect(confidence).toBeLessThan(1);
            expect(reasons.length).toBeGreaterThan(0);
            for (const words of [...reasons, subject.ip ?? '', subject.user ?? '']) {
              expect(words.length).toBeLessThan(300);
              expect(words).not.toMatch(/[\p{Cc}<>]/u);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('W2 the same day gives the same findings', () => {
    const day = (): Finding[] => {
      const { see, found } = wall();
      for (let event = 0; event < 500; event++)
        see(event * 7, { ip: `10.0.0.${event % 7}`, user: `u${event % 11}`, outcome: event % 5 ? 'wrong_secret' : 'ok' });
      return found;
    };
    expect(day().length).toBeGreaterThan(0);
    expect(day()).toEqual(day());
  });
});
