import type { Choice, Question } from '../../../shared/model/question.ts';
import { feedbackField, type QuestionText, splitFeedback } from './question-text.ts';
import { Unreadable } from './unreadable.ts';
import { demandRightAnswer, percentText, splitAnswers, splitWeight } from './weight.ts';

type Choices = Pick<Extract<Question, { type: 'single_choice' | 'multiple_choice' }>, 'type' | 'choices'>;

/** `~wrong =right ~%50%half`: a single choice if there is an `=`, else several may be right. Source: Moodle's GIFT. */
export function readChoices(answers: string, text: QuestionText): Choices {
  const isSingle = answers.includes('=');
  const parts = splitAnswers(answers.replaceAll('=', '~='), '~');
  if (parts[0] === '') parts.shift();
  else text.warn('the text before the first ~ or = is read as a wrong choice, as Moodle does');

  const choices: Choice[] = [];
  for (const part of parts) {
    const choice = readChoice(part, text);
    if (choice) choices.push({ id: `c${choices.length + 1}`, ...choice });
  }
  if (choices.length < 2) throw new Unreadable('a choice question needs at least two choices');
  demandRightAnswer(choices);
  warnOfWeights(choices, isSingle, text);
  return { type: isSingle ? 'single_choice' : 'multiple_choice', choices };
}

/** One choice; none for an empty one, which Moodle drops too. */
function readChoice(part: string, text: QuestionText): Omit<Choice, 'id'> | undefined {
  const isRight = part.startsWith('=');
  const { weight, answer: rest } = splitWeight(isRight ? part.slice(1).trim() : part);
  const { answer, feedback } = splitFeedback(rest);
  const { text: source, html } = text.rich(answer);
  if (source === '') {
    if (part !== '') text.warn('a choice without text is left out');
    return undefined;
  }
  return { text: source, html, weight: weight ?? (isRight ? 1 : 0), ...feedbackField(text, feedback) };
}

function warnOfWeights(choices: readonly Choice[], isSingle: boolean, text: QuestionText): void {
  const best = choices.reduce((most, { weight }) => Math.max(most, weight), 0);
  const total = choices.reduce((sum, { weight }) => sum + Math.max(weight, 0), 0);
  if (isSingle && choices.filter(({ weight }) => weight === 1).length > 1) {
    text.warn(
      'several choices are right, but a candidate can pick only one; give each a share with ~%50% to let them pick several',
    );
  } else if (isSingle && best < 1) {
    text.warn(`the best choice gives only ${percentText(best)} of the points`);
  } else if (!isSingle && Math.abs(total - 1) > 0.01) {
    text.warn(`the right choices add up to ${percentText(total)} of the points instead of 100%`);
  }
}
