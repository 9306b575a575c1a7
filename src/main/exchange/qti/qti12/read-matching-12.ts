import { type MatchingPair, toMatchingParts } from '../../matching-parts.ts';
import { elementsOf, type XmlElement } from '../../xml/read-xml.ts';
import { isEmptyText } from '../item-text.ts';
import { allNamed } from '../qti-names.ts';
import { isSame } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import { type Answered, idOf, labelText, type Parts } from './item-parts-12.ts';
import { materialHtml } from './material.ts';
import { placesOf } from './read-gaps-12.ts';

/** One side to be matched, or a spare one: `undefined` where the file has nothing to show for it. */
type Side = { text: string; html: string };

export function readMatching(parts: Parts): Answered {
  const { fitted } = placesOf(parts);
  if (fitted.scoring === 'sum' && fitted.shares.some((share) => Math.abs(share - (fitted.shares[0] ?? share)) > 0.02 * share))
    throw new Unreadable('its pairs are worth different points, and in a matching question all count the same');
  const apart = rightSidesApart(parts);
  // The same right side may have another name in each list, and another right side the same name.
  const sides = new Map<string, Side>();
  const sideAt = (labels: readonly XmlElement[], option: number): Side => {
    const label = labels[option];
    const own = apart?.[option] ?? (label ? labelText(parts, label) : { text: '', html: '' });
    sides.set(own.html, own);
    return own;
  };
  const all = parts.asked.map(({ labels }) => labels.map((_, option) => sideAt(labels, option)));
  const matched = parts.asked.flatMap((asked, index): MatchingPair[] => {
    const right = (fitted.weights[index] ?? []).flatMap((weight, option) => (isSame(weight, 1) ? [option] : []));
    const choice = all[index]?.[right[0] ?? 0];
    if (right.length !== 1 || !choice)
      throw new Unreadable('more than one match of a kind earns points, which a matching question cannot say');
    const stem = stemOf(parts, asked.element);
    if (isEmptyText(stem) && choice.html === '') {
      parts.warn('a pair without any text is left out');
      return [];
    }
    if (isEmptyText(stem)) throw new Unreadable('one of its stems is empty');
    if (choice.html === '') throw new Unreadable('one of its right sides is empty');
    return [{ stem: { text: stem.text, html: stem.html }, choice }];
  });
  if (matched.length === 0) throw new Unreadable('it has nothing to match');
  const used = new Set(matched.map(({ choice }) => choice.html));
  const spare = [...sides.values()]
    .filter((choice) => !used.has(choice.html) && choice.html !== '')
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
    ...(apart ? { replace: (element: XmlElement) => (isMatchBlock(element) ? '' : undefined) } : {}),
  };
}

/** Blackboard keeps the right sides in a block of their own, in the order of the labels of each list. */
function rightSidesApart({ item, asked, text }: Parts): Side[] | undefined {
  const block = allNamed(item, 'flow').find(({ attributes }) => attributes.class === RIGHT_SIDES);
  if (!block) return undefined;
  const sides = elementsOf(block, 'flow').map((side) => {
    const { text: source, html } = text.rich(materialHtml(side, text.context));
    return { text: source, html };
  });
  if (asked.some(({ labels }) => labels.length !== sides.length))
    throw new Unreadable('its lists do not have as many choices as there are right sides');
  return sides;
}

const RIGHT_SIDES = 'RIGHT_MATCH_BLOCK';
const isMatchBlock = ({ name, attributes }: XmlElement): boolean =>
  name === 'flow' && (attributes.class === RIGHT_SIDES || attributes.class === 'RESPONSE_BLOCK');

/** What is to be matched: the words inside its list, or those beside it in the same block. */
function stemOf({ item, text }: Parts, list: XmlElement) {
  const words = (element: XmlElement) =>
    elementsOf(element)
      .filter(({ name }) => /^(?:material|flow_mat|flow)$/.test(name))
      .map((one) => materialHtml({ ...element, children: [one] }, text.context))
      .join('');
  const own = text.rich(words(list));
  if (!isEmptyText(own)) return own;
  const block = allNamed(item, 'flow').find(
    ({ attributes, children }) => children.includes(list) && attributes.class !== 'RESPONSE_BLOCK',
  );
  return block ? text.rich(words(block)) : own;
}
