import type { Question } from '../../../shared/model/question.ts';

const byHtml = (left: { readonly html: string }, right: { readonly html: string }): number =>
  left.html < right.html ? -1 : left.html > right.html ? 1 : 0;

/**
 * The question with ids that tell nothing. Files number what is to be put in order as the key has it, and candidates see the
 * ids: here they follow the alphabet instead (security 15). Asked twice it changes nothing.
 */
export function withSilentIds(question: Question): Question {
  if (question.type !== 'ordering') return question;
  const ids = new Map([...question.items].sort(byHtml).map(({ id }, place) => [id, `i${place + 1}`]));
  return { ...question, items: question.items.map((item) => ({ ...item, id: ids.get(item.id) ?? item.id })) };
}
