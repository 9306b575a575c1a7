import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCausedByRestart, isViolation, weightOf } from '../../../src/main/domain/risk/event-weights.ts';
import { addEvidence, explainScore } from '../../../src/main/domain/risk/risk-score.ts';
import { NO_RISK, type RiskState } from '../../../src/main/domain/risk/risk-state.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';

const START = Date.UTC(2026, 10, 20, 9);
const SOFT = [
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'virtual_machine',
  'multiple_displays',
  'display_changed',
  'network_changed',
  'clock_skew',
  'idle_timeout',
  'reconnect',
  'heartbeat_missed',
  'sequence_gap',
];
const HARD = [
  'client_tampered',
  'forbidden_process',
  'screen_capture_attempt',
  'screen_share_detected',
  'remote_session',
  'devtools_open',
];

const violation = fc.constantFrom(...KNOWN_EVENT_TYPES.filter(isViolation), 'never_heard_of');
const history = (type: fc.Arbitrary<string> = violation) =>
  fc.array(fc.record({ type, afterMs: fc.integer({ min: 0, max: 900_000 }) }), { maxLength: 60 });

function play(events: readonly { type: string; afterMs: number }[]): { state: RiskState; now: number } {
  let state: RiskState = NO_RISK;
  let now = START;
  for (const { type, afterMs } of events) {
    now += afterMs;
    state = addEvidence(state, type, now, STANDARD_POLICY);
  }
  return { state, now };
}

const scoreOf = (state: RiskState, now: number) => explainScore(state, now, STANDARD_POLICY).score;

describe('EV2 risk score', () => {
  it('EV2 stays within 0 and 100 and is the sum of what explains it', () => {
    fc.assert(
      fc.property(history(), (events) => {
        const { state, now } = play(events);
        const { score, contributions } = explainScore(state, now, STANDARD_POLICY);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
      }),
    );
  });

  it('EV2 never falls because of more evidence', () => {
    fc.assert(
      fc.property(history(), violation, (events, type) => {
        const { state, now } = play(events);
        expect(scoreOf(addEvidence(state, type, now, STANDARD_POLICY), now)).toBeGreaterThanOrEqual(scoreOf(state, now));
      }),
    );
  });

  it('EV2 only falls while nothing happens, and reaches nothing in the end', () => {
    fc.assert(
      fc.property(history(), fc.array(fc.integer({ min: 0, max: 3_600_000 }), { maxLength: 20 }), (events, waits) => {
        const { state, now } = play(events);
        let at = now;
        let last = scoreOf(state, at);
        for (const wait of waits) {
          at += wait;
          const score = scoreOf(state, at);
          expect(score).toBeLessThanOrEqual(last);
          last = score;
        }
        expect(scoreOf(state, now + 24 * 3_600_000)).toBe(0);
      }),
    );
  });

  it.each([...KNOWN_EVENT_TYPES, 'never_heard_of'])('EV2 one early %s alone stays below high risk', (type) => {
    const state = addEvidence(NO_RISK, type, START, STANDARD_POLICY);
    expect(scoreOf(state, START)).toBeLessThan(STANDARD_POLICY.thresholds.highRisk);
  });

  it('EV2 soft signals together never exceed their cap, however many', () => {
    fc.assert(
      fc.property(history(fc.constantFrom(...SOFT)), (events) => {
        const { state, now } = play(events);
        expect(scoreOf(state, now)).toBeLessThanOrEqual(60);
      }),
    );
    const { state, now } = play(Array.from({ length: 200 }, (_, index) => ({ type: SOFT[index % SOFT.length]!, afterMs: 10 })));
    expect(scoreOf(state, now)).toBe(60);
  });

  it('EV2 any three different hard types, repeated, reach 90', () => {
    const three = fc.uniqueArray(fc.constantFrom(...HARD), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(three, (types) => {
        const { state, now } = play(Array.from({ length: 12 }, (_, index) => ({ type: types[index % 3]!, afterMs: 1_000 })));
        expect(scoreOf(state, now)).toBeGreaterThanOrEqual(90);
      }),
    );
  });

  it('EV2 replays to the same state from the same events', () => {
    fc.assert(
      fc.property(history(), (events) => {
        expect(JSON.stringify(play(events))).toBe(JSON.stringify(play(events)));
      }),
    );
  });

  it('EV2 a clock that goes back neither adds nor takes evidence', () => {
    const state = addEvidence(NO_RISK, 'copy', START, STANDARD_POLICY);
    expect(scoreOf(state, START - 3_600_000)).toBe(scoreOf(state, START));
  });

  it('EV2 focus_gained, client_started and client_exited are no violations; an unknown type has the default weight', () => {
    expect(['focus_gained', 'client_started', 'client_exited'].map(isViolation)).toEqual([false, false, false]);
    expect(KNOWN_EVENT_TYPES.filter((type) => !isViolation(type))).toHaveLength(3);
    expect(weightOf('never_heard_of', STANDARD_POLICY).weight).toBeGreaterThan(0);
    expect(SOFT.every((type) => weightOf(type, STANDARD_POLICY).kind === 'soft')).toBe(true);
    expect(HARD.every((type) => weightOf(type, STANDARD_POLICY).kind === 'hard')).toBe(true);
  });

  it('protocol 2 gaps and reconnects around a restart of the room weigh nothing, later ones and other types do', () => {
    expect(isCausedByRestart('reconnect', START + 30_000, START)).toBe(true);
    expect(isCausedByRestart('reconnect', START + 300_000, START)).toBe(false);
    expect(isCausedByRestart('copy', START + 1_000, START)).toBe(false);
  });

  it('EV2 weights of the policy replace the defaults', () => {
    const policy = { ...STANDARD_POLICY, weights: { copy: { weight: 40, confidence: 1, kind: 'plain' as const } } };
    expect(explainScore(addEvidence(NO_RISK, 'copy', START, policy), START, policy).score).toBe(40);
  });
});
