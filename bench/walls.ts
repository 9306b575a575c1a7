/** `npm run bench -- walls`: what all walls together cost per signal, in CPU of this process; medians of rounds of a thousand. */
import type { Signal } from '../src/main/domain/walls/signal.ts';
import { createWalls } from '../src/main/domain/walls/walls.ts';

const START = Date.UTC(2026, 10, 20, 9);
const ROUNDS = 200;
const EACH = 1_000;
const HALL = '10.0.0.7';

interface Case {
  readonly name: string;
  readonly signal: (index: number) => Signal;
}

const headers = {
  host: 'room.local:3000',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)',
  accept: '*/*',
  'accept-encoding': 'gzip',
};
const asked = (index: number, ip: string, uri: string, status: number): Signal => ({
  kind: 'request',
  // So slowly that nothing is a flood: that is what an ordinary day costs.
  at: START + index * 20,
  ip,
  method: 'GET',
  uri,
  version: 'HTTP/1.1',
  headers,
  status,
});
const farAddress = (index: number): string => `${1 + ((index >> 16) % 200)}.${(index >> 8) & 255}.${index & 255}.9`;

const CASES: readonly Case[] = [
  {
    name: 'a message of somebody signed in',
    signal: (index) => ({
      kind: 'traffic',
      at: START + index,
      what: 'message',
      ip: HALL,
      user: `user-${index % 300}`,
      session: 'session',
    }),
  },
  {
    name: 'an event of a client',
    signal: (index) => ({
      kind: 'client',
      at: START + index,
      session: `session-${index % 300}`,
      attempt: `attempt-${index % 300}`,
      exam: 'exam',
      type: 'focus_lost',
      seq: 1 + Math.floor(index / 300),
      occurredAt: START + index,
    }),
  },
  {
    name: 'a command of a candidate, carried out',
    signal: (index) => ({
      kind: 'operation',
      at: START + index,
      name: 'answer_save',
      role: 'student',
      outcome: 'done',
      user: `user-${index % 300}`,
      ip: HALL,
    }),
  },
  {
    name: 'a command of a candidate, refused',
    signal: (index) => ({
      kind: 'operation',
      at: START + index,
      name: 'note_add',
      role: 'student',
      outcome: 'refused',
      code: 'not_found',
      about: `event:${index}`,
      user: `user-${index % 300}`,
      ip: HALL,
    }),
  },
  { name: 'a request of the hall', signal: (index) => asked(index, HALL, `/exam/assets/piece-${index % 40}.js`, 200) },
  { name: 'a request from an address never seen', signal: (index) => asked(index, farAddress(index), '/exam/', 200) },
];

/** Microseconds of CPU per signal, the middle of the rounds. */
function measure({ signal }: Case): number {
  const walls = createWalls();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const signals = Array.from({ length: EACH }, (_, index) => signal(round * EACH + index));
    const before = process.cpuUsage();
    for (const one of signals) walls.see(one);
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / EACH);
  }
  return rounds.toSorted((one, other) => one - other)[ROUNDS / 2] ?? Number.NaN;
}

/** Says what each kind of signal costs. */
export function benchWalls(say: (text: string) => void): void {
  say('All walls together, microseconds of CPU per signal (median); the goals are 5 for an event of a client, 150 for a request');
  for (const one of CASES) say(`${measure(one).toFixed(2).padStart(8)}  ${one.name}`);
}
