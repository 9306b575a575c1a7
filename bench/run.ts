/**
 * `npm run bench -- guards`: what misbehaviour costs, see guards/bench-guards.ts; `-- walls`: what watching costs, see walls.ts; `-- results`: what results of a full hall cost, see results.ts; `-- import`: what a running exam feels of imports, see imports/bench-imports.ts; `-- player`: how long an exam takes to open, see player/bench-player.ts. `npm run bench`: the points P1 to P5 of docs/PERFORMANCE.md, Invigil against contestants that do the same work. This
 * process is the load generator; each contestant is a process of its own, one at a time, started afresh for each measurement.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildRoom } from './contestants/build-room.ts';
import type { Contestant } from './contestants/contestant.ts';
import { createFastapiContestant } from './contestants/fastapi.ts';
import { createInvigilContestant, RAISED_LIMITS } from './contestants/invigil.ts';
import { createSocketIoContestant } from './contestants/socket-io.ts';
import { benchGuards } from './guards/bench-guards.ts';
import { benchImports } from './imports/bench-imports.ts';
import type { Experiment } from './measures/experiment.ts';
import { createSaturation } from './measures/p1-saturation.ts';
import { createLatency } from './measures/p2-latency.ts';
import { createCrowd } from './measures/p3-p5-crowd.ts';
import { type BenchOptions, readAttacks, readOptions, USAGE, UsageError } from './options.ts';
import { benchPlayer } from './player/bench-player.ts';
import type { Sample } from './report/goals.ts';
import { newestProfiles } from './report/profile.ts';
import { machineFacts, type Scorecard, versions, writeScorecard } from './report/scorecard.ts';
import { pointReport, verdictLine, verdicts } from './report/tables.ts';
import { benchResults } from './results.ts';
import { benchWalls } from './walls.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** Progress, not a result. */
const mutter = (text: string): void => void process.stderr.write(`${text}\n`);

const SOURCE_ENTRY = join(import.meta.dirname, '../src/main/cli.ts');

/** Every contestant in turn, as many rounds as asked for, each round the other way round, so that drift hits all alike. */
async function runRounds(experiment: Experiment, contestants: readonly Contestant[], rounds: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 === 1 ? contestants : contestants.toReversed();
    for (const contestant of order) {
      const startedAt = performance.now();
      samples.push({ round, contestant: contestant.name, figures: await experiment.measure(contestant) });
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      mutter(`${experiment.points.join(', ')} round ${round} of ${rounds}: ${contestant.title}, ${seconds} s`);
    }
  }
  return samples;
}

async function bench(options: BenchOptions, all: readonly Contestant[]): Promise<void> {
  const { points, only, rounds, candidates, crowd, seed } = options;
  const startedAt = new Date();
  const machine = machineFacts();
  const chosen = all.filter(({ name }) => only.includes(name));
  const skipped = Object.fromEntries(chosen.flatMap(({ title, missing }) => (missing === undefined ? [] : [[title, missing]])));
  say(
    `${machine.cpu}, ${machine.cores} cores, load ${machine.loadAverage.map((load) => load.toFixed(1)).join(' ')}; ${machine.system}`,
  );
  say(`Node ${versions().node}; seed ${seed}; ${rounds} rounds, medians; ratios are medians of the rounds' pairs`);
  say(
    `raised for Invigil: ${Object.entries(RAISED_LIMITS)
      .map((entry) => entry.join('='))
      .join(' ')}`,
  );
  for (const [who, why] of Object.entries(skipped)) say(`skipped: ${who} (${why})`);

  const measured: Scorecard['points'] = {};
  for (const experiment of [
    createSaturation({ candidates, seed }),
    createLatency({ candidates, seed }),
    createCrowd({ candidates: crowd }),
  ]) {
    const wanted = experiment.points.filter((point) => points.includes(point));
    const taking = chosen.filter(({ name, missing }) => missing === undefined && experiment.takesPart.includes(name));
    if (wanted.length === 0 || taking.length === 0) continue;
    const begunAt = Date.now();
    const samples = await runRounds(experiment, taking, rounds);
    const { workload } = experiment;
    for (const point of wanted) {
      measured[point] = { workload, samples, verdicts: verdicts(point, samples) };
      say(`\n${pointReport(point, workload, samples, taking)}`);
    }
    for (const profile of options.profile === undefined ? [] : newestProfiles(options.profile, begunAt)) say(`\n${profile}`);
  }
  const judged = Object.values(measured).flatMap((point) => point.verdicts);
  const seconds = (Date.now() - startedAt.getTime()) / 1000;
  say(`\nScorecard, ${seconds.toFixed(0)} s`);
  for (const verdict of judged) say(verdictLine(verdict));
  const card = {
    startedAt: startedAt.toISOString(),
    seconds,
    options: { ...options },
    raisedLimits: RAISED_LIMITS,
    versions: versions(),
    machine,
    skipped,
  };
  say(`written to ${writeScorecard({ ...card, points: measured })}`);
}

/** Rejects on whatever goes wrong in a socket's callback, and when somebody interrupts the run. */
function faults(): Promise<never> {
  return new Promise((_, reject) => {
    process.once('uncaughtException', reject);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`interrupted by ${signal}`)));
  });
}

async function main(): Promise<void> {
  if (process.argv[2] === 'walls') return benchWalls(say);
  if (process.argv[2] === 'results') return benchResults(say);
  const room = process.argv[2] === 'import' ? benchImports : process.argv[2] === 'player' ? benchPlayer : undefined;
  const attacks = process.argv[2] === 'guards' ? readAttacks(process.argv.slice(3)) : undefined;
  const options = readOptions(attacks || room ? [] : process.argv.slice(2));
  if (!options) return say(USAGE);
  const profiles = options.profile === undefined ? undefined : resolve(options.profile);
  if (profiles !== undefined) mkdirSync(profiles, { recursive: true });
  // In the project and not in the system's folder for temporary files, which may be in memory, where fsync costs nothing.
  const place = join(import.meta.dirname, '../out/bench');
  mkdirSync(place, { recursive: true });
  const workFolder = mkdtempSync(join(place, 'run-'));
  try {
    const run = async () =>
      bench(options, [
        createSocketIoContestant('bare', 'bare Socket.IO', 'none', workFolder),
        createSocketIoContestant('insert', 'Socket.IO + INSERT', 'NORMAL', workFolder),
        createSocketIoContestant('insert-full', 'Socket.IO + INSERT, FULL', 'FULL', workFolder),
        createFastapiContestant(),
        // Profiled from its sources, so that the profile names them.
        createInvigilContestant(profiles === undefined ? await buildRoom(workFolder) : SOURCE_ENTRY, workFolder, profiles),
      ]);
    const measure = async () => {
      if (room) return room(await buildRoom(workFolder), workFolder, say);
      return attacks ? benchGuards(await buildRoom(workFolder), workFolder, attacks, say) : run();
    };
    await Promise.race([measure(), faults()]);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const isUsage = error instanceof UsageError;
    mutter(
      `bench: ${error instanceof Error ? (isUsage ? error.message : error.stack) : String(error)}${isUsage ? `\n\n${USAGE}` : ''}`,
    );
    // Servers still running notice that this process is gone and end as well.
    process.exit(isUsage ? 2 : 1);
  },
);
