import { RoomError } from '../../shared/protocol/errors.ts';
import { StartError } from '../domain/start-error.ts';

/** How a command speaks: one line for people, or one JSON object per line for programs (operations). */
export interface Output {
  /** `event` names the line for programs; `text` is the same for people. */
  line(event: Record<string, unknown>, text: string): void;
}

export const createOutput = (json: boolean): Output => ({
  line: (event, text) => void process.stdout.write(`${json ? JSON.stringify(event) : text}\n`),
});

/** A failure as one clear line on stderr; a bug keeps its stack out of it unless asked for. */
export function describeFailure(error: unknown): string {
  if (error instanceof StartError || error instanceof RoomError) return error.message;
  if (error instanceof Error && process.env.INVIGIL_DEBUG) return error.stack ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
