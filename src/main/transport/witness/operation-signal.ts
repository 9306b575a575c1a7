import { ZodError } from 'zod';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { OperationSignal } from '../../domain/walls/signal.ts';
import type { SeenCommand } from './command-tap.ts';

/** What a command may be about, the nearest first. */
const ABOUT = [
  ['attemptId', 'attempt'],
  ['examId', 'exam'],
  ['sessionId', 'session'],
  ['alertId', 'alert'],
  ['requestId', 'request'],
  ['grantId', 'grant'],
  ['toolId', 'tool'],
  ['questionId', 'question'],
  ['userId', 'user'],
] as const;
const LONGEST_ID = 64;

function aboutOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const [field, noun] of ABOUT) {
    const id = (input as Readonly<Record<string, unknown>>)[field];
    if (typeof id === 'string') return `${noun}:${id.slice(0, LONGEST_ID)}`;
  }
  return undefined;
}

/** The records of an answer: the entries of the lists in it. */
function recordsIn(output: unknown): number | undefined {
  if (typeof output !== 'object' || output === null) return undefined;
  let records: number | undefined;
  for (const value of Object.values(output)) if (Array.isArray(value)) records = (records ?? 0) + value.length;
  return records;
}

const roleOf = (actor: Actor): string => (actor.kind === 'user' ? actor.role : actor.kind);
const codeOf = (error: unknown): string =>
  error instanceof RoomError ? error.code : error instanceof ZodError ? 'invalid_input' : 'internal';

type Seen = Omit<OperationSignal, 'outcome'>;
const seenBy = ({ name, actor }: SeenCommand, at: number): Seen => ({
  kind: 'operation',
  at,
  name,
  role: roleOf(actor),
  ip: actor.kind === 'room' ? undefined : actor.ip,
  user: actor.kind === 'user' || actor.kind === 'requester' ? actor.userId : undefined,
});

/** What a command did, for the Earth Wall (W4). Candidates' own answers and events are counted by their number of records alone. */
export const operationDone = (command: SeenCommand, output: unknown, at: number): OperationSignal => ({
  ...seenBy(command, at),
  outcome: 'done',
  about: aboutOf(command.input),
  records: recordsIn(output),
});

/** The same for one that was refused, with why. */
export const operationRefused = (command: SeenCommand, error: unknown, at: number): OperationSignal => ({
  ...seenBy(command, at),
  outcome: 'refused',
  code: codeOf(error),
  about: aboutOf(command.input),
});
