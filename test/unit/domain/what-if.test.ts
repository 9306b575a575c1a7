import { describe, expect, it } from 'vitest';
import { NOTHING_SUPPOSED, supposeResumed, supposeViolation } from '../../../src/main/domain/responses/what-if.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { OPEN_BOOK_POLICY, STRICT_POLICY } from '../../../src/shared/model/policy-presets.ts';

const START = Date.UTC(2026, 10, 20, 9);
const HARD = ['client_tampered', 'forbidden_process', 'screen_share_detected', 'remote_session', 'devtools_open'];
const storm = HARD.map((type, index) => ({ type, at: START + index * 1_000 }));
const supposed = (policy = STANDARD_POLICY, events = storm) =>
  events.reduce((state, event) => supposeViolation(state, event, policy), NOTHING_SUPPOSED);
const actions = ({ responses }: typeof NOTHING_SUPPOSED) => responses.map(({ action }) => action);

describe('EV2 what-if', () => {
  it('EV2 takes the steps of the ladder, each once, and suspends once', () => {
    const state = supposed();
    expect(actions(state)).toEqual(['warn', 'increase_monitoring', 'critical_threat', 'suspend']);
    expect(state).toMatchObject({ isSuspended: true, level: 'suspended' });
    expect(state.highest).toBeGreaterThanOrEqual(90);
  });

  it('EV2 another policy does otherwise with the same events', () => {
    expect(actions(supposed(OPEN_BOOK_POLICY))).toEqual(['warn', 'increase_monitoring', 'critical_threat']);
    const drizzle = [
      'paste',
      'copy',
      'print_attempt',
      'usb_device_attached',
      'cut',
      'clipboard_content_foreign',
      'clock_changed',
    ];
    const events = [...drizzle, 'navigation_blocked', 'url_blocked'].map((type, index) => ({ type, at: START + index }));
    const suspendedBy = (policy = STANDARD_POLICY) =>
      supposed(policy, events).responses.find(({ action }) => action === 'suspend')?.eventType;
    expect(suspendedBy(STRICT_POLICY)).toBe('clock_changed');
    expect(suspendedBy()).toBe('navigation_blocked');
  });

  it('EV3 somebody who let the candidate go on did so here too: new evidence alone suspends again', () => {
    const resumed = supposeResumed(supposed(), START + 60_000, STANDARD_POLICY);
    expect(resumed.isSuspended).toBe(false);
    const slip = supposeViolation(resumed, { type: 'context_menu', at: START + 61_000 }, STANDARD_POLICY);
    expect(slip.isSuspended).toBe(false);
    const again = storm.reduce(
      (state, { type, at }) => supposeViolation(state, { type, at: at + 70_000 }, STANDARD_POLICY),
      resumed,
    );
    expect(again.isSuspended).toBe(true);
  });

  it('EV3 under a policy that would not have suspended, going on changes nothing', () => {
    const state = supposed(OPEN_BOOK_POLICY);
    expect(supposeResumed(state, START + 60_000, OPEN_BOOK_POLICY)).toBe(state);
  });
});
