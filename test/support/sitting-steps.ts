import fc from 'fast-check';

/* What may happen in a sitting that is recorded and decided again (EV2, EV3, EV6). */

export const CANDIDATES = 3;
export const TYPES = [
  'copy',
  'paste',
  'window_blur',
  'focus_gained',
  'telepathy',
  'devtools_open',
  'forbidden_process',
  'remote_session',
  'focus_lost',
  'visibility_hidden',
  'reconnect',
];
/** Indexes of what may hit several alike (EV6). */
const SOFT = [2, 8, 9, 10];

export type Step =
  | { readonly do: 'report'; readonly who: number; readonly type: number; readonly times: number; readonly offline: boolean }
  | { readonly do: 'together'; readonly type: number }
  | { readonly do: 'service'; readonly who: number; readonly type: number }
  | {
      readonly do: 'alert';
      readonly which: number;
      readonly action: 'acknowledge' | 'resolve' | 'escalate' | 'reopen' | 'comment';
    }
  | { readonly do: 'attempt'; readonly who: number; readonly action: 'suspend' | 'resume' | 'warn' | 'increase_monitoring' }
  | { readonly do: 'look' }
  | { readonly do: 'wait'; readonly ms: number };

const who = fc.nat(CANDIDATES - 1);
const type = fc.nat(TYPES.length - 1);
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      who,
      type,
      times: fc.integer({ min: 1, max: 4 }),
      offline: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('together' as const), type: fc.constantFrom(...SOFT) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('service' as const), who, type }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('alert' as const),
      which: fc.nat(20),
      action: fc.constantFrom(
        'acknowledge' as const,
        'resolve' as const,
        'escalate' as const,
        'reopen' as const,
        'comment' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('attempt' as const),
      who,
      action: fc.constantFrom('suspend' as const, 'resume' as const, 'warn' as const, 'increase_monitoring' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.oneof(fc.nat(2_000), fc.nat(7_000), fc.nat(900_000)) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
);
export const report = (typeNr: number, times = 1): Step => ({ do: 'report', who: 0, type: typeNr, times, offline: false });
export const together = (typeNr: number): Step => ({ do: 'together', type: typeNr });
/** Up to just below a suspension. */
export const NEARLY = [5, 6, 7, 1, 4].map((typeNr) => report(typeNr));
/** What chance alone seldom puts together: a suspension by itself, let go on, and suspended again; an alert closed between repeats. */
export const EXAMPLES: Step[][] = [
  [report(5, 4), report(6, 4), report(7, 4), { do: 'attempt', who: 0, action: 'resume' }, report(5, 4), report(6, 4)],
  [report(0), { do: 'alert', which: 0, action: 'resolve' }, report(0), { do: 'alert', which: 0, action: 'escalate' }, report(0)],
  [
    { do: 'attempt', who: 0, action: 'suspend' },
    report(5, 4),
    report(6, 4),
    report(7, 4),
    { do: 'attempt', who: 0, action: 'resume' },
  ],
  // All three hit alike (EV6); one goes on alone, and staff take up, close and reopen what is part of the incident.
  [
    together(8),
    { do: 'alert', which: 1, action: 'acknowledge' },
    { do: 'alert', which: 2, action: 'reopen' },
    report(8),
    { do: 'wait', ms: 40_000 },
    together(8),
    report(8),
    together(9),
  ],
  // A suspension whose last straw is soft (EV6): found over by the clock, by the next event, or taken back by an incident of the room.
  [...NEARLY, report(9), { do: 'wait', ms: 5_000 }, { do: 'look' }, report(9)],
  [...NEARLY, report(9), { do: 'wait', ms: 5_000 }, report(9), { do: 'look' }],
  [...NEARLY, together(9), { do: 'wait', ms: 6_000 }, { do: 'look' }, report(1), report(8), { do: 'wait', ms: 6_000 }, report(0)],
  [{ do: 'service', who: 0, type: 7 }, { do: 'service', who: 0, type: 7 }, report(7), { do: 'service', who: 0, type: 4 }],
];
