import type { ExamId, QuestionId } from '../../../shared/model/ids.ts';
import type { Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import { countMarks, isBlind, markedQuestions, rulesOf } from './grading-state.ts';

const NONE: ReadonlySet<QuestionId> = new Set();

/**
 * Questions whose answers are shown nowhere beside a name, because they are marked blind: from the first word a candidate writes
 * until all is marked. Else whoever marks finds the text where the names are.
 */
export function hiddenTexts(store: Store, examId: ExamId, sitting: Sitting): ReadonlySet<QuestionId> {
  const rules = rulesOf(store, examId);
  if (!rules.blindMarking) return NONE;
  if (sitting.state === 'ended' && !isBlind(store, sitting, rules, countMarks(store, sitting))) return NONE;
  return new Set(markedQuestions(store, sitting).map(({ id }) => id));
}
