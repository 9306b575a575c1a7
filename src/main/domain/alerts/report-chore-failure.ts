import type { Work } from '../work.ts';
import { raiseAlert } from './raise-alert.ts';

const GROUPED_MS = 10 * 60_000;

/** What the room does by itself failed and will be tried again: staff are told once in a while, and do it by hand meanwhile. */
export function reportChoreFailure(work: Work, chore: string): void {
  raiseAlert(work, {
    type: 'room_chore_failed',
    severity: 'high',
    source: 'room',
    title: 'The room could not do one of its chores',
    message: `The room failed at this: ${chore}. It goes on with everything else and tries again; the reason is in its log. Do it by hand where it cannot wait.`,
    reasons: [`Failed: ${chore}`],
    data: { chore },
    groupingKey: `room:chore:${chore}`,
    groupingMs: GROUPED_MS,
  });
}
