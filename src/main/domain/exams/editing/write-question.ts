import { assertNever } from '../../../../shared/assert.ts';
import type { QuestionId } from '../../../../shared/model/ids.ts';
import type { Question, RichText, TextFormat } from '../../../../shared/model/question.ts';
import type { QuestionDraft, SourceText } from '../../../../shared/model/question-draft.ts';
import { GAP_MARK } from '../../../../shared/model/question-flaws.ts';

/** Gives the rendered form of a text of the draft. */
export type Rendered = (text: string, format: TextFormat) => RichText;

type Choice = Extract<QuestionDraft, { type: 'single_choice' }>['choices'][number];
type DraftGap = Extract<QuestionDraft, { type: 'cloze' }>['gaps'][number];
type Weighted = { readonly feedback?: SourceText | undefined };

const feedbacksOf = (parts: readonly Weighted[]): SourceText[] => parts.flatMap(({ feedback }) => feedback ?? []);

function textsOfGap(gap: DraftGap, format: TextFormat): SourceText[] {
  return 'choices' in gap
    ? [...gap.choices.map(({ text }) => ({ text, format })), ...feedbacksOf(gap.choices)]
    : feedbacksOf(gap.accepted);
}

/** Every text of a draft that has a rendered form. */
export function textsOf(draft: QuestionDraft): SourceText[] {
  const { format } = draft.stem;
  const items = (list: readonly { text: string }[]): SourceText[] => list.map(({ text }) => ({ text, format }));
  const shared = [draft.stem, ...(draft.generalFeedback ? [draft.generalFeedback] : [])];
  switch (draft.type) {
    case 'single_choice':
    case 'multiple_choice':
      return [...shared, ...items(draft.choices), ...feedbacksOf(draft.choices)];
    case 'true_false':
      return [...shared, ...[draft.feedbackWhenRight, draft.feedbackWhenWrong].flatMap((text) => text ?? [])];
    case 'short_answer':
    case 'numerical':
      return [...shared, ...feedbacksOf(draft.accepted)];
    case 'matching':
      return [...shared, ...items(draft.stems), ...items(draft.choices)];
    case 'ordering':
      return [...shared, ...items(draft.items)];
    case 'cloze':
      return [...shared, ...draft.gaps.flatMap((gap) => textsOfGap(gap, format))];
    case 'essay':
      return [...shared, ...(draft.graderInfo ? [draft.graderInfo] : [])];
    case 'description':
      return shared;
    default:
      return assertNever(draft, 'question type');
  }
}

/** Gaps stand between tags, never within one. */
const withGaps = (html: string): string =>
  html
    .split(/(<[^<>]*>)/)
    .map((part, place) => (place % 2 === 1 ? part : part.replace(GAP_MARK, '<span data-gap="$1"></span>')))
    .join('');

/**
 * The question a draft describes. Of the question it replaces stays what no editor shows: where it came from, its tags, its number in the
 * teacher's own system. Source: EX2.
 */
export function writeQuestion(id: QuestionId, draft: QuestionDraft, rendered: Rendered, before?: Question): Question {
  const { format } = draft.stem;
  const stem = rendered(draft.stem.text, format);
  const rich = (text: SourceText): RichText => rendered(text.text, text.format);
  const optional = <Name extends string>(name: Name, text: SourceText | undefined) =>
    text === undefined || text.text.trim() === '' ? {} : ({ [name]: rich(text) } as Record<Name, RichText>);
  const item = ({ id: itemId, text }: { id: string; text: string }) => ({ id: itemId, text, html: rendered(text, format).html });
  const choices = (list: readonly Choice[]) =>
    list.map((choice) => ({ ...item(choice), weight: choice.weight, ...optional('feedback', choice.feedback) }));
  const accepted = <Part extends Weighted>({ feedback, ...part }: Part) => ({ ...part, ...optional('feedback', feedback) });
  const gap = (each: DraftGap) => {
    const base = { id: each.id, share: each.share };
    switch (each.kind) {
      case 'text':
        return { ...base, kind: each.kind, accepted: each.accepted.map(accepted), caseSensitive: each.caseSensitive };
      case 'number':
        return { ...base, kind: each.kind, accepted: each.accepted.map(accepted) };
      case 'choice':
      case 'several':
        return { ...base, kind: each.kind, choices: choices(each.choices) };
      default:
        return assertNever(each, 'kind of gap');
    }
  };
  const scoring = ({ scoring: how }: { readonly scoring?: 'sum' | 'all' | undefined }) => (how ? { scoring: how } : {});
  const { tags, category, idNumber, penalty, line } = before ?? {};
  const base = {
    id,
    name: draft.name,
    stem: draft.stem.text,
    stemFormat: format,
    stemHtml: draft.type === 'cloze' ? withGaps(stem.html) : stem.html,
    points: draft.points,
    ...optional('generalFeedback', draft.generalFeedback),
    ...(draft.keepOrder === undefined ? {} : { keepOrder: draft.keepOrder }),
    ...(tags === undefined ? {} : { tags }),
    ...(category === undefined ? {} : { category }),
    ...(idNumber === undefined ? {} : { idNumber }),
    ...(penalty === undefined ? {} : { penalty }),
    ...(line === undefined ? {} : { line }),
  };
  switch (draft.type) {
    case 'single_choice':
      return { ...base, type: draft.type, choices: choices(draft.choices) };
    case 'multiple_choice':
      return {
        ...base,
        type: draft.type,
        choices: choices(draft.choices),
        ...scoring(draft),
      };
    case 'true_false':
      return {
        ...base,
        type: draft.type,
        answer: draft.answer,
        ...optional('feedbackWhenRight', draft.feedbackWhenRight),
        ...optional('feedbackWhenWrong', draft.feedbackWhenWrong),
      };
    case 'short_answer':
      return { ...base, type: draft.type, accepted: draft.accepted.map(accepted), caseSensitive: draft.caseSensitive };
    case 'numerical':
      return { ...base, type: draft.type, accepted: draft.accepted.map(accepted) };
    case 'matching': {
      const stems = draft.stems.map(item);
      const ids = new Set<string>(stems.map((each) => each.id));
      const pairs = Object.fromEntries(Object.entries(draft.pairs).filter(([stemId]) => ids.has(stemId)));
      return { ...base, type: draft.type, stems, choices: draft.choices.map(item), pairs, ...scoring(draft) };
    }
    case 'ordering':
      return { ...base, type: draft.type, items: draft.items.map(item), scoring: draft.scoring };
    case 'cloze':
      return { ...base, type: draft.type, gaps: draft.gaps.map(gap), ...scoring(draft) };
    case 'essay':
      return {
        ...base,
        type: draft.type,
        ...optional('graderInfo', draft.graderInfo),
        ...(draft.template === undefined || draft.template === '' ? {} : { template: draft.template }),
        ...(draft.words === undefined ? {} : { words: draft.words }),
      };
    case 'description':
      return { ...base, type: draft.type };
    default:
      return assertNever(draft, 'question type');
  }
}
