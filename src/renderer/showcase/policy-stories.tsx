import type { AttemptId } from '../../shared/model/ids.ts';
import type { WhatIfLine } from '../../shared/model/what-if.ts';
import { PolicyDifference } from '../console/features/exams/policy-difference.tsx';
import { WhatIfTable } from '../console/features/exams/what-if-table.tsx';
import { RuleTrial } from '../console/features/rules/rule-trial.tsx';
import { LONG_THAI, LONG_WORD, NOW } from './samples.ts';
import { State, Story } from './story.tsx';

const at = new Date(NOW).toISOString();
const attemptId = (number: number) => `00000000-0000-4000-8000-00000000000${number}` as AttemptId;

const LINES: readonly WhatIfLine[] = [
  {
    attemptId: attemptId(1),
    candidateNumber: '001',
    name: LONG_THAI,
    events: 100_000,
    done: [
      { action: 'warn', at, dryRun: false },
      { action: 'suspend', at, dryRun: true },
    ],
    asSet: { score: 12, highest: 97.4, level: 'suspended', responses: [] },
    tried: { score: 2, highest: 61, level: 'warned', responses: [] },
  },
  {
    attemptId: attemptId(2),
    candidateNumber: LONG_WORD,
    name: '',
    events: 0,
    done: [],
    asSet: { score: 0, highest: 0, level: 'none', responses: [] },
    tried: { score: 0, highest: 0, level: 'none', responses: [] },
  },
];

/** What a policy or a rule would have done, before it does it. */
export function PolicyStories() {
  return (
    <>
      <Story name="PolicyDifference" wide>
        <State of="none">
          <PolicyDifference preset="Strict" differences={[]} />
        </State>
        <State of="a number, a switch, a weight, an unknown type">
          <PolicyDifference
            preset="Standard"
            differences={[
              { field: 'suspend', from: '90', to: '101' },
              { field: 'dryRun', from: 'false', to: 'true' },
              { field: 'weight.paste', from: '14 × 1 plain', to: '2 × 0.5 soft' },
              { field: `weight.${LONG_WORD}`, from: '–', to: '100 × 1 hard' },
            ]}
          />
        </State>
      </Story>
      <Story name="WhatIfTable" wide>
        <State of="nobody">
          <WhatIfTable events={0} lacks={[]} lines={[]} />
        </State>
        <State of="another outcome, long Thai, one long word">
          <WhatIfTable events={100_000} lacks={['before_course', 'policy_changed']} lines={LINES} />
        </State>
      </Story>
      <Story name="RuleTrial" wide>
        <State of="nothing found">
          <RuleTrial trial={{ events: 0, fired: 0, alerts: 0, first: [], attempts: [] }} />
        </State>
        <State of="found, long Thai">
          <RuleTrial
            trial={{
              events: 1_000_000,
              fired: 12_345,
              alerts: 99,
              first: [],
              attempts: [
                { attemptId: attemptId(1), candidateNumber: '001', name: LONG_THAI, examTitle: LONG_WORD, fired: 12_000 },
                { attemptId: attemptId(2), candidateNumber: '002', name: '', examTitle: 'Algebra', fired: 345 },
              ],
            }}
          />
        </State>
      </Story>
    </>
  );
}
