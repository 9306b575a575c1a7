import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ExamId } from '../../shared/model/ids.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { parseRoster } from '../exchange/roster-csv.ts';
import type { Seat } from '../simulation/join-room.ts';
import { SCENARIOS, type Scenario } from '../simulation/misbehaviour.ts';
import { type SimulationOptions, type Summary, simulateClass } from '../simulation/simulate-class.ts';
import { createOutput } from './output.ts';
import { readSecret } from './room-access.ts';

const MOST_STUDENTS = 5_000;

interface SimulateFlags {
  url: string;
  code?: string;
  exam?: ExamId;
  students: number;
  minutes: number;
  seed: string;
  scenario: Scenario;
  speed: number;
  candidates?: string;
  prefix: string;
  prepare?: boolean;
  username?: string;
  passwordStdin?: boolean;
  json?: boolean;
}

const number =
  (least: number, most: number, isWhole: boolean) =>
  (text: string): number => {
    const value = Number(text);
    if (!(value >= least && value <= most) || (isWhole && !Number.isInteger(value))) {
      throw new InvalidArgumentError(`expected a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}.`);
    }
    return value;
  };

function examId(text: string): ExamId {
  const read = ExamId.safeParse(text);
  if (!read.success) throw new InvalidArgumentError('expected the id of an exam (36 characters).');
  return read.data;
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') throw new InvalidArgumentError('expected http://HOST:PORT.');
  return url.origin;
}

/** `invigil simulate`: a class of simulated candidates joins through the public protocol (operations). */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('let a class of simulated candidates sit an exam: for drills, demonstrations and load')
    .requiredOption('--url <address>', 'the room', origin)
    .option('--code <code>', 'its join code')
    .option('--exam <id>', 'which exam, where several are open', examId)
    .option('--students <n>', 'how many candidates', number(1, MOST_STUDENTS, true), 30)
    .option('--minutes <m>', 'how long they work', number(0.01, 1_440, false), 2)
    .option('--seed <text>', 'the same seed: everybody does the same again', '1')
    .addOption(new Option('--scenario <name>', 'how they behave').choices(SCENARIOS).default('calm'))
    .option('--speed <x>', 'how many times as fast as people they work', number(0.1, 1_000, false), 1)
    .option('--candidates <file>', 'a roster (CSV) with their candidate numbers and access codes')
    .option('--prefix <text>', 'without a roster: their numbers are PREFIX0001, PREFIX0002, ...', 'S')
    .option('--prepare', 'import an exam and a roster made for them, open it, and start it when they are in')
    .option('--username <name>', 'with --prepare: who signs in as staff')
    .option('--password-stdin', 'with --prepare: read the password from stdin')
    .option('--json', 'machine-readable lines on stdout')
    .action(simulate);
}

async function simulate(flags: SimulateFlags, command: Command): Promise<void> {
  if (flags.prepare && !(flags.username && flags.passwordStdin)) {
    command.error('error: with --prepare say who signs in: --username NAME --password-stdin', { exitCode: 2 });
  }
  if (!flags.prepare && flags.code === undefined && flags.exam === undefined) {
    command.error('error: give the join code with --code, the exam with --exam, or --prepare one', { exitCode: 2 });
  }
  const seats = await seatsOf(flags);
  const staff = flags.prepare ? { username: flags.username ?? '', password: await readSecret() } : undefined;
  const output = createOutput(flags.json ?? false);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { url, code, exam, minutes, seed, scenario, speed } = flags;
  const options: SimulationOptions = {
    url,
    seats,
    minutes,
    seed,
    scenario,
    speed,
    ...(code === undefined ? {} : { code }),
    ...(exam === undefined ? {} : { examId: exam }),
    ...(staff ? { staff } : {}),
  };
  const summary = await simulateClass(options, { signal: stop.signal, line: (event) => output.line(event, sentence(event)) });
  if (summary.joined < summary.students || summary.unacknowledged > 0) process.exitCode = 1;
}

async function seatsOf({ candidates, prefix, students }: SimulateFlags): Promise<Seat[]> {
  if (candidates === undefined) {
    return Array.from({ length: students }, (_, at) => ({ candidateNumber: `${prefix}${String(at + 1).padStart(4, '0')}` }));
  }
  const bytes = await readFile(candidates).catch(() => {
    throw new RoomError('not_found', `${candidates} cannot be read.`);
  });
  const { rows } = parseRoster(bytes);
  if (rows.length === 0) throw new RoomError('roster_columns_missing', `${candidates} has no candidates.`);
  return rows
    .slice(0, students)
    .map(({ candidateNumber, accessCode }) => ({ candidateNumber, ...(accessCode ? { accessCode } : {}) }));
}

/** The same line for people. */
function sentence(event: Record<string, unknown>): string {
  const counts = event as unknown as Summary & { code: string; examId: string };
  const latency = () =>
    `acknowledged in ${counts.latencyMs.p50} ms (p50), ${counts.latencyMs.p95} (p95), ${counts.latencyMs.p99} (p99)`;
  const errors = () => Object.entries(counts.errors).map(([code, times]) => `${code} ${times}`);
  switch (event.event) {
    case 'prepared':
      return `The exam is open; join code ${counts.code}`;
    case 'joined':
      return `${counts.joined} candidates are in`;
    case 'started':
      return 'The exam is running';
    case 'progress':
      return [
        `${counts.joined}/${counts.students} in, ${counts.started} working, ${counts.submitted} handed in; ${counts.acked} answers and`,
        `${counts.eventsAcked} events ${latency()}${errors().length > 0 ? `; errors: ${errors().join(', ')}` : ''}`,
      ].join(' ');
    default:
      return [
        `${counts.joined} of ${counts.students} candidates joined, ${counts.started} worked, ${counts.submitted} handed in, in ${counts.seconds} s`,
        `${counts.answers} changes of answers, ${counts.acked} answers acknowledged (${counts.held} kept apart)`,
        `${counts.events} security events, ${counts.eventsAcked} acknowledged`,
        `${latency()}, at most ${counts.latencyMs.max} ms`,
        `${counts.reconnects} reconnects; ${counts.unacknowledged} never acknowledged`,
        errors().length > 0 ? `errors: ${errors().join(', ')}` : 'no errors',
        ...Object.entries(counts.misbehaved).map(([candidate, habit]) => `  ${candidate}: ${habit}`),
      ].join('\n');
  }
}
