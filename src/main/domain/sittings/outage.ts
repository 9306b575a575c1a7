import { examRoom } from '../../../shared/protocol/events.ts';
import { examOfSitting } from '../attempts/find-attempt.ts';
import { toExamState } from '../exams/exam-views.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';

/** Setting: when the room was last known to serve a running sitting, epoch ms. */
const ALIVE_AT = 'alive_at';
/** How often that is written while something runs. */
const APART_MS = 2_000;
/** A restart this short costs nobody anything: clients go on by themselves meanwhile. */
const UNNOTICED_MS = 5_000;

/** The latest moment the store knows of; the room's time never goes back behind it (EX9). */
export const lastKnownTime = (store: Store): number =>
  Math.max(store.audit.last()?.at ?? 0, Number(store.settings.get(ALIVE_AT) ?? 0));

/** Notes that the room serves; asked often, writes seldom, and only while a sitting runs. */
export function noteAlive(work: Work): void {
  if (work.now - Number(work.store.settings.get(ALIVE_AT) ?? 0) < APART_MS) return;
  if (work.store.sittings.joinable().some(({ state }) => state === 'running'))
    work.store.settings.set(ALIVE_AT, String(work.now));
}

/**
 * Gives running sittings back the time during which the room did not serve them: a host that crashed or slept must
 * not end anybody's exam (EX9). Every credit is audited. To be asked once, before attempts are closed.
 */
export function creditOutage(work: Work): void {
  const aliveAt = Number(work.store.settings.get(ALIVE_AT) ?? 0);
  const creditMs = work.now - aliveAt;
  if (aliveAt === 0 || creditMs < UNNOTICED_MS) return;
  for (const sitting of work.store.sittings.joinable()) {
    const exam = examOfSitting(work.store, sitting);
    if (sitting.state !== 'running' || !exam) continue;
    const after = { ...sitting, pausedMs: sitting.pausedMs + creditMs };
    work.store.sittings.update(after);
    work.audit('time.credited', `sitting:${sitting.id}`, { creditMs, why: 'outage of the room' });
    work.emit({ name: 'exam-state', payload: toExamState(exam, after, work.now), rooms: [examRoom(exam.id), 'admin-dashboard'] });
  }
  work.store.settings.set(ALIVE_AT, String(work.now));
}
