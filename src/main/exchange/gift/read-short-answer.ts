import type { Question } from '../../../shared/model/question.ts';
import { feedbackField, type QuestionText, splitFeedback } from './question-text.ts';
import { Unreadable } from './unreadable.ts';
import { demandRightAnswer, splitAnswers, splitWeight } from './weight.ts';

type ShortAnswer = Pick<Extract<Question, { type: 'short_answer' }>, 'type' | 'accepted' | 'caseSensitive'>;

/** `=nobody =%50%no one#nearly`; a single answer needs no `=`. GIFT knows no case-sensitive answers. Source: Moodle's GIFT. */
export function readShortAnswer(answers: string, text: QuestionText): ShortAnswer {
  const accepted: ShortAnswer['accepted'] = [];
  for (const part of splitAnswers(answers, '=')) {
    const { weight, answer: rest } = splitWeight(part);
    const { answer, feedback } = splitFeedback(rest);
    const source = text.rich(answer).text;
    if (source !== '') accepted.push({ text: source, weight: weight ?? 1, ...feedbackField(text, feedback) });
    else if (part !== '') text.warn('an answer without text is left out');
  }
  if (accepted.length === 0) throw new Unreadable('the answer after = is missing');
  demandRightAnswer(accepted);
  if (accepted.length === 1 && /^(?:true|false|t|f)$/i.test(accepted[0]?.text ?? '')) {
    text.warn(
      `{${accepted[0]?.text}} is read as a short answer, as Moodle does; a true/false question has TRUE, T, FALSE or F in capitals`,
    );
  }
  return { type: 'short_answer', accepted, caseSensitive: false };
}
