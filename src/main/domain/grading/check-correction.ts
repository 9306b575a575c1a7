import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { KeyCorrection } from '../../../shared/model/grading.ts';
import type { Question } from '../../../shared/model/question.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Keyed } from './grading-store.ts';
import { toCandidateQuestion } from './to-candidate-question.ts';

/** What candidates had before them, without its points and costs: the one thing a correction may not touch. */
function asSeen(question: Question): string {
  const { points: _points, wrongCosts: _costs, ...seen } = { wrongCosts: undefined, ...toCandidateQuestion(question) };
  return canonicalJson(seen);
}

/** Every stem of a matching question is in a pair with a choice it has. */
function hasWholeKey(question: Question): boolean {
  if (question.type !== 'matching') return true;
  const choices = new Set(question.choices.map(({ id }) => id));
  return question.stems.every(({ id }) => choices.has(question.pairs[id] ?? ''));
}

/**
 * What would count under a correction. Refuses one that changes what candidates saw (`value_invalid`): answers to one question
 * are not answers to another.
 */
export function checkCorrection(before: Keyed, { treatment, question }: KeyCorrection): Keyed {
  if (before.question.type === 'description')
    throw new RoomError('value_invalid', 'This is a text to read: there is nothing in it to grade.', { field: 'questionId' });
  if (treatment !== 'keyed') return { treatment, question: before.question };
  if (!question)
    throw new RoomError('invalid_input', 'Say what the question should have been: send it whole, with the corrected key.', {
      field: 'correction.question',
    });
  if (asSeen(question) !== asSeen(before.question))
    throw new RoomError(
      'value_invalid',
      'Only key and points can be corrected: texts and choices stay as the candidates saw them.',
      {
        field: 'correction.question',
      },
    );
  if (!hasWholeKey(question))
    throw new RoomError('value_invalid', 'Give every line of the question its choice.', { field: 'correction.question.pairs' });
  return { treatment, question };
}
