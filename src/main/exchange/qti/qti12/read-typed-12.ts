import { elementsOf, firstOf, type XmlElement } from '../../xml/read-xml.ts';
import { allNamed } from '../qti-names.ts';
import { fitNumbers, fitTexts, numberOptions, textOptions } from '../score/fit-typed.ts';
import { Unreadable } from '../unreadable.ts';
import { type Answered, type Asked, one, type Parts } from './item-parts-12.ts';
import { materialHtml } from './material.ts';

export function typedKey({ processing }: Parts, { id, isNumber }: Asked) {
  if (isNumber) {
    const known = processing.numbersKnown(id);
    if (known.length === 0) throw new Unreadable('no number in its scoring says what is right');
    const numbers = numberOptions(known);
    return {
      options: numbers.map(String),
      fit: (weights: readonly number[]) => ({ accepted: fitNumbers(numbers, weights, known) }),
    };
  }
  const options = textOptions(processing.textsKnown(id));
  return { options: options.texts, fit: (weights: readonly number[]) => fitTexts(options, weights) };
}

export function readTyped(parts: Parts, asked: Asked): Answered {
  const { processing, feedback } = parts;
  // Desire2Learn: one response, several boxes, and each right answer counts once.
  if (allNamed(asked.element, 'render_fib').some(({ attributes }) => Number(attributes.input_boxes) > 1))
    throw new Unreadable('it asks for several answers in boxes of their own with one key for all, which is not supported');
  if (processing.score(one(asked.id, null)) > 1e-6) throw new Unreadable('the file gives points for no answer at all');
  const { options, fit: keyFor } = typedKey(parts, asked);
  const scores = options.map((option) => processing.score(one(asked.id, option)));
  const points = Math.max(0, ...scores);
  if (points <= 1e-9) throw new Unreadable('no answer earns a point in the file, so its key is not known');
  const key = keyFor(scores.map((score) => Math.max(0, score / points)));
  const example = (accepted: (typeof key.accepted)[number]): string => {
    if ('text' in accepted) return accepted.text.replaceAll('\\*', '*');
    const { match } = accepted;
    return String(match.kind === 'within' ? match.value : match.kind === 'range' ? (match.min + match.max) / 2 : 0);
  };
  const { general, each } = feedback.apart(
    key.accepted.map((accepted) => one(asked.id, example(accepted))),
    [one(asked.id, options[asked.isNumber ? 0 : options.length - 1] ?? '')],
  );
  const accepted = key.accepted.map((answer, index) => ({ ...answer, ...each[index] }));
  return {
    answers: {
      type: asked.isNumber ? 'numerical' : 'short_answer',
      points,
      accepted,
      ...('caseSensitive' in key ? { caseSensitive: key.caseSensitive } : {}),
      ...general,
    } as Answered['answers'],
    replace: (element) => (element === asked.element && isAmongText(parts.item, element) ? '_____' : undefined),
  };
}

/** Does text follow the field? Then its place in it has to show. */
export function isAmongText(item: XmlElement, field: XmlElement): boolean {
  const order = allNamed(item, field.name, 'mattext', 'mat_formattedtext');
  const at = order.indexOf(field);
  const presentation = firstOf(item, 'presentation');
  const within = new Set(presentation ? allNamed(presentation, 'mattext', 'mat_formattedtext') : []);
  const own = new Set(allNamed(field, 'mattext', 'mat_formattedtext'));
  return order.slice(at + 1).some((element) => within.has(element) && !own.has(element));
}

export function readEssay({ asked, feedback, item, text }: Parts): Answered {
  const id = asked[0]?.id ?? '';
  const { general } = feedback.apart([], [one(id, null), one(id, 'text')]);
  const solutions = elementsOf(item, 'itemfeedback').flatMap((one) => allNamed(one, 'solutionmaterial'));
  const info = text.rich(solutions.map((solution) => materialHtml(solution, text.context)).join(''));
  return {
    answers: { type: 'essay', points: 1, ...(info.html === '' ? {} : { graderInfo: info }), ...general },
  };
}
