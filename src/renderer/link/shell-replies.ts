import { RoomUnreachable } from '../../shared/client/index.ts';
import type { SeatRefusal, ShellResult } from '../../shared/ipc.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { Result } from '../../shared/result.ts';
import { NoRoomError } from './no-room-error.ts';

function errorOf(refusal: SeatRefusal): Error {
  if (refusal.kind === 'unreachable') return new RoomUnreachable(refusal.reason, refusal.message);
  if (refusal.kind === 'no room') return new NoRoomError(refusal.code, refusal.message);
  const { code, message, field, data } = refusal;
  return new RoomError(code, message, { ...(field === undefined ? {} : { field }), ...(data ? { data } : {}) });
}

/** The value of an answer of the shell; throws where the shell itself refused. */
export async function fromShell<Value>(asking: Promise<ShellResult<Value>>): Promise<Value> {
  const reply = await asking;
  if (reply.ok) return reply.value;
  throw new RoomError(reply.error.code, reply.error.message);
}

/** What the room answered over the shell; throws what the same call would throw over the network. */
export async function fromRoom<Value>(asking: Promise<ShellResult<Result<Value, SeatRefusal>>>): Promise<Value> {
  const answer = await fromShell(asking);
  if (answer.ok) return answer.value;
  throw errorOf(answer.error);
}
