import { assertNever } from '../assert.ts';
import type { QuestionDraft } from './question-draft.ts';
import { excessOf } from './question-limits.ts';

/** What is wrong with a question as it is written, and at which of its fields. */
export interface QuestionFlaw {
  readonly path: readonly (string | number)[];
  readonly flaw:
    | 'text_missing'
    | 'two_choices'
    | 'full_mark_missing'
    | 'weights_do_not_add_up'
    | 'answer_missing'
    | 'range_reversed'
    | 'pair_missing'
    | 'items_alike'
    | 'ids_alike'
    | 'gap_missing'
    | 'gap_not_in_text'
    | 'gap_unknown'
    | 'words_reversed'
    | 'points_of_description'
    | 'text_too_long'
    | 'list_too_long'
    | 'points_too_high'
    | 'share_too_large'
    | 'question_too_large';
  /** Of what is too much: how much there may be, and by how much it is more. */
  readonly most?: number;
  readonly over?: number;
}

type Path = QuestionFlaw['path'];
type Draft<Type extends QuestionDraft['type']> = Extract<QuestionDraft, { type: Type }>;
type DraftGap = Draft<'cloze'>['gaps'][number];

/** Thirds are written 0.3333. */
const NEARLY = 0.01;
const isBlank = (text: string): boolean => text.trim() === '';

/** Texts that are empty, and two that say the same where a candidate could not tell them apart. */
function ofItems(items: readonly { id: string; text: string }[], path: Path): QuestionFlaw[] {
  const [texts, ids] = [new Set<string>(), new Set<string>()];
  return items.flatMap(({ id, text }, place): QuestionFlaw[] => {
    const at = [...path, place, 'text'];
    const flaws: QuestionFlaw[] = [];
    if (isBlank(text)) flaws.push({ path: at, flaw: 'text_missing' });
    else if (texts.has(text.trim())) flaws.push({ path: at, flaw: 'items_alike' });
    if (ids.has(id)) flaws.push({ path: [...path, place, 'id'], flaw: 'ids_alike' });
    texts.add(text.trim());
    ids.add(id);
    return flaws;
  });
}

const hasFullMark = (list: readonly { weight: number }[]): boolean => list.some(({ weight }) => weight === 1);

function ofChoices(choices: Draft<'single_choice'>['choices'], path: Path): QuestionFlaw[] {
  const flaws = ofItems(choices, path);
  if (choices.length < 2) flaws.push({ path, flaw: 'two_choices' });
  else if (!hasFullMark(choices)) flaws.push({ path, flaw: 'full_mark_missing' });
  return flaws;
}

function ofManyChoices({ choices, scoring }: Pick<Draft<'multiple_choice'>, 'choices' | 'scoring'>, path: Path): QuestionFlaw[] {
  const flaws = ofItems(choices, path);
  if (choices.length < 2) return [...flaws, { path, flaw: 'two_choices' }];
  const right = choices.filter(({ weight }) => weight > 0).reduce((sum, { weight }) => sum + weight, 0);
  const isWhole = scoring === 'all' ? right > 0 : Math.abs(right - 1) <= NEARLY;
  return isWhole ? flaws : [...flaws, { path, flaw: 'weights_do_not_add_up' }];
}

function ofTexts(accepted: Draft<'short_answer'>['accepted'], path: Path): QuestionFlaw[] {
  if (accepted.length === 0) return [{ path, flaw: 'answer_missing' }];
  const blank = accepted.flatMap(({ text }, place): QuestionFlaw[] =>
    isBlank(text) ? [{ path: [...path, place, 'text'], flaw: 'text_missing' }] : [],
  );
  return hasFullMark(accepted) ? blank : [...blank, { path, flaw: 'full_mark_missing' }];
}

function ofNumbers(accepted: Draft<'numerical'>['accepted'], path: Path): QuestionFlaw[] {
  if (accepted.length === 0) return [{ path, flaw: 'answer_missing' }];
  const reversed = accepted.flatMap(({ match }, place): QuestionFlaw[] =>
    match.kind === 'range' && match.min > match.max ? [{ path: [...path, place, 'match', 'min'], flaw: 'range_reversed' }] : [],
  );
  return hasFullMark(accepted) ? reversed : [...reversed, { path, flaw: 'full_mark_missing' }];
}

function ofMatching({ stems, choices, pairs }: Draft<'matching'>): QuestionFlaw[] {
  const known = new Set(choices.map(({ id }) => id));
  const flaws = [...ofItems(stems, ['stems']), ...ofItems(choices, ['choices'])];
  if (stems.length === 0) flaws.push({ path: ['stems'], flaw: 'answer_missing' });
  if (choices.length < 2) flaws.push({ path: ['choices'], flaw: 'two_choices' });
  for (const [place, { id }] of stems.entries()) {
    const partner = Object.hasOwn(pairs, id) ? pairs[id] : undefined;
    if (partner === undefined || !known.has(partner)) flaws.push({ path: ['stems', place, 'pair'], flaw: 'pair_missing' });
  }
  return flaws;
}

