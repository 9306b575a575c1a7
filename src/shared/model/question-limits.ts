import type { QuestionDraft, SourceText } from './question-draft.ts';
import type { QuestionFlaw } from './question-flaws.ts';

/**
 * How large a question can be, for whoever writes it and whichever file it comes from (EX1, EX2). Texts are counted as the editor holds
 * them, in characters (UTF-16).
 */
export const MOST = {
  name: 255,
  /** One text of a question: its stem, a feedback. */
  text: 50_000,
  /** A choice, an item. */
  item: 10_000,
  accepted: 2_000,
  template: 20_000,
  /** Choices, accepted answers, pairs, gaps: longer lists are no question any more. */
  parts: 200,
  points: 10_000,
  /** What one gap counts against the others. */
  share: 1_000,
  /** All its texts together: it is written, sent and drawn in one step, and fits into one request even in Thai. */
  whole: 250_000,
} as const;

type Path = QuestionFlaw['path'];
type Lists = { readonly [Name in 'choices' | 'accepted' | 'stems' | 'items' | 'gaps']?: readonly Part[] };
type Part = Lists & { readonly text?: string; readonly feedback?: SourceText | undefined; readonly share?: number };

const LISTS = ['choices', 'accepted', 'stems', 'items', 'gaps'] as const;
const RICH = ['stem', 'generalFeedback', 'feedbackWhenRight', 'feedbackWhenWrong', 'graderInfo'] as const;

/** What of a question goes beyond the limits, and by how much; nothing: it is small enough. */
export function excessOf(draft: QuestionDraft): QuestionFlaw[] {
  const flaws: QuestionFlaw[] = [];
  let whole = 0;
  const demand = (flaw: QuestionFlaw['flaw'], path: Path, amount: number, most: number): void => {
    if (amount > most) flaws.push({ path, flaw, most, over: amount - most });
  };
  const text = (written: string, path: Path, most: number): void => {
    whole += written.length;
    demand('text_too_long', path, written.length, most);
  };
  const part = ({ text: written, feedback, share = 0, ...of }: Part, at: Path, most: number): void => {
    if (written !== undefined) text(written, [...at, 'text'], most);
    if (feedback) text(feedback.text, [...at, 'feedback', 'text'], MOST.text);
    demand('share_too_large', [...at, 'share'], share, MOST.share);
    lists(of, at);
  };
  const lists = (of: Lists, path: Path): void => {
    for (const name of LISTS) {
      const list = of[name] ?? [];
      demand('list_too_long', [...path, name], list.length, MOST.parts);
      for (const [place, one] of list.entries())
        part(one, [...path, name, place], name === 'accepted' ? MOST.accepted : MOST.item);
    }
  };
  text(draft.name, ['name'], MOST.name);
  const rich: { readonly [Name in (typeof RICH)[number]]?: SourceText | undefined } = draft;
  for (const name of RICH) text(rich[name]?.text ?? '', [name, 'text'], MOST.text);
  if (draft.type === 'essay') text(draft.template ?? '', ['template'], MOST.template);
  demand('points_too_high', ['points'], draft.points, MOST.points);
  lists(draft as Lists, []);
  demand('question_too_large', ['stem', 'text'], whole, MOST.whole);
  return flaws;
}
