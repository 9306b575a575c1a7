import { useCommandQuery } from '../link/queries.ts';
import { keys } from '../link/query-keys.ts';
import type { Destination } from './destinations.ts';

/** How many candidates wait for a decision, by the page it is taken on. */
export function useWaiting(): Partial<Record<Destination['name'], number>> {
  const tools = useCommandQuery('tools_open', {}, keys.openTools);
  const recovery = useCommandQuery('recovery_open', {}, keys.openRecovery);
  return {
    tools: tools.data?.requests.length ?? 0,
    recovery: recovery.data?.requests.filter(({ state }) => state === 'pending').length ?? 0,
  };
}
