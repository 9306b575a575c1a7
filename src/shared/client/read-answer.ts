import type { z } from 'zod';
import { COMMANDS, type CommandName, type CommandOutput, isErrorCode, RoomError, type WireError } from '../protocol/index.ts';

type Issue = z.core.$ZodIssue;

/** A field this version does not know, here or in one branch of a union: a newer room, not a wrong answer. */
function isAdditionOnly(issue: Issue): boolean {
  if (issue.code === 'unrecognized_keys') return true;
  return issue.code === 'invalid_union' && issue.errors.some((branch) => branch.length > 0 && branch.every(isAdditionOnly));
}

/**
 * Reads what the room sent against its schema. Fields a newer room added are tolerated (and left in); anything else
 * that does not fit is `undefined`, with the reason for the log.
 */
export function readWire<T>(schema: z.ZodType<T>, value: unknown): { ok: true; value: T } | { ok: false; reason: string } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  if (parsed.error.issues.every(isAdditionOnly)) return { ok: true, value: value as T };
  const issue = parsed.error.issues[0];
  return { ok: false, reason: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'unreadable'}` };
}

/** The output of a command as the room sent it, or a `RoomError('internal')` when it makes no sense. */
export function readOutput<Name extends CommandName>(command: Name, value: unknown): CommandOutput<Name> {
  const read = readWire(COMMANDS[command].output as z.ZodType, value);
  if (!read.ok)
    throw new RoomError('internal', `The room answered ${command} in a way this program does not understand (${read.reason}).`);
  return read.value as CommandOutput<Name>;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * A refusal from the wire as a RoomError. A code this version does not know becomes `fallback`, with the code as sent
 * in `data.code`, so that a newer room never crashes an older client.
 */
export function readRefusal(error: unknown, fallback: WireError['code'] = 'internal'): RoomError {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const known = isErrorCode(fields.code);
  const data = typeof fields.data === 'object' && fields.data !== null ? (fields.data as Record<string, unknown>) : undefined;
  const field = text(fields.field);
  return new RoomError(
    known ? (fields.code as WireError['code']) : fallback,
    text(fields.message) ?? text(fields.detail) ?? 'The room refused this without saying why.',
    {
      ...(field === undefined ? {} : { field }),
      ...(known ? (data ? { data } : {}) : { data: { ...data, code: fields.code } }),
    },
  );
}
