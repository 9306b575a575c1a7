import { assertNever } from '../../../shared/assert.ts';
import type { AnswerValue } from '../../../shared/model/answer.ts';
import { gapsInText, pickedInGap } from '../../../shared/model/gaps.ts';
import type { Question } from '../../../shared/model/question.ts';

interface Item {
  readonly id: string;
  readonly text: string;
  readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&nbsp;': ' ' };

/** An item in plain words: what the file says, a picture by its description; the id where it says nothing. */
function wordsOf(items: readonly Item[], id: string): string {
  const item = items.find((candidate) => candidate.id === id);
  const words = (item?.html ?? '')
    .replace(/<img\b[^>]*?\balt="([^"]*)"[^>]*>/g, ' [$1] ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
  return words || item?.text.trim() || id;
}

const record = (value: AnswerValue): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/**
 * What a candidate answered, as one line a person can read: choices by their words, pairs as `France → Paris`, an order as
 * `1. first; 2. second`, gaps as `[1] green; [2] 6`. Empty where nothing was answered.
 */
export function answerText(question: Question, value: AnswerValue): string {
  if (value === null) return '';
  switch (question.type) {
    case 'single_choice':
      return typeof value === 'string' ? wordsOf(question.choices, value) : '';
    case 'multiple_choice':
      return Array.isArray(value) ? value.map((id) => wordsOf(question.choices, id)).join('; ') : '';
    case 'ordering':
      return Array.isArray(value) ? value.map((id, place) => `${place + 1}. ${wordsOf(question.items, id)}`).join('; ') : '';
    case 'matching': {
      const pairs = record(value);
      return question.stems
        .flatMap(({ id }) => {
          const choice = pairs[id];
          return choice === undefined ? [] : `${wordsOf(question.stems, id)} → ${wordsOf(question.choices, choice)}`;
        })
        .join('; ');
    }
    case 'cloze': {
      const given = record(value);
      return gapsInText(question.stemHtml, question.gaps)
        .flatMap((gap, place) => {
          const answer = given[gap.id];
          if (answer === undefined) return [];
          const ids = 'choices' in gap ? (gap.kind === 'several' ? pickedInGap(answer) : [answer]) : undefined;
          const words = ids && 'choices' in gap ? ids.map((id) => wordsOf(gap.choices, id)).join(', ') : answer;
          return `[${place + 1}] ${words}`;
        })
        .join('; ');
    }
    case 'true_false':
    case 'short_answer':
    case 'numerical':
    case 'essay':
    case 'description':
      return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
    default:
      return assertNever(question, 'question type');
  }
}
