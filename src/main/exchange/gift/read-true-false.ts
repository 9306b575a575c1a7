import type { Question } from '../../../shared/model/question.ts';
import type { QuestionText } from './question-text.ts';

type TrueFalse = Pick<Extract<Question, { type: 'true_false' }>, 'type' | 'answer' | 'feedbackWhenRight' | 'feedbackWhenWrong'>;

const RIGHT = /^(TRUE|T|FALSE|F)\s*(?:#|$)/;

/** Is this answer block a true/false key? Small letters are a short answer, as in Moodle. */
export const isTrueFalse = (answers: string): boolean => RIGHT.test(answers);

/** `TRUE#feedback for the wrong answer#feedback for the right one`. Source: Moodle's GIFT. */
export function readTrueFalse(answers: string, text: QuestionText): TrueFalse {
  const first = answers.indexOf('#');
  const second = first < 0 ? -1 : answers.indexOf('#', first + 1);
  const wrong = first < 0 ? '' : answers.slice(first + 1, second < 0 ? undefined : second).trim();
  const right = second < 0 ? '' : answers.slice(second + 1).trim();
  return {
    type: 'true_false',
    answer: answers.startsWith('T'),
    ...(right === '' ? {} : { feedbackWhenRight: text.rich(right) }),
    ...(wrong === '' ? {} : { feedbackWhenWrong: text.rich(wrong) }),
  };
}
