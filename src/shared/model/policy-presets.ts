import { type EventWeight, type Policy, STANDARD_POLICY } from './policy.ts';

const soft = (weight: number): EventWeight => ({ weight, confidence: 1, kind: 'soft' });
const plain = (weight: number): EventWeight => ({ weight, confidence: 1, kind: 'plain' });

/**
 * Books and the net are allowed: looking elsewhere, copying and pasting say next to nothing, what is noticed fades in half the
 * time, and nobody is suspended without a person. Other people's help still counts as always.
 */
export const OPEN_BOOK_POLICY: Policy = {
  ...STANDARD_POLICY,
  name: 'open_book',
  thresholds: { warn: 40, highRisk: 65, critical: 85, suspend: 101 },
  softCap: 35,
  halfLifeMinutes: 5,
  weights: {
    focus_lost: soft(1),
    window_blur: soft(1),
    visibility_hidden: soft(1),
    fullscreen_exit: soft(2),
    multiple_displays: soft(4),
    display_changed: soft(2),
    copy: plain(1),
    cut: plain(1),
    paste: plain(2),
    clipboard_content_foreign: plain(3),
    context_menu: plain(0),
    print_attempt: plain(4),
    navigation_blocked: plain(3),
    url_blocked: plain(3),
  },
  groupingSeconds: 120,
};

/**
 * Much depends on the exam: each step comes earlier and what is noticed fades in twice the time. What happens to honest people
 * on odd machines is still no verdict: soft signals alone reach neither a critical threat nor a suspension.
 */
export const STRICT_POLICY: Policy = {
  ...STANDARD_POLICY,
  name: 'strict',
  thresholds: { warn: 20, highRisk: 40, critical: 65, suspend: 80 },
  softCap: 55,
  halfLifeMinutes: 20,
  requireIdentity: true,
  allowBrowser: false,
};

/** What an exam can start from; every number can be changed afterwards. */
export const POLICY_PRESETS: readonly Policy[] = [OPEN_BOOK_POLICY, STANDARD_POLICY, STRICT_POLICY];
