import { RoomUnreachable } from '../../../shared/client/index.ts';
import type { SeatRefusal } from '../../../shared/ipc.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { failure, type Result, success } from '../../../shared/result.ts';
import { NoRoomError } from './find-room.ts';

function refusalOf(error: unknown): SeatRefusal | undefined {
  if (error instanceof RoomError) {
    const { data, ...wire } = error.toWire();
    // The token to ask with stays on this side, whatever the way the refusal came.
    const { recoveryToken: _, ...open } = data ?? {};
    return { kind: 'refused', ...wire, ...(data ? { data: open } : {}) };
  }
  if (error instanceof RoomUnreachable) return { kind: 'unreachable', reason: error.reason, message: error.message };
  if (error instanceof NoRoomError) return { kind: 'no room', code: error.code, message: error.message };
  return undefined;
}

/** The answer to a page as a value, refusals whole: an exception would lose its class on the way. Bugs are thrown on. */
export async function answered<Value>(ask: () => Promise<Value>): Promise<Result<Value, SeatRefusal>> {
  try {
    return success(await ask());
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return failure(refusal);
  }
}
