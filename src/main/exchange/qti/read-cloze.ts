import type { Gap } from '../../../shared/model/question.ts';
import { firstOf, type XmlElement } from '../xml/read-xml.ts';
import type { BodyContext } from './body-html.ts';
import { type Answers, choicesIn, type ItemParts, idOf, responseOf, withText } from './interactions.ts';
import { allNamed } from './qti-names.ts';
import { type TypedField, typedField } from './read-typed.ts';
import { fitPlaces } from './score/fit-places.ts';
import type { Response } from './score/score-rule.ts';
import { Unreadable } from './unreadable.ts';

/** One gap to be: where it stands, what may go into it, and what its weights make of it. */
interface Place {
  readonly id: string;
  readonly responseId: string;
  /** The values of the file for each option; the pair's second half is added for a gap of `gapMatchInteraction`. */
  readonly values: readonly string[];
  readonly gapId?: string;
  readonly isCorrect: number | undefined;
  readonly toGap: (weights: readonly number[], share: number) => Gap;
}

export const CLOZE_PARTS = new Set([
  'inlineChoiceInteraction',
  'textEntryInteraction',
  'gapMatchInteraction',
  'choiceInteraction',
]);

export interface ClozeReading {
  readonly answers: Answers<'cloze'>;
  /** Writes the gaps where the interactions stood. */
  readonly replace: NonNullable<BodyContext['replace']>;
}

/** Gaps in a text: lists to choose from, fields to type into, words to place. All together must be gradable as one cloze. */
export function readCloze(parts: ItemParts, interactions: readonly XmlElement[]): ClozeReading {
  const places: Place[] = [];
  const htmlOf = new Map<XmlElement, string>();
  const add = (make: (id: string) => Place): string => {
    const id = `g${places.length + 1}`;
    places.push(make(id));
    return `<span data-gap="${id}"></span>`;
  };
  for (const interaction of interactions) {
    switch (interaction.name) {
      case 'textEntryInteraction':
        htmlOf.set(
          interaction,
          add((id) => typedPlace(id, typedField(parts, interaction))),
        );
        break;
      case 'inlineChoiceInteraction':
        htmlOf.set(
          interaction,
          add((id) => choicePlace(id, parts, interaction, 'inlineChoice')),
        );
        break;
      case 'choiceInteraction': {
        const gap = add((id) => choicePlace(id, parts, interaction, 'simpleChoice'));
        const prompt = firstOf(interaction, 'prompt');
        htmlOf.set(interaction, `<div>${prompt ? `${parts.text.html(prompt)} ` : ''}${gap}</div>`);
        break;
      }
      case 'gapMatchInteraction':
        for (const gap of allNamed(interaction, 'gap'))
          htmlOf.set(
            gap,
            add((id) => wordPlace(id, parts, interaction, idOf(gap))),
          );
        break;
      default:
        throw new Unreadable(`${interaction.name} beside other interactions is not supported`);
    }
  }
  if (places.length === 0) throw new Unreadable('it has no gap to fill');

  const fitted = fitPlaces(
    places.map(({ values }) => values.length + 1),
    (options) => parts.processing.score(responsesFor(places, options)),
    places.map(({ isCorrect }) => isCorrect),
  );
  const gaps = places.map((place, index) =>
    place.toGap(
      (fitted.weights[index] ?? []).slice(0, -1).map((weight) => Math.round(weight * 1e9) / 1e9),
      fitted.shares[index] ?? 1,
    ),
  );
  const right = places.map((_, index) => (fitted.weights[index] ?? []).findIndex((weight) => weight > 1 - 1e-6));
  const { general } = parts.feedback.apart(
    [],
    [
      responsesFor(places, right),
      responsesFor(
        places,
        places.map(({ values }) => values.length),
      ),
    ],
  );
  return {
    answers: {
      type: 'cloze',
      points: fitted.points,
      gaps,
      ...(fitted.scoring === 'all' && gaps.length > 1 ? { scoring: 'all' as const } : {}),
      ...general,
    },
    replace: (element) => htmlOf.get(element),
  };
}

function responsesFor(places: readonly Place[], options: readonly number[]): Map<string, Response> {
  const responses = new Map<string, Response>();
  for (const [index, { responseId, values, gapId }] of places.entries()) {
    const value = values[options[index] ?? values.length];
    if (value === undefined) continue;
    if (gapId === undefined) responses.set(responseId, value);
    else
      responses.set(responseId, [...((responses.get(responseId) as readonly string[] | undefined) ?? []), `${value} ${gapId}`]);
  }
  return responses;
}

function typedPlace(id: string, field: TypedField): Place {
  const [correct] = field.declared.correct ?? [];
  const known = field.options.findIndex((option) => option === correct || (field.isNumber && Number(option) === Number(correct)));
  return {
    id,
    responseId: field.declared.id,
    values: field.options,
    isCorrect: known < 0 ? undefined : known,
    toGap: (weights, share) => {
      const fitted = field.fit(weights);
      return 'numbers' in fitted
        ? { id, kind: 'number', share, accepted: fitted.numbers }
        : { id, kind: 'text', share, accepted: fitted.texts.accepted, caseSensitive: fitted.texts.caseSensitive };
    },
  };
}

function choicePlace(id: string, parts: ItemParts, interaction: XmlElement, name: string): Place {
  const declared = responseOf(parts, interaction);
  if (declared.cardinality !== 'single') throw new Unreadable('a gap that takes several choices is not supported');
  return listPlace(id, parts, choicesIn(interaction, name), { responseId: declared.id, correct: declared.correct?.[0] });
}

function wordPlace(id: string, parts: ItemParts, interaction: XmlElement, gapId: string): Place {
  const declared = responseOf(parts, interaction);
  if (allNamed(interaction, 'gapImg').length > 0) throw new Unreadable('its gaps take pictures, which is not supported');
  const words = choicesIn(interaction, 'gapText');
  const pair = declared.correct?.find((one) => one.endsWith(` ${gapId}`));
  return { ...listPlace(id, parts, words, { responseId: declared.id, correct: pair?.split(' ')[0] }), gapId };
}

function listPlace(
  id: string,
  parts: ItemParts,
  choices: readonly XmlElement[],
  { responseId, correct }: { responseId: string; correct: string | undefined },
): Place {
  const values = choices.map(idOf);
  const known = values.indexOf(correct ?? '');
  const texts = choices.map((choice) => parts.text.inside(choice));
  if (texts.some(({ html }) => /<(?:img|audio)\b/.test(html)))
    throw new Unreadable('the choices of a gap are pictures or sounds, which is not supported');
  return {
    id,
    responseId,
    values,
    isCorrect: known < 0 ? undefined : known,
    toGap: (weights, share) => ({
      id,
      kind: 'choice',
      share,
      choices: withText(texts, weights, parts.warn).map(({ text, html, index }, place) => ({
        id: `c${place + 1}`,
        text,
        html,
        weight: weights[index] ?? 0,
      })),
    }),
  };
}
