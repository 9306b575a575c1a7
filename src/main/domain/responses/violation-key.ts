import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { evidenceKey } from '../risk/event-weights.ts';

/** Under which key repeats of a violation are one alert of the attempt; `source`: who saw it, if not the candidate's own client. */
export const violationKey = (attempt: AttemptId, type: string, source: string | undefined, policy: Policy): string =>
  `${attempt}:${evidenceKey(type, policy)}${source === undefined ? '' : `:${source}`}`;
