import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { ExamId } from '../../shared/model/ids.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { parseRoster } from '../exchange/roster-csv.ts';
import type { Seat } from '../simulation/join-room.ts';
import { readScenario, ScenarioRefused } from '../simulation/scenarios/read-scenario.ts';
import type { Scenario } from '../simulation/scenarios/scenario.ts';
import { isInOrder, type SimulationOptions, simulateClass } from '../simulation/simulate-class.ts';
import { createOutput } from './output.ts';
import { openWaysAloud, readSecret } from './room-access.ts';
import { simulationInWords } from './simulation-words.ts';

const MOST_STUDENTS = 5_000;

interface SimulateFlags {
  url: string;
  code?: string;
  exam?: ExamId;
  students: number;
  minutes: number;
  seed?: string;
  scenario: string;
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
    .description(
      'let a class of simulated candidates sit an exam, for drills, demonstrations and load; at the end the room is asked whether anything was lost',
    )
    .requiredOption('--url <address>', 'the room', origin)
    .option('--code <code>', 'its join code; over https:// it proves that it is this room')
    .option('--exam <id>', 'which exam, where several are open', examId)
    .option('--students <n>', 'how many candidates', number(1, MOST_STUDENTS, true), 30)
    .option('--minutes <m>', 'how long they work', number(0.01, 1_440, false), 2)
    .option('--seed <text>', 'the same seed: everybody does the same again (default the one of the scenario, or 1)')
    .option('--scenario <name or file>', 'what happens: calm, cheats, flaky, exam-day, or a JSON file', 'calm')
    .option('--speed <x>', 'how many times as fast as people they work', number(0.1, 1_000, false), 1)
    .option('--candidates <file>', 'a roster (CSV) with their candidate numbers and access codes')
    .option('--prefix <text>', 'without a roster: their numbers are PREFIX0001, PREFIX0002, ...', 'S')
    .option('--prepare', 'import an exam and a roster made for them, open it, and start it when they are in')
    .option('--username <name>', 'who signs in as staff: with --prepare, or for the script of the scenario')
    .option('--password-stdin', 'with --username: read the password from stdin')
    .option('--json', 'machine-readable lines on stdout')
    .action(simulate);
}

async function scenarioOf(flags: SimulateFlags, command: Command): Promise<Scenario> {
  try {
    return await readScenario(flags.scenario);
  } catch (error) {
    if (!(error instanceof ScenarioRefused)) throw error;
    return command.error(`error: --scenario: ${error.message}`, { exitCode: 2 });
  }
}

async function simulate(flags: SimulateFlags, command: Command): Promise<void> {
  const scenario = await scenarioOf(flags, command);
  const hasStaff = flags.username !== undefined && flags.passwordStdin === true;
  if (flags.prepare && !hasStaff) {
    command.error('error: with --prepare say who signs in: --username NAME --password-stdin', { exitCode: 2 });
  }
  if (scenario.proctor?.length && !hasStaff) {
    const need = `the scenario ${scenario.name} has a script for staff: say who signs in`;
    command.error(`error: ${need}: --username NAME --password-stdin`, { exitCode: 2 });
  }
  if (!flags.prepare && flags.code === undefined && flags.exam === undefined) {
    command.error('error: give the join code with --code, the exam with --exam, or --prepare one', { exitCode: 2 });
  }
  const seats = await seatsOf(flags);
  const staff = hasStaff ? { username: flags.username ?? '', password: await readSecret() } : undefined;
  const output = createOutput(flags.json ?? false);
  const stop = new AbortController();
  // For as long as the process lives: a terminal's Ctrl+C arrives twice through npm, and the second must not end the check.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const { url, code, exam, minutes, speed } = flags;
  const options: SimulationOptions = {
    url,
    seats,
    minutes,
    seed: flags.seed ?? scenario.seed ?? '1',
    scenario,
    speed,
    ...(code === undefined ? {} : { code }),
    ...(exam === undefined ? {} : { examId: exam }),
    ...(staff ? { staff, prepare: flags.prepare ?? false } : {}),
  };
  const line = (event: Record<string, unknown>) => output.line(event, simulationInWords(event));
  // Over TLS the join code proves the room to every candidate; where it is not encrypted, each opens connections of its own kind.
  const ways = url.startsWith('https:') ? await openWaysAloud(url, code) : undefined;
  const io = ways ? { fetch: ways.fetch, socketFactory: ways.socketFactory } : {};
  try {
    const summary = await simulateClass(options, { signal: stop.signal, line, ...io });
    if (!isInOrder(summary)) process.exitCode = 1;
  } finally {
    ways?.close();
  }
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
