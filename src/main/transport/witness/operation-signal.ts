import { ZodError } from 'zod';
import type { CommandName } from '../../../shared/protocol/commands.ts';
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
  ['eventId', 'event'],
  ['keyId', 'key'],
  ['userId', 'user'],
] as const;
const LONGEST_ID = 64;

/** Commands that name what they are about by no more than `id`. */
const BY_ID = new Set<CommandName>(['notification_read', 'notification_delivered']);
const LONGEST_ACTION = 32;

function aboutOf(input: unknown, name: CommandName): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const [field, noun] of ABOUT) {
    const id = (input as Readonly<Record<string, unknown>>)[field];
    if (typeof id === 'string') return `${noun}:${id.slice(0, LONGEST_ID)}`;
  }
  const { id } = input as { id?: unknown };
  return BY_ID.has(name) && typeof id === 'string' ? `notification:${id.slice(0, LONGEST_ID)}` : undefined;
}

function actionOf(input: unknown): string | undefined {
  const action = (input as { action?: unknown } | null | undefined)?.action;
  return typeof action === 'string' && action.length <= LONGEST_ACTION ? action : undefined;
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
const seenBy = ({ name, actor, input }: SeenCommand, at: number): Seen => ({
  kind: 'operation',
  at,
  name,
  role: roleOf(actor),
  ip: actor.kind === 'room' ? undefined : actor.ip,
  user: actor.kind === 'user' || actor.kind === 'requester' ? actor.userId : undefined,
  session: actor.kind === 'user' ? actor.sessionId : undefined,
  action: actionOf(input),
  about: aboutOf(input, name),
});

/** What a command did, for the Earth Wall (W4). Candidates' own answers and events are counted by their number of records alone. */
export const operationDone = (command: SeenCommand, output: unknown, at: number): OperationSignal => ({
  ...seenBy(command, at),
  outcome: 'done',
  records: recordsIn(output),
});

/** The same for one that was refused, with why. */
export const operationRefused = (command: SeenCommand, error: unknown, at: number): OperationSignal => ({
  ...seenBy(command, at),
  outcome: 'refused',
  code: codeOf(error),
});
