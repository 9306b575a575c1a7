import { type MatchingPair, toMatchingParts } from '../../matching-parts.ts';
import { elementsOf } from '../../xml/read-xml.ts';
import { isEmptyText } from '../item-text.ts';
import { isSame } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import { type Answered, idOf, labelText, type Parts } from './item-parts-12.ts';
import { materialHtml } from './material.ts';
import { placesOf } from './read-gaps-12.ts';

export function readMatching(parts: Parts): Answered {
  const { fitted } = placesOf(parts);
  if (fitted.scoring === 'sum' && fitted.shares.some((share) => Math.abs(share - (fitted.shares[0] ?? share)) > 0.02 * share))
    throw new Unreadable('its pairs are worth different points, and in a matching question all count the same');
  const texts = new Map<string, { text: string; html: string }>();
  for (const label of parts.asked.flatMap(({ labels }) => labels))
    if (!texts.has(idOf(label))) texts.set(idOf(label), labelText(parts, label));
  const matched = parts.asked.flatMap(({ element, labels }, index): MatchingPair[] => {
    const right = (fitted.weights[index] ?? []).flatMap((weight, option) => (isSame(weight, 1) ? [option] : []));
    const label = labels[right[0] ?? 0];
    if (right.length !== 1 || !label)
      throw new Unreadable('more than one match of a kind earns points, which a matching question cannot say');
    const stem = parts.text.rich(
      elementsOf(element)
        .filter(({ name }) => /^(?:material|flow_mat|flow)$/.test(name))
        .map((one) => materialHtml({ ...element, children: [one] }, parts.text.context))
        .join(''),
    );
    const choice = texts.get(idOf(label)) ?? { text: '', html: '' };
    if (isEmptyText(stem) && choice.html === '') {
      parts.warn('a pair without any text is left out');
      return [];
    }
    if (isEmptyText(stem)) throw new Unreadable('one of its stems is empty');
    return [{ stem: { text: stem.text, html: stem.html }, choice }];
  });
  if (matched.length === 0) throw new Unreadable('it has nothing to match');
  const used = new Set(matched.map(({ choice }) => choice));
  const spare = [...texts.values()]
    .filter((choice) => !used.has(choice) && choice.html !== '')
    .map((choice): MatchingPair => ({ choice }));
  const { general } = parts.feedback.apart(
    [],
    [
      new Map(),
      new Map(
        parts.asked.map(({ id, labels }, index) => [
          id,
          idOf(labels[(fitted.weights[index] ?? []).findIndex((weight) => isSame(weight, 1))] ?? labels[0] ?? parts.item),
        ]),
      ),
    ],
  );
  return {
    answers: {
      type: 'matching',
      points: fitted.points,
      ...toMatchingParts([...matched, ...spare]),
      ...(fitted.scoring === 'all' && matched.length > 1 ? { scoring: 'all' } : {}),
      ...general,
    },
  };
}
