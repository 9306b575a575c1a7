import type { RichText } from '../../../shared/model/question.ts';
import { type MatchingPair, toMatchingParts } from '../matching-parts.ts';
import { elementsOf, type XmlElement } from '../xml/read-xml.ts';
import { type Answers, choicesIn, type ItemParts, idOf, responseOf, responsesOf } from './interactions.ts';
import { type FittedPlaces, fitPlaces } from './score/fit-places.ts';
import { isSame } from './score/score-rule.ts';
import { Unreadable } from './unreadable.ts';

const isOnce = ({ attributes }: XmlElement): boolean => (attributes.matchMax ?? '1') === '1';

export interface MatchReading {
  readonly answers: Answers<'matching' | 'cloze'>;
  /** The rows with their lists, where a matching question cannot say what each pair earns. */
  readonly rows: string;
}

/**
 * Two sets to be matched, where each of one set takes exactly one of the other. Which set asks is decided by what the file
 * lets be used once. Throws `Unreadable` for any other way to match.
 */
export function readMatch(parts: ItemParts, interaction: XmlElement): MatchReading {
  const declared = responseOf(parts, interaction);
  const sets = elementsOf(interaction, 'simpleMatchSet');
  const [first, second] = sets;
  if (!first || !second || sets.length > 2) throw new Unreadable('it does not have two sets to match');
  const [left, right] = [choicesIn(first, 'simpleAssociableChoice'), choicesIn(second, 'simpleAssociableChoice')];
  const pairs = (declared.correct ?? declared.mapping?.entries.filter(({ value }) => value > 0).map(({ key }) => key) ?? []).map(
    (pair) => pair.split(' '),
  );
  const takesOne = (set: readonly XmlElement[], side: 0 | 1) =>
    set.every((one) => {
      const count = pairs.filter((pair) => pair[side] === idOf(one)).length;
      // A mapping may give something for a second-best match too; a key names the right ones alone.
      return declared.correct ? count === 1 : count >= 1;
    });
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
  const texts = targets.map((target) => parts.text.inside(target));
  const stemTexts = stems.map((stem) => parts.text.inside(stem));
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
  const only = stems.map((_, place) => rightOptions(fitted.weights[place] ?? []));
  const isUneven = fitted.scoring === 'sum' && fitted.shares.some((share) => !isSame(share, fitted.shares[0] ?? share));
  if (isUneven || only.some((options) => options === undefined)) {
    parts.warn('its pairs are worth different points, which a matching question cannot say: it became a text with lists');
    return asRows(fitted, stemTexts, texts, general);
  }
  const matched = stemTexts.map(
    ({ text, html }, place): MatchingPair => ({
      stem: { text, html },
      choice: texts[only[place] ?? 0] ?? { text: '', html: '' },
    }),
  );
  const used = new Set(matched.map(({ choice }) => choice));
  const spare = texts.filter((choice) => !used.has(choice)).map((choice): MatchingPair => ({ choice }));
  return {
    rows: '',
    answers: {
      type: 'matching',
      points: fitted.points,
      ...toMatchingParts([...matched, ...spare]),
      ...(fitted.scoring === 'all' ? { scoring: 'all' as const } : {}),
      ...general,
    },
  };
}

/** The one option that earns all of a place's points, where no other earns any. */
function rightOptions(weights: readonly number[]): number | undefined {
  const best = weights.flatMap((weight, option) => (isSame(weight, 1) ? [option] : []));
  return best.length === 1 && weights.every((weight) => weight < 1e-6 || isSame(weight, 1)) ? best[0] : undefined;
}

/** Each of one set with a list of the other beside it, and each pair with its own points. */
function asRows(
  { points, shares, weights, scoring }: FittedPlaces,
  stems: readonly RichText[],
  targets: readonly RichText[],
  general: Pick<Answers<'cloze'>, 'generalFeedback'>,
): MatchReading {
  if (targets.some(({ html }) => /<(?:img|audio)\b/.test(html)))
    throw new Unreadable('its pairs are worth different points, and pictures or sounds cannot stand in a list');
  const gaps = stems.map((_, place) => ({
    id: `g${place + 1}`,
    kind: 'choice' as const,
    share: shares[place] ?? 1,
    choices: targets.map(({ text, html }, option) => ({
      id: `c${option + 1}`,
      text,
      html,
      weight: Math.round((weights[place]?.[option] ?? 0) * 1e9) / 1e9,
    })),
  }));
  return {
    rows: stems.map(({ html }, place) => `<div>${html} <span data-gap="g${place + 1}"></span></div>`).join(''),
    answers: { type: 'cloze', points, gaps, ...(scoring === 'all' && gaps.length > 1 ? { scoring } : {}), ...general },
  };
}
