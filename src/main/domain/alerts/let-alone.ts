import type { AlertId } from '../../../shared/model/ids.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { Attempt } from '../records.ts';
import { withoutHeldFor } from '../risk/held.ts';

/**
 * The attempts, changed, to which a rule does nothing any more because somebody closed its alert while it waited (EV6): people decide.
 * None for every other action.
 */
export function letAlone(attempts: Iterable<Attempt>, alert: AlertId, action: AlertActionName): Attempt[] {
  if (action !== 'dismiss' && action !== 'resolve') return [];
  return [...attempts].flatMap((attempt) => {
    const risk = withoutHeldFor(attempt.risk, alert);
    return risk === attempt.risk ? [] : [{ ...attempt, risk }];
  });
}
