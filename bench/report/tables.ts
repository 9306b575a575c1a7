import type { Contestant } from '../contestants/contestant.ts';
import type { Point } from '../measures/experiment.ts';
import { median } from '../measures/statistics.ts';
import { GOALS, judge, type Sample, type Verdict } from './goals.ts';

interface Column {
  readonly metric: string;
  readonly label: string;
  readonly digits: number;
}

const column = (metric: string, label: string, digits = 1): Column => ({ metric, label, digits });

/** What belongs to every measurement: whether the generator or the neighbours were in the way. */
const CIRCUMSTANCES = [column('generatorCores', 'generator cores', 2), column('othersCores', "others' cores", 2)];

const POINT_TABLES: Readonly<Record<Point, { title: string; columns: readonly Column[] }>> = {
  P1: {
    title: 'acknowledged events/s at saturation',
    columns: [
      column('perSecond', 'events/s', 0),
      column('ackP50Ms', 'ack p50 ms'),
      column('ackP99Ms', 'ack p99 ms'),
      column('cpuUs', 'server CPU us/event'),
      column('loopP999Ms', 'loop p99.9 ms'),
      column('consolePerSecond', 'console frames/s', 0),
      ...CIRCUMSTANCES,
    ],
  },
  P2: {
    title: 'emit to console',
    columns: [
      column('p50Ms', 'p50 ms', 2),
      column('p99Ms', 'p99 ms', 2),
      column('maxMs', 'max ms'),
      column('loopP999Ms', 'loop p99.9 ms'),
      column('cpuUs', 'server CPU us/event'),
      ...CIRCUMSTANCES,
    ],
  },
  P3: {
    title: 'all connect and authenticate at once',
    columns: [
      column('connectMs', 'all connected ms', 0),
      column('connectCpuUs', 'server CPU us each', 0),
      column('connectLoopP999Ms', 'loop p99.9 ms'),
      ...CIRCUMSTANCES,
    ],
  },
  P4: {
    title: 'memory of an idle connection after GC',
    columns: [
      column('kibPerConnection', 'RSS KiB each'),
      column('heapKibPerConnection', 'of it JS heap KiB'),
      column('rssMib', 'RSS of all MiB', 0),
    ],
  },
  P5: {
    title: 'one announcement, last of all receives',
    columns: [column('lastMs', 'last receives ms'), column('announceCpuUs', 'server CPU us/socket')],
  },
};

const number = (value: number, digits: number): string => (Number.isNaN(value) ? '-' : value.toFixed(digits));

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows
    .map((row) => `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`)
    .join('\n');
}

/** A goal and its verdict in one line. */
export function verdictLine({ goal, value, cpuRatio, word }: Verdict): string {
  const asked = goal.atLeast === undefined ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
  const what = goal.against === undefined ? goal.metric : `${goal.metric} against ${goal.against}`;
  const cpu = cpuRatio === undefined ? '' : `   (CPU ${number(cpuRatio, 2)} x)`;
  return `  ${word.padEnd(12)}  ${goal.point}  ${what.padEnd(34)} ${number(value, 2).padStart(8)} ${goal.unit.padEnd(2)}  goal ${asked} ${goal.unit}${cpu}`;
}

export const verdicts = (point: Point, samples: readonly Sample[]): Verdict[] =>
  GOALS.filter((goal) => goal.point === point).map((goal) => judge(goal, samples));

/** Above this the generator is what was measured, not the servers. */
const BUSY_GENERATOR_CORES = 0.85;
/** Above this a server did not have the core it needs to itself. */
const NOISY_CORES = 0.4;

/** What speaks against believing the figures. */
function doubts(samples: readonly Sample[]): string[] {
  const busiest = Math.max(...samples.map(({ figures }) => figures.generatorCores ?? 0));
  const noise = median(samples.map(({ figures }) => figures.othersCores ?? Number.NaN).filter((cores) => !Number.isNaN(cores)));
  return [
    ...(busiest > BUSY_GENERATOR_CORES
      ? [`  DOUBTFUL      the load generator used ${busiest.toFixed(2)} cores: it limits the fastest contestant`]
      : []),
    ...(noise > NOISY_CORES
      ? [
          `  DOUBTFUL      other work on this machine used ${noise.toFixed(2)} cores (median): go by the CPU ratios, or repeat when it is quiet`,
        ]
      : []),
  ];
}

/** Medians of a point, a line a contestant, then how its goals were met. */
export function pointReport(
  point: Point,
  workload: string,
  samples: readonly Sample[],
  contestants: readonly Contestant[],
): string {
  const { title, columns } = POINT_TABLES[point];
  const rows = contestants
    .filter(({ name }) => samples.some((sample) => sample.contestant === name))
    .map(({ name, title: who }) => {
      const own = samples.filter((sample) => sample.contestant === name);
      const figure = ({ metric, digits }: Column) => {
        const values = own.map(({ figures }) => figures[metric] ?? Number.NaN).filter((value) => !Number.isNaN(value));
        return number(median(values), digits);
      };
      return [who, ...columns.map(figure)];
    });
  const lines = verdicts(point, samples).map(verdictLine);
  return [
    `${point} ${title}: ${workload}`,
    table([['', ...columns.map(({ label }) => label)], ...rows]),
    ...lines,
    ...doubts(samples),
  ].join('\n');
}
