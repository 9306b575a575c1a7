import { toIso } from '../../../shared/model/time.ts';
import type { Work } from '../work.ts';
import { raiseAlert } from './raise-alert.ts';

const GROUPED_MS = 10 * 60_000;

/** The room could not write to its disk since `since` (epoch ms), and can again: that this is stored shows it. */
export function reportUnsavedTime(work: Work, since: number): void {
  const seconds = Math.max(1, Math.round((work.now - since) / 1_000));
  raiseAlert(work, {
    type: 'room_could_not_save',
    severity: 'high',
    source: 'room',
    title: 'The room could not save',
    message: `The room could not write to its disk for ${seconds} s and can again. What was confirmed is stored; clients send the rest by themselves. Look how much space the disk has.`,
    reasons: ['The disk was full, or the store was in use by another program'],
    data: { since: toIso(since), seconds },
    groupingKey: 'room:could_not_save',
    groupingMs: GROUPED_MS,
  });
  work.audit('store.writable_again', 'room', { since: toIso(since), seconds });
}
