import type { Question } from '../../../../shared/model/question.ts';
import type { XmlElement } from '../../xml/read-xml.ts';
import { withText } from '../interactions.ts';
import { allNamed, isFalse } from '../qti-names.ts';
import { fitMultipleChoice, fitSingleChoice } from '../score/fit-choices.ts';
import { fitOrder } from '../score/fit-places.ts';
import type { Response } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import { ORDERED } from './conditions.ts';
import { type Answered, type Asked, idOf, labelText, one, type Parts, rightSelection } from './item-parts-12.ts';

export function readChoices(parts: Parts, asked: Asked): Answered {
  const { processing, feedback, item } = parts;
  const ids = asked.labels.map(idOf);
  if (ids.length === 0) throw new Unreadable('it has no choices');
  if (new Set(ids).size < ids.length) throw new Unreadable('two of its choices have the same identifier');
  const isSingle = asked.cardinality !== 'multiple';
  const response = (picked: readonly number[]): Response =>
    picked.length === 0 ? null : isSingle ? (ids[picked[0] ?? 0] ?? null) : picked.map((index) => ids[index] ?? '');
  const score = (picked: readonly number[]) => processing.score(one(asked.id, response(picked)));
  const right = rightSelection(item, asked.id, ids);
  const fitted = isSingle
    ? fitSingleChoice(ids.length, (picked) => score([picked]), score([]))
    : fitMultipleChoice(ids.length, score, right, 0);
  const { general, each } = feedback.apart(
    ids.map((_, index) => one(asked.id, response([index]))),
    isSingle || !right ? [] : [one(asked.id, response(right))],
    !isSingle,
  );
  const written = asked.labels.map((label) => choiceText(parts, label));
  const choices = withText(written, fitted.weights, parts.warn).map(({ text, html, index }, place) => ({
    id: `c${place + 1}`,
    text,
    html,
    weight: fitted.weights[index] ?? 0,
    ...each[index],
  }));
  const answer = isSingle && /true_?\/?false|either/i.test(parts.type.replaceAll(' ', '_')) ? truthOf(choices) : undefined;
  if (answer) return { answers: { ...answer, points: fitted.points, ...general } };
  const shuffle = allNamed(asked.element, 'render_choice')[0]?.attributes.shuffle;
  return {
    answers: {
      type: isSingle ? 'single_choice' : 'multiple_choice',
      points: fitted.points,
      choices,
      ...(fitted.scoring ? { scoring: fitted.scoring } : {}),
      ...(isFalse(shuffle) ? { keepOrder: true } : {}),
      ...general,
    } as Answered['answers'],
  };
}

/** Blackboard writes the two words of its either/or questions by name. */
const EITHER_OR: Readonly<Record<string, string>> = {
  'true_false.true': 'True',
  'true_false.false': 'False',
  'yes_no.true': 'Yes',
  'yes_no.false': 'No',
  'agree_disagree.true': 'Agree',
  'agree_disagree.false': 'Disagree',
  'right_wrong.true': 'Right',
  'right_wrong.false': 'Wrong',
};

function choiceText(parts: Parts, label: XmlElement): { text: string; html: string } {
  const written = labelText(parts, label);
  const word = EITHER_OR[written.html.replace(/<[^<>]*>/g, '').trim()];
  return word === undefined ? written : { text: word, html: word };
}

/** Two choices called True and False, one wholly right and one wholly wrong, are a true/false question. */
export function truthOf(choices: readonly { html: string; weight: number; feedback?: unknown }[]) {
  const words = choices.map(({ html }) =>
    html
      .replace(/<[^<>]*>/g, '')
      .trim()
      .toLowerCase(),
  );
  const [yes, no] = [words.indexOf('true'), words.indexOf('false')];
  const [right, wrong] = [choices.find(({ weight }) => weight === 1), choices.find(({ weight }) => weight === 0)];
  if (choices.length !== 2 || yes < 0 || no < 0 || !right || !wrong) return undefined;
  return {
    type: 'true_false' as const,
    answer: choices[yes] === right,
    ...(right.feedback ? { feedbackWhenRight: right.feedback } : {}),
    ...(wrong.feedback ? { feedbackWhenWrong: wrong.feedback } : {}),
  } as Pick<Extract<Question, { type: 'true_false' }>, 'type' | 'answer'>;
}

export function readOrdered(parts: Parts, asked: Asked): Answered {
  const ids = asked.labels.map(idOf);
  const right = rightSelection(parts.item, asked.id, ids) ?? [];
  if (right.length !== ids.length || new Set(right).size < ids.length || ids.length < 2)
    throw new Unreadable('its right order does not have each of its choices once');
  const { points, scoring } = fitOrder(ids.length, (order) =>
    parts.processing.score(one(asked.id, [ORDERED, ...order.map((place) => ids[right[place] ?? 0] ?? '')])),
  );
  const items = right.map((index, place) => {
    const label = asked.labels[index];
    return { id: `i${place + 1}`, ...(label ? labelText(parts, label) : { text: '', html: '' }) };
  });
  return { answers: { type: 'ordering', points, scoring, items } };
}
