import type { HostRefusal } from '../../shared/ipc.ts';
import { StartError } from '../domain/start-error.ts';

/** A failed start in words for a person: no stack, no class names. A bug says where to look. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `Something went wrong that should not have: ${reason} Start again; if it stays, the logs in the data folder say more.`;
}

/** The same for the first screen, which has words of its own for each code. */
export const hostRefusal = (error: unknown): HostRefusal => ({
  code: error instanceof StartError ? error.code : 'internal',
  detail: describeStartFailure(error),
});
