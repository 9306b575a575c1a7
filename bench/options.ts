import { parseArgs } from 'node:util';
import { CONTESTANT_NAMES, type ContestantName } from './contestants/contestant.ts';
import { ATTACKS, type Attack } from './guards/bench-guards.ts';
import { POINTS, type Point } from './measures/experiment.ts';

export interface BenchOptions {
  readonly points: readonly Point[];
  readonly only: readonly ContestantName[];
  readonly rounds: number;
  /** Of P1 and P2. */
  readonly candidates: number;
  /** Of P3, P4 and P5. */
  readonly crowd: number;
  readonly seed: number;
  /** A folder for CPU profiles of Invigil, and a list of its hottest functions. */
  readonly profile?: string;
}

export const USAGE = `npm run bench -- [P1 P2 P3 P4 P5] [options]
       npm run bench -- guards [${ATTACKS.join(' ')}]
       npm run bench -- walls | results | import [WORD...] | player

  --rounds N        each contestant in turn, this often (default 3)
  --candidates N    of P1 and P2 (default 300)
  --crowd N         of P3, P4 and P5 (default 1000)
  --only A,B        contestants: ${CONTESTANT_NAMES.join(', ')}
  --seed N          of ids and orders (default 1)
  --profile DIR     CPU profiles of Invigil into DIR, and its hottest functions
`;

/** Refused with a sentence that says what was expected. */
export class UsageError extends Error {}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--${name}: expected a whole number from 1`);
  return Number(text);
}

function oneOf<T extends string>(what: string, known: readonly T[], text: string): T {
  const found = known.find((name) => name === text);
  if (found === undefined) throw new UsageError(`${text} is no ${what}: expected ${known.join(', ')}`);
  return found;
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      candidates: { type: 'string', default: '300' },
      crowd: { type: 'string', default: '1000' },
      only: { type: 'string', default: CONTESTANT_NAMES.join(',') },
      seed: { type: 'string', default: '1' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
}

/** Reads the command line; undefined when help was asked for. Throws UsageError. */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return undefined;
  return {
    points: positionals.length > 0 ? positionals.map((text) => oneOf('point', POINTS, text.toUpperCase())) : POINTS,
    only: values.only.split(',').map((text) => oneOf('contestant', CONTESTANT_NAMES, text.trim())),
    rounds: whole('rounds', values.rounds),
    candidates: whole('candidates', values.candidates),
    crowd: whole('crowd', values.crowd),
    seed: whole('seed', values.seed),
    ...(values.profile === undefined ? {} : { profile: values.profile }),
  };
}

/** Which attacks were named after `guards`; all where none was. Throws UsageError. */
export const readAttacks = (args: readonly string[]): readonly Attack[] =>
  args.length > 0 ? args.map((text) => oneOf('attack', ATTACKS, text.toLowerCase())) : ATTACKS;