/** Where the gaps of a cloze stand in its text. */
export const GAP_MARK = /\[\[([\w-]{1,64})\]\]/g;

function ofGap(gap: DraftGap, path: Path): QuestionFlaw[] {
  switch (gap.kind) {
    case 'text':
      return ofTexts(gap.accepted, [...path, 'accepted']);
    case 'number':
      return ofNumbers(gap.accepted, [...path, 'accepted']);
    case 'choice':
      return ofChoices(gap.choices, [...path, 'choices']);
    case 'several':
      return ofManyChoices(gap, [...path, 'choices']);
    default:
      return assertNever(gap, 'kind of gap');
  }
}

function ofCloze({ gaps, stem }: Draft<'cloze'>): QuestionFlaw[] {
  const marks = [...stem.text.matchAll(GAP_MARK)].map(([, id = '']) => id);
  const ids = new Set<string>();
  const flaws: QuestionFlaw[] = gaps.length === 0 ? [{ path: ['gaps'], flaw: 'gap_missing' }] : [];
  for (const [place, gap] of gaps.entries()) {
    if (ids.has(gap.id)) flaws.push({ path: ['gaps', place, 'id'], flaw: 'ids_alike' });
    ids.add(gap.id);
    if (marks.filter((id) => id === gap.id).length !== 1) flaws.push({ path: ['gaps', place, 'id'], flaw: 'gap_not_in_text' });
    flaws.push(...ofGap(gap, ['gaps', place]));
  }
  if (marks.some((id) => !ids.has(id))) flaws.push({ path: ['stem', 'text'], flaw: 'gap_unknown' });
  return flaws;
}

function ofType(draft: QuestionDraft): QuestionFlaw[] {
  switch (draft.type) {
    case 'single_choice':
      return ofChoices(draft.choices, ['choices']);
    case 'multiple_choice':
      return ofManyChoices(draft, ['choices']);
    case 'short_answer':
      return ofTexts(draft.accepted, ['accepted']);
    case 'numerical':
      return ofNumbers(draft.accepted, ['accepted']);
    case 'matching':
      return ofMatching(draft);
    case 'ordering':
      return [
        ...ofItems(draft.items, ['items']),
        ...(draft.items.length < 2 ? [{ path: ['items'], flaw: 'two_choices' as const }] : []),
      ];
    case 'cloze':
      return ofCloze(draft);
    case 'essay': {
      const { min, max } = draft.words ?? {};
      return min !== undefined && max !== undefined && min > max ? [{ path: ['words', 'min'], flaw: 'words_reversed' }] : [];
    }
    case 'description':
      return draft.points > 0 ? [{ path: ['points'], flaw: 'points_of_description' }] : [];
    case 'true_false':
      return [];
    default:
      return assertNever(draft, 'question type');
  }
}

/** Everything that keeps a question from being asked and marked, each with its field; nothing: it can be saved. Source: EX2. */
export function questionFlaws(draft: QuestionDraft): QuestionFlaw[] {
  const stem: QuestionFlaw[] = isBlank(draft.stem.text) ? [{ path: ['stem', 'text'], flaw: 'text_missing' }] : [];
  return [...stem, ...ofType(draft), ...excessOf(draft)];
}

/** What is wrong, and in which field, whichever place of a list it is at: lists are put in another order. */
const kindOf = ({ path, flaw }: QuestionFlaw): string => [flaw, ...path.filter((part) => typeof part === 'string')].join('.');

function amounts(flaws: readonly QuestionFlaw[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const flaw of flaws) sums.set(kindOf(flaw), (sums.get(kindOf(flaw)) ?? 0) + (flaw.over ?? 1));
  return sums;
}

/**
 * What keeps a draft from being saved in place of `before`: its flaws, without those that the question had already and that have not
 * grown. What is in a room, whatever brought it there, can be corrected one thing at a time. Source: EX2.
 */
export function flawsSince(draft: QuestionDraft, before: QuestionDraft | undefined): QuestionFlaw[] {
  const flaws = questionFlaws(draft);
  if (!before || flaws.length === 0) return flaws;
  const [had, has] = [amounts(questionFlaws(before)), amounts(flaws)];
  return flaws.filter((flaw) => (has.get(kindOf(flaw)) ?? 0) > (had.get(kindOf(flaw)) ?? 0));
}
