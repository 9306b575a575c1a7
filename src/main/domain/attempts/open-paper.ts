import { lacksStartCode } from '../sittings/start-code.ts';
import type { Store } from '../store.ts';
import { type AttemptInExam, wireState } from './attempt-views.ts';

/**
 * May the candidate see the paper now? Not before the start and not after the end, and not without the start code. Who was suspended
 * in the waiting room waits as the others do: a suspension anybody can bring about by themselves opens nothing (EX4, EX11).
 */
export function isPaperOpen(store: Store, { attempt, sitting, exam }: AttemptInExam): boolean {
  const state = wireState(attempt, sitting);
  const isUnderWay = state === 'in_progress' || state === 'paused' || state === 'suspended';
  return isUnderWay && sitting.startedAt !== undefined && !lacksStartCode(store, exam.id, attempt.id);
}
