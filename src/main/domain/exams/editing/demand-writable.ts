import type { Question } from '../../../../shared/model/question.ts';
import { toQuestionDraft } from '../../../../shared/model/question-as-draft.ts';
import { flawSentence, type QuestionDraft } from '../../../../shared/model/question-draft.ts';
import { flawsSince } from '../../../../shared/model/question-flaws.ts';
import { RoomError } from '../../../../shared/protocol/errors.ts';

/**
 * Refuses a draft that nobody could be asked, or that is larger than a question may be: at the field, as any input is refused. What was
 * wrong with `before` already and has not grown does not count. Source: EX2.
 */
export function demandWritable(draft: QuestionDraft, before: Question | undefined): void {
  const [flaw] = flawsSince(draft, before && toQuestionDraft(before));
  if (!flaw) return;
  const field = ['question', ...flaw.path].join('.');
  throw new RoomError('invalid_input', `${field}: ${flawSentence(flaw)}`, { field });
}
