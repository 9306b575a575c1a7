import fc from 'fast-check';

/* What may happen in a room that writes some of its state behind (ADR 5): the model of a day, beside the property over it. */

export const CANDIDATES = 3;
/** Repeats, weightless ones, what nobody knows, and enough hard ones for every level to be entered. */
export const TYPES = [
  'copy',
  'paste',
  'window_blur',
  'focus_lost',
  'focus_gained',
  'telepathy',
  'devtools_open',
  'forbidden_process',
];

export type Step =
  | { readonly do: 'report'; readonly who: number; readonly types: readonly number[]; readonly offline: boolean }
  | { readonly do: 'repeat'; readonly which: number }
  | { readonly do: 'fail'; readonly who: number; readonly type: number }
  | { readonly do: 'alert'; readonly which: number; readonly action: 'acknowledge' | 'resolve' | 'escalate' | 'reopen' }
  | {
      readonly do: 'attempt';
      readonly who: number;
      readonly action: 'suspend' | 'resume' | 'extend_time' | 'increase_monitoring';
    }
  | { readonly do: 'policy'; readonly groupingSeconds: number; readonly dryRun: boolean }
  | { readonly do: 'sync' }
  | { readonly do: 'look' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'crash' };

const who = fc.integer({ min: 0, max: CANDIDATES - 1 });
const type = fc.integer({ min: 0, max: TYPES.length - 1 });
const which = fc.oneof(fc.nat(2), fc.nat(1_000));
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      who,
      types: fc.array(type, { minLength: 1, maxLength: 6 }),
      offline: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat' as const), which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fail' as const), who, type }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('alert' as const),
      which,
      action: fc.constantFrom('acknowledge' as const, 'resolve' as const, 'escalate' as const, 'reopen' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('attempt' as const),
      who,
      action: fc.constantFrom('suspend' as const, 'resume' as const, 'extend_time' as const, 'increase_monitoring' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('policy' as const),
      groupingSeconds: fc.constantFrom(0, 60, 600),
      dryRun: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'sync' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'look' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.oneof(fc.nat(2_000), fc.nat(900_000)) }),
  },
  { weight: 5, arbitrary: fc.constant({ do: 'crash' as const }) },
);

const report = (...types: number[]): Step => ({ do: 'report', who: 0, types, offline: false });
const reportOf = (who: number, ...types: number[]): Step => ({ do: 'report', who, types, offline: false });
const crash: Step = { do: 'crash' };
/** What chance alone seldom puts together: somebody steps in while something waits to be written, and then the room dies. */
export const EXAMPLES: Step[][] = [
  [report(0, 0, 0), { do: 'alert', which: 0, action: 'escalate' }, report(0), crash, report(0)],
  [report(0), { do: 'wait', ms: 5 }, report(0), { do: 'policy', groupingSeconds: 0, dryRun: false }, crash, report(0, 0)],
  [report(0), { do: 'policy', groupingSeconds: 0, dryRun: true }, { do: 'wait', ms: 5 }, report(0, 6, 6, 7, 7), crash, report(6)],
  [report(1, 1), { do: 'attempt', who: 0, action: 'extend_time' }, report(1), crash, { do: 'repeat', which: 1 }, report(1)],
  [
    // Four of the five that suspend; then somebody lets the attempt go on, and the room dies.
    report(0, 0, 0, 0),
    { do: 'attempt', who: 0, action: 'suspend' },
    { do: 'wait', ms: 5 },
    { do: 'attempt', who: 0, action: 'resume' },
    { do: 'wait', ms: 5 },
    crash,
    report(0),
  ],
  // Several hit alike (EV6): an incident found before, across and after a crash, and one who goes on alone.
  [
    reportOf(0, 3),
    reportOf(1, 3),
    crash,
    reportOf(2, 3, 3),
    reportOf(1, 3),
    crash,
    reportOf(0, 3),
    { do: 'sync' },
    crash,
    reportOf(0, 3),
  ],
  [reportOf(0, 3), reportOf(1, 2, 3), reportOf(2, 3), { do: 'wait', ms: 6_000 }, reportOf(1, 3), crash, reportOf(1, 3), crash],
  [
    reportOf(0, 3),
    reportOf(1, 3),
    { do: 'alert', which: 0, action: 'acknowledge' },
    reportOf(2, 3),
    crash,
    reportOf(1, 3, 3),
    crash,
  ],
  [reportOf(0, 6, 6, 7, 7, 3), reportOf(1, 3), { do: 'fail', who: 2, type: 3 }, crash, reportOf(2, 3), crash, reportOf(0, 3)],
  // A suspension that waits over a crash, and is settled by the clock or by the next event.
  [report(6, 7, 6, 7, 1, 5, 3, 2), crash, { do: 'wait', ms: 5_000 }, { do: 'look' }, crash, report(3)],
  [report(6, 7, 6, 7, 1, 5, 3, 2), { do: 'wait', ms: 5_000 }, report(3), crash, { do: 'look' }, report(0)],
  [report(1), crash, report(1, 1), { do: 'fail', who: 0, type: 1 }, crash, { do: 'fail', who: 0, type: 2 }, crash, report(2)],
];
