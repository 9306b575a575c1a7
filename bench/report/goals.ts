import type { ContestantName } from '../contestants/contestant.ts';
import type { Figures, Point } from '../measures/experiment.ts';
import { median } from '../measures/statistics.ts';

/** What one point asks of Invigil. */
export interface Goal {
  readonly point: Point;
  readonly metric: string;
  /** Compared with this contestant in the same round; without one, the figure itself. */
  readonly against?: ContestantName;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly unit: string;
  /** A metric that tells the same comparison by CPU, where neighbours on the machine disturb less. */
  readonly byCpu?: string;
}

/** The goals in figures; ratios, since absolute figures drift with the machine. */
export const GOALS: readonly Goal[] = [
  { point: 'P1', metric: 'perSecond', against: 'bare', atLeast: 1, unit: 'x', byCpu: 'cpuUs' },
  { point: 'P1', metric: 'perSecond', against: 'insert', atLeast: 2.5, unit: 'x', byCpu: 'cpuUs' },
  { point: 'P1', metric: 'perSecond', against: 'insert-full', atLeast: 5, unit: 'x', byCpu: 'cpuUs' },
  { point: 'P2', metric: 'p50Ms', atMost: 1, unit: 'ms' },
  { point: 'P2', metric: 'p99Ms', against: 'insert', atMost: 1, unit: 'x' },
  { point: 'P2', metric: 'loopP999Ms', atMost: 50, unit: 'ms' },
  { point: 'P3', metric: 'connectMs', against: 'bare', atMost: 1.5, unit: 'x', byCpu: 'connectCpuUs' },
  { point: 'P4', metric: 'kibPerConnection', against: 'bare', atMost: 1.1, unit: 'x' },
  { point: 'P5', metric: 'lastMs', against: 'bare', atMost: 1, unit: 'x', byCpu: 'announceCpuUs' },
];

/** One measurement of one contestant. */
export interface Sample {
  readonly round: number;
  readonly contestant: ContestantName;
  readonly figures: Figures;
}

/** How a goal was met. */
export interface Verdict {
  readonly goal: Goal;
  /** Median over the rounds of the figure, or of its ratio to the other contestant's of the same round. */
  readonly value: number;
  /** The same for CPU; always "how much more CPU Invigil takes". */
  readonly cpuRatio?: number;
  readonly word: 'PASS' | 'FAIL' | 'NOT MEASURED';
}

/** Invigil's figure in each round, divided by the other's of that round where there is one. */
function paired(samples: readonly Sample[], metric: string, against: ContestantName | undefined): number[] {
  return samples
    .filter(({ contestant }) => contestant === 'invigil')
    .map(({ round, figures }) => {
      const own = figures[metric] ?? Number.NaN;
      if (against === undefined) return own;
      const other = samples.find((sample) => sample.round === round && sample.contestant === against);
      return own / (other?.figures[metric] ?? Number.NaN);
    })
    .filter((value) => !Number.isNaN(value));
}

export function judge(goal: Goal, samples: readonly Sample[]): Verdict {
  const value = median(paired(samples, goal.metric, goal.against));
  const cpuRatio = goal.byCpu === undefined ? Number.NaN : median(paired(samples, goal.byCpu, goal.against));
  const isMet = (goal.atLeast === undefined || value >= goal.atLeast) && (goal.atMost === undefined || value <= goal.atMost);
  return {
    goal,
    value,
    ...(Number.isNaN(cpuRatio) ? {} : { cpuRatio }),
    word: Number.isNaN(value) ? 'NOT MEASURED' : isMet ? 'PASS' : 'FAIL',
  };
}
