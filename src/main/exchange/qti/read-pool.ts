import type { Question } from '../../../shared/model/question.ts';
import { type MatchingPair, toMatchingParts } from '../matching-parts.ts';
import { escapeHtml, toPlainLine } from '../rich-text.ts';
import { elementsOf, firstOf, textInside, type XmlElement } from '../xml/read-xml.ts';
import { ItemText, isEmptyText } from './item-text.ts';
import { isFalse } from './qti-names.ts';
import type { ItemPlace } from './read-item.ts';
import { literal } from './score/fit-typed.ts';
import { Unreadable } from './unreadable.ts';

/** The questions of a Blackboard pool, with the points its list gives them. */
export function poolQuestions(pool: XmlElement): XmlElement[] {
  return elementsOf(pool).filter(({ name }) => name.startsWith('QUESTION_'));
}

/** The points of each question by its id, as the list at the head of the pool says. */
export function poolPoints(pool: XmlElement): Map<string, number> {
  const list = firstOf(pool, 'QUESTIONLIST');
  const entries = list ? elementsOf(list, 'QUESTION') : [];
  return new Map(entries.map(({ attributes }) => [attributes.id ?? '', Number(attributes.points ?? 1)] as const));
}

/** Makes a question of one of a Blackboard pool. Throws `Unreadable` with the reason. Source: Blackboard's pool files. */
export function readPoolQuestion(element: XmlElement, place: ItemPlace, points: number | undefined): Omit<Question, 'id'> {
  const text = new ItemText({ files: place.files, from: place.from, warn: place.warn });
  const body = firstOf(element, 'BODY');
  const stem = text.rich((place.above ?? '') + (body ? textHtml(body, body) : ''));
  if (isEmptyText(stem)) throw new Unreadable('its text is empty');
  const answers = readAnswers(element, text, body ?? element);
  return {
    name: toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: 'html',
    stemHtml: stem.html,
    ...(element.attributes.id ? { idNumber: element.attributes.id } : {}),
    line: element.line,
    points: points !== undefined && points >= 0 ? points : 1,
    ...answers,
  };
}

/** What stands in `TEXT`, HTML only where the pool says so. */
function textHtml(element: XmlElement, body: XmlElement): string {
  const flags = firstOf(body, 'FLAGS');
  const isHtml = !isFalse(flags ? firstOf(flags, 'ISHTML')?.attributes.value : undefined);
  const text = textInside(firstOf(element, 'TEXT'));
  return isHtml ? text : escapeHtml(text).replaceAll('\n', '<br>');
}

function readAnswers(element: XmlElement, text: ItemText, body: XmlElement) {
  const given = elementsOf(element, 'ANSWER');
  const gradable = firstOf(element, 'GRADABLE');
  const right = (gradable ? elementsOf(gradable, 'CORRECTANSWER') : []).map(({ attributes }) => attributes);
  const rightIds = new Set(right.map(({ answer_id = '' }) => answer_id));
  const feedback = (name: string) => {
    const said = text.rich(textInside(gradable && firstOf(gradable, name)));
    return isEmptyText(said) ? undefined : said;
  };
  const [whenRight, whenWrong] = [feedback('FEEDBACK_WHEN_CORRECT'), feedback('FEEDBACK_WHEN_INCORRECT')];
  const rich = (one: XmlElement) => {
    const { text: source, html } = text.rich(textHtml(one, body));
    return { text: source, html };
  };
  const demandKey = () => {
    if (right.length === 0 || !given.some(({ attributes }) => rightIds.has(attributes.id ?? '')))
      throw new Unreadable('no answer is marked as right');
  };
  switch (element.name) {
    case 'QUESTION_TRUEFALSE': {
      demandKey();
      const words = given.map((one) => textInside(firstOf(one, 'TEXT')).trim().toLowerCase());
      const answer = words[given.findIndex(({ attributes }) => rightIds.has(attributes.id ?? ''))];
      if (answer !== 'true' && answer !== 'false') throw new Unreadable('its right answer is neither True nor False');
      return {
        type: 'true_false' as const,
        answer: answer === 'true',
        ...(whenRight ? { feedbackWhenRight: whenRight } : {}),
        ...(whenWrong ? { feedbackWhenWrong: whenWrong } : {}),
      };
    }
    case 'QUESTION_MULTIPLECHOICE':
    case 'QUESTION_MULTIPLEANSWER': {
      demandKey();
      const isSingle = element.name === 'QUESTION_MULTIPLECHOICE';
      const share = isSingle ? 1 : 1 / given.filter(({ attributes }) => rightIds.has(attributes.id ?? '')).length;
      const choices = given.map((one, index) => {
        const isRight = rightIds.has(one.attributes.id ?? '');
        const said = isRight ? whenRight : whenWrong;
        return {
          id: `c${index + 1}`,
          ...rich(one),
          weight: isRight ? share : 0,
          ...(isSingle && said ? { feedback: said } : {}),
        };
      });
      return isSingle
        ? { type: 'single_choice' as const, choices }
        : { type: 'multiple_choice' as const, choices, scoring: 'all' as const };
    }
    case 'QUESTION_MATCH':
      return readMatches(element, given, right, rich);
    case 'QUESTION_ESSAY': {
      const info = text.rich(given.map((one) => textHtml(one, body)).join(''));
      return { type: 'essay' as const, ...(isEmptyText(info) ? {} : { graderInfo: info }) };
    }
    case 'QUESTION_FILLINBLANK': {
      const words = given.map((one) => textInside(firstOf(one, 'TEXT')).trim()).filter((word) => word !== '');
      if (words.length === 0) throw new Unreadable('no answer is given');
      return {
        type: 'short_answer' as const,
        caseSensitive: false,
        accepted: words.map((word) => ({ text: literal(word), weight: 1 })),
      };
    }
    case 'QUESTION_ORDER': {
      const places = right.map(({ answer_id, order }) => ({ answer_id, place: Number(order) }));
      const items = given
        .map((one) => ({ one, place: places.find(({ answer_id }) => answer_id === one.attributes.id)?.place ?? Number.NaN }))
        .sort((first, second) => first.place - second.place);
      if (items.length < 2 || items.some(({ place }, index) => place !== index + 1))
        throw new Unreadable('its right order is not known');
      return {
        type: 'ordering' as const,
        scoring: 'places' as const,
        items: items.map(({ one }, index) => ({ id: `i${index + 1}`, ...rich(one) })),
      };
    }
    default:
      throw new Unreadable(`${element.name} is not supported`);
  }
}

/** Each part with its one match; what is left over is to mislead. */
function readMatches(
  element: XmlElement,
  given: readonly XmlElement[],
  right: readonly XmlElement['attributes'][],
  rich: (one: XmlElement) => { text: string; html: string },
) {
  const choices = new Map(elementsOf(element, 'CHOICE').map((one) => [one.attributes.id ?? '', rich(one)] as const));
  const pairs = given.map((one): MatchingPair => {
    const [match, ...more] = right.filter(({ answer_id }) => answer_id === one.attributes.id);
    const choice = choices.get(match?.choice_id ?? '');
    if (!choice || more.length > 0) throw new Unreadable('one of its parts does not have exactly one match');
    return { stem: rich(one), choice };
  });
  if (pairs.length === 0) throw new Unreadable('it has nothing to match');
  const used = new Set(pairs.map(({ choice }) => choice));
  const spare = [...choices.values()].filter((choice) => !used.has(choice)).map((choice): MatchingPair => ({ choice }));
  return { type: 'matching' as const, ...toMatchingParts([...pairs, ...spare]) };
}
