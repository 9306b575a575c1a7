import { z } from 'zod';
import { PlainText } from '../../../shared/model/bounded-json.ts';
import { SecurityEventType } from '../../../shared/model/security-event.ts';
import { FAULTS, LinkProfile, OCCURRENCE, TimedFault } from './faults.ts';
import { ProctorStep } from './proctor-step.ts';
import { Span, Spans, Window } from './span.ts';

/** What the room tells a candidate of their own events at once (500), with room for those every client makes by itself. */
const MOST_REPORTS = 300;
const MOST_ACTIONS = 500;
/** What one candidate's network goes through in a day; each fault is a timer and a plan for everybody it happens to. */
const MOST_FAULTS = 200;

const share = z.number().min(0).max(1);
const name = PlainText(64).min(1);

/** A detail of an event: as it stands, or a whole number drawn between two. */
const Detail = z.union([z.number(), z.boolean(), PlainText(200), z.tuple([z.int(), z.int()])], {
  error: 'expected a text, a number, true, false, or two whole numbers to draw between',
});

/** One thing a misbehaving or unlucky candidate does, or that happens to them. */
export const Action = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('report'),
    type: SecurityEventType,
    details: z.record(PlainText(64).min(1), Detail).optional(),
    /** How probable it is. */
    chance: share.optional(),
  }),
  /** Nothing, for so long. */
  z.strictObject({ do: z.literal('wait'), for: Spans }),
  /** The page is loaded anew: same device, same session. */
  z.strictObject({ do: z.literal('reload') }),
  /** The machine dies and comes back after `for`: same device, resume token, a new session. */
  z.strictObject({ do: z.literal('crash'), for: Spans.optional() }),
  /** Another machine: after what was made is acknowledged, and when staff (or signing out) has freed the seat. */
  z.strictObject({ do: z.literal('move'), for: Spans.optional() }),
  FAULTS.cut,
  FAULTS.stall,
  FAULTS.gone,
  FAULTS.slow,
]);
export type Action = z.infer<typeof Action>;

/** Actions one after the other, `times` over the window `at`. */
export const Step = z.strictObject({
  at: OCCURRENCE.at.optional(),
  times: OCCURRENCE.times.optional(),
  actions: z.array(Action).min(1).max(20),
});
export type Step = z.infer<typeof Step>;

export const Behaviour = z.strictObject({
  name,
  share,
  /** Would a proctor want to know? Unlucky people are no cheats. */
  misbehaves: z.boolean().optional(),
  steps: z.array(Step).min(1).max(50),
});
export type Behaviour = z.infer<typeof Behaviour>;

export const Network = z.strictObject({
  name,
  share,
  link: LinkProfile.optional(),
  faults: z.array(TimedFault).max(50).optional(),
});
export type Network = z.infer<typeof Network>;

const HandIn = z.strictObject({ share, between: Window });

/** How the day goes: who comes when, who goes when. */
const Phases = z.strictObject({
  lobby: z.strictObject({ over: Span }).optional(),
  late: z.strictObject({ share: z.number().min(0).max(0.9), between: Window }).optional(),
  handIn: z.array(HandIn).max(20).optional(),
});

/** How people work through a paper. */
const Pace = z.strictObject({
  thinkSeconds: z.tuple([z.number().min(0.1).max(3_600), z.number().min(0.1).max(3_600)]).optional(),
  /** Share of questions put off until the others are done. */
  putOff: z.number().min(0).max(0.95).optional(),
  /** Share of answers changed in each look over the paper. */
  review: share.optional(),
});
export type Pace = z.infer<typeof Pace>;

const most = (times: z.infer<typeof OCCURRENCE.times> | undefined): number => (Array.isArray(times) ? times[1] : (times ?? 1));

