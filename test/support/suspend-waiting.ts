import { endWait, waitedEnough } from '../../src/main/domain/responses/suspend-waiting.ts';
import type { Work } from '../../src/main/domain/work.ts';

/** Carries out all that has waited long enough, as the room does one by one. */
export function suspendWaiting(work: Work): void {
  for (const id of waitedEnough(work)) endWait(work, id);
}
