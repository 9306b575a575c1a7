import type { AcceptedNumber, RichText } from '../../../shared/model/question.ts';
import { toRichText } from '../rich-text.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import type { ResponseDeclaration } from './declarations.ts';
import { type Answers, type ItemParts, responseOf, responsesOf } from './interactions.ts';
import { type FittedTexts, fitNumbers, fitTexts, numberOptions, textOptions } from './score/fit-typed.ts';
import { Unreadable } from './unreadable.ts';

/** What may be typed into one field: options that stand for all, and what their weights make. */
export interface TypedField {
  readonly declared: ResponseDeclaration;
  /** Texts to ask the file's rules with; nothing typed is not among them. */
  readonly options: readonly string[];
  readonly isNumber: boolean;
  readonly fit: (weights: readonly number[]) => { texts: FittedTexts } | { numbers: AcceptedNumber[] };
}

export function typedField(parts: ItemParts, interaction: XmlElement): TypedField {
  const declared = responseOf(parts, interaction);
  const { patternMask, base = '10', stringIdentifier } = interaction.attributes;
  if (declared.cardinality !== 'single') throw new Unreadable('a field that takes several texts is not supported');
  if (patternMask !== undefined) parts.warn('the pattern its answer had to follow is not checked here');
  if (stringIdentifier !== undefined) parts.warn('what the candidate typed is not kept a second time under another name');
  const { processing } = parts;
  if (declared.baseType === 'float' || declared.baseType === 'integer') {
    if (base !== '10') throw new Unreadable(`its numbers are written to the base ${base.slice(0, 10)}`);
    const { borders, values } = processing.bordersKnown(declared.id);
    if (borders.length === 0) throw new Unreadable('its correct response is missing, so its key is not known');
    const numbers = numberOptions(borders);
    return {
      declared,
      options: numbers.map(String),
      isNumber: true,
      fit: (weights) => ({ numbers: fitNumbers(numbers, weights, values) }),
    };
  }
  if (declared.baseType !== 'string' && declared.baseType !== '')
    throw new Unreadable(`a field for values of the type ${declared.baseType.slice(0, 40)} is not supported`);
  const options = textOptions(processing.textsKnown(declared.id));
  if (options.texts.length < 2) throw new Unreadable('its correct response is missing, so its key is not known');
  return { declared, options: options.texts, isNumber: false, fit: (weights) => ({ texts: fitTexts(options, weights) }) };
}

/** A single field alone: a short answer, or a number. */
export function readTextEntry(parts: ItemParts, interaction: XmlElement): Answers<'short_answer' | 'numerical'> {
  const field = typedField(parts, interaction);
  const { processing, feedback } = parts;
  const id = field.declared.id;
  if (processing.score(responsesOf(id, null)) > 1e-6) throw new Unreadable('the file gives points for no answer at all');
  const scores = field.options.map((option) => processing.score(responsesOf(id, option)));
  const points = Math.max(...scores);
  if (!(points > 1e-9)) throw new Unreadable('no answer earns a point in the file, so its key is not known');
  const fitted = field.fit(scores.map((score) => Math.max(0, Math.round((score / points) * 1e9) / 1e9)));
  if (scores.some((score) => score < -1e-6)) parts.warn('a wrong answer takes points off in the file; here it earns none');
  if ('numbers' in fitted) {
    const answers = fitted.numbers.map(({ match }) =>
      responsesOf(id, String(match.kind === 'within' ? match.value : match.kind === 'range' ? (match.min + match.max) / 2 : 0)),
    );
    const { general, each } = feedback.apart(answers, [responsesOf(id, field.options[0] ?? '')]);
    return { type: 'numerical', points, accepted: fitted.numbers.map((one, index) => ({ ...one, ...each[index] })), ...general };
  }
  const { accepted, caseSensitive } = fitted.texts;
  const { general, each } = feedback.apart(
    accepted.map(({ text }) => responsesOf(id, text.replaceAll('\\*', '*'))),
    [responsesOf(id, field.options.at(-1) ?? '')],
  );
  return {
    type: 'short_answer',
    points,
    caseSensitive,
    accepted: accepted.map((one, index) => ({ ...one, ...each[index] })),
    ...general,
  };
}

const MAX_STEPS = 201;

/** A slider is a number to give, if each of its steps has its own points. */
export function readSlider(parts: ItemParts, interaction: XmlElement): Answers<'numerical'> & { readonly scale: RichText } {
  const declared = responseOf(parts, interaction);
  const { lowerBound, upperBound, step = '1' } = interaction.attributes;
  const [low, high, by] = [Number(lowerBound), Number(upperBound), Number(step) || 1];
  const count = Math.floor((high - low) / by + 1e-9) + 1;
  if (lowerBound === undefined || upperBound === undefined || !(count >= 2 && count <= MAX_STEPS))
    throw new Unreadable(`a slider of more than ${MAX_STEPS} steps, or without its ends, has no equal here`);
  const steps = Array.from({ length: count }, (_, index) => Number((low + index * by).toPrecision(12)));
  const scores = steps.map((value) => parts.processing.score(responsesOf(declared.id, String(value))));
  const points = Math.max(...scores);
  if (!(points > 1e-9)) throw new Unreadable('no answer earns a point in the file, so its key is not known');
  const accepted = steps.flatMap((value, index): AcceptedNumber[] => {
    const weight = (scores[index] ?? 0) / points;
    return weight > 1e-9 ? [{ match: { kind: 'within', value, tolerance: 0 }, weight }] : [];
  });
  parts.warn(`its slider became a field for a number from ${low} to ${high}`);
  const { general } = parts.feedback.apart(
    [],
    steps.map((value) => responsesOf(declared.id, String(value))),
  );
  return { type: 'numerical', points, accepted, ...general, scale: toRichText(`<p>[${low} \u2026 ${high}]</p>`, 'html') };
}