function checkShares(list: readonly { share: number }[] | undefined, path: (string | number)[], check: z.RefinementCtx): void {
  const sum = (list ?? []).reduce((total, one) => total + one.share, 0);
  if (sum > 1 + 1e-9) {
    const message = `the shares add up to ${Math.round(sum * 1000) / 1000}; nobody can be in two: at most 1`;
    check.addIssue({ code: 'custom', path, message });
  }
}

function checkNames(list: readonly { name: string }[] | undefined, path: string, check: z.RefinementCtx): void {
  for (const [index, one] of (list ?? []).entries()) {
    if (list?.findIndex((other) => other.name === one.name) !== index)
      check.addIssue({ code: 'custom', path: [path, index, 'name'], message: `"${one.name}" is there twice` });
  }
}

/** Nobody does more than the room can be asked about afterwards. */
function checkAmount(behaviour: Behaviour, index: number, check: z.RefinementCtx): void {
  const amount = (counts: (action: Action) => boolean) =>
    behaviour.steps.reduce((sum, { times, actions }) => sum + most(times) * actions.filter(counts).length, 0);
  if (amount(({ do: what }) => what === 'report') > MOST_REPORTS || amount(() => true) > MOST_ACTIONS) {
    const message = `at most ${MOST_REPORTS} reports and ${MOST_ACTIONS} actions for one candidate`;
    check.addIssue({ code: 'custom', path: ['behaviours', index, 'steps'], message });
  }
}

function checkFaults(faults: readonly TimedFault[] | undefined, path: (string | number)[], check: z.RefinementCtx): void {
  if ((faults ?? []).reduce((sum, { times }) => sum + most(times), 0) > MOST_FAULTS)
    check.addIssue({ code: 'custom', path, message: `at most ${MOST_FAULTS} faults of one network, repeats counted` });
}

/** What a class does: the JSON file of `invigil simulate --scenario FILE` (docs/SCENARIOS.md). */
export const Scenario = z
  .strictObject({
    name,
    description: PlainText(1_000).optional(),
    /** Used unless --seed says otherwise. */
    seed: PlainText(64).min(1).optional(),
    phases: Phases.optional(),
    pace: Pace.optional(),
    behaviours: z.array(Behaviour).max(50).optional(),
    networks: z.array(Network).max(50).optional(),
    /** What happens to everybody's connection at once. */
    everybody: z.array(TimedFault).max(50).optional(),
    proctor: z.array(ProctorStep).max(200).optional(),
  })
  .superRefine((scenario, check) => {
    checkShares(scenario.behaviours, ['behaviours'], check);
    checkShares(scenario.networks, ['networks'], check);
    checkShares(scenario.phases?.handIn, ['phases', 'handIn'], check);
    checkNames(scenario.behaviours, 'behaviours', check);
    checkNames(scenario.networks, 'networks', check);
    for (const [index, behaviour] of (scenario.behaviours ?? []).entries()) checkAmount(behaviour, index, check);
    for (const [index, { faults }] of (scenario.networks ?? []).entries())
      checkFaults(faults, ['networks', index, 'faults'], check);
    checkFaults(scenario.everybody, ['everybody'], check);
    const groups = new Set(['anybody', 'behaving', ...(scenario.behaviours ?? []).map((one) => one.name)]);
    for (const [index, step] of (scenario.proctor ?? []).entries()) {
      if ('who' in step && step.who !== undefined && !groups.has(step.who)) {
        const message = `there is no behaviour "${step.who}": expected ${[...groups].map((group) => `"${group}"`).join(', ')}`;
        check.addIssue({ code: 'custom', path: ['proctor', index, 'who'], message });
      }
    }
    const [slowest, fastest] = [scenario.pace?.thinkSeconds?.[0] ?? 0, scenario.pace?.thinkSeconds?.[1] ?? 0];
    if (slowest > fastest)
      check.addIssue({ code: 'custom', path: ['pace', 'thinkSeconds'], message: 'expected the shorter time first' });
  });
export type Scenario = z.infer<typeof Scenario>;
