import type { RuleInput } from '../../src/shared/model/rule.ts';

/** Of one candidate, of one session and of several candidates; one only tells, one suspends. */
export const RULES: RuleInput[] = [
  {
    name: 'three of one candidate',
    when: { types: [], match: 'all', fields: [], count: 3, windowSeconds: 600, per: 'attempt', exams: [] },
    severity: 'medium',
    actions: [{ do: 'increase' }, { do: 'notify', to: 'staff' }],
  },
  {
    name: 'five of one session',
    when: {
      types: ['copy', 'paste', 'focus_gained'],
      match: 'all',
      fields: [],
      count: 5,
      windowSeconds: 900,
      per: 'session',
      exams: [],
    },
    severity: 'critical',
    actions: [{ do: 'suspend' }],
  },
  {
    name: 'two candidates',
    when: { types: [], match: 'all', fields: [], count: 4, windowSeconds: 60, per: 'exam', candidates: 2, exams: [] },
    severity: 'low',
    actions: [{ do: 'sound' }],
  },
];
