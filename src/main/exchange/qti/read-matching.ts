import { type MatchingPair, toMatchingParts } from '../matching-parts.ts';
import { elementsOf, type XmlElement } from '../xml/read-xml.ts';
import { type Answers, choicesIn, type ItemParts, idOf, responseOf, responsesOf } from './interactions.ts';
import { fitPlaces } from './score/fit-places.ts';
import { isSame } from './score/score-rule.ts';
import { Unreadable } from './unreadable.ts';

const isOnce = ({ attributes }: XmlElement): boolean => (attributes.matchMax ?? '1') === '1';

/**
 * Two sets to be matched, where each of one set takes exactly one of the other. Which set asks is decided by what the file
 * lets be used once. Throws `Unreadable` for any other way to match.
 */
export function readMatch(parts: ItemParts, interaction: XmlElement): Answers<'matching'> {
  const declared = responseOf(parts, interaction);
  const sets = elementsOf(interaction, 'simpleMatchSet');
  const [first, second] = sets;
  if (!first || !second || sets.length > 2) throw new Unreadable('it does not have two sets to match');
  const [left, right] = [choicesIn(first, 'simpleAssociableChoice'), choicesIn(second, 'simpleAssociableChoice')];
  const pairs = (declared.correct ?? declared.mapping?.entries.filter(({ value }) => value > 0).map(({ key }) => key) ?? []).map(
    (pair) => pair.split(' '),
  );
  const takesOne = (set: readonly XmlElement[], side: 0 | 1) =>
    set.every((one) => pairs.filter((pair) => pair[side] === idOf(one)).length === 1);
  const isForward = left.every(isOnce) && takesOne(left, 0);
  const isBackward = !isForward && right.every(isOnce) && takesOne(right, 1);
  if (!isForward && !isBackward)
    throw new Unreadable('it does not match each of one set with exactly one of the other, as a matching question does');
  const [stems, targets] = isForward ? [left, right] : [right, left];
  const pair = (stem: string, target: string) => (isForward ? `${stem} ${target}` : `${target} ${stem}`);

  const score = (options: readonly number[]) => {
    const chosen = options.flatMap((option, place) => {
      const [stem, target] = [stems[place], targets[option]];
      return stem && target ? [pair(idOf(stem), idOf(target))] : [];
    });
    return parts.processing.score(responsesOf(declared.id, chosen.length === 0 ? null : chosen));
  };
  const named = stems.map((stem) =>
    targets.findIndex((target) => pairs.some((one) => one.join(' ') === pair(idOf(stem), idOf(target)))),
  );
  const fitted = fitPlaces(Array<number>(stems.length).fill(targets.length + 1), score, named);
  if (fitted.scoring === 'sum' && fitted.shares.some((share) => !isSame(share, fitted.shares[0] ?? share)))
    throw new Unreadable('its pairs are worth different points, and in a matching question all count the same');
  const texts = targets.map((target) => parts.text.inside(target));
  const matched: MatchingPair[] = stems.map((stem, place) => {
    const options = fitted.weights[place] ?? [];
    const best = options.flatMap((weight, option) => (isSame(weight, 1) ? [option] : []));
    if (best.length !== 1 || options.some((weight) => weight > 1e-6 && !isSame(weight, 1)))
      throw new Unreadable('more than one match of a kind earns points, which a matching question cannot say');
    const choice = texts[best[0] ?? 0] ?? { text: '', html: '' };
    const { text, html } = parts.text.inside(stem);
    return { stem: { text, html }, choice };
  });
  const used = new Set(matched.map(({ choice }) => choice));
  const spare = texts.filter((choice) => !used.has(choice)).map((choice): MatchingPair => ({ choice }));
  const { general } = parts.feedback.apart(
    [],
    [
      responsesOf(
        declared.id,
        pairs.map((one) => one.join(' ')),
      ),
      responsesOf(declared.id, null),
    ],
  );
  return {
    type: 'matching',
    points: fitted.points,
    ...toMatchingParts([...matched, ...spare]),
    ...(fitted.scoring === 'all' ? { scoring: 'all' as const } : {}),
    ...general,
  };
}
