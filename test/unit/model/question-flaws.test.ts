import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/shared/model/question.ts';
import { toQuestionDraft } from '../../../src/shared/model/question-as-draft.ts';
import { QuestionDraft } from '../../../src/shared/model/question-draft.ts';
import { flawsSince, questionFlaws } from '../../../src/shared/model/question-flaws.ts';
import { MOST } from '../../../src/shared/model/question-limits.ts';
import { DRAFTS } from '../../support/question-drafts.ts';

const flawsOf = (draft: QuestionDraft): string[] => questionFlaws(draft).map(({ path, flaw }) => `${path.join('.')} ${flaw}`);
const { single_choice, multiple_choice, short_answer, numerical, matching, ordering, cloze, essay, description } = DRAFTS;

describe('EX2 what is wrong with a question', () => {
  it.each(Object.values(DRAFTS))('EX2 finds nothing wrong with a finished $type', (draft) => {
    expect(flawsOf(draft)).toEqual([]);
    expect(QuestionDraft.parse(draft)).toEqual(draft);
  });

  it.each<[string, QuestionDraft, string]>([
    ['no text', { ...essay, stem: { text: ' \n', format: 'plain' } }, 'stem.text text_missing'],
    ['one choice', { ...single_choice, choices: single_choice.choices.slice(0, 1) }, 'choices two_choices'],
    [
      'no right choice',
      { ...single_choice, choices: single_choice.choices.map((choice) => ({ ...choice, weight: 0.5 })) },
      'choices full_mark_missing',
    ],
    [
      'shares of more than all',
      { ...multiple_choice, choices: multiple_choice.choices.map((choice) => ({ ...choice, weight: 0.5 })) },
      'choices weights_do_not_add_up',
    ],
    ['no answer', { ...short_answer, accepted: [] }, 'accepted answer_missing'],
    [
      'a reversed range',
      { ...numerical, accepted: [{ match: { kind: 'range', min: 3, max: 2 }, weight: 1 }] },
      'accepted.0.match.min range_reversed',
    ],
    ['a stem without partner', { ...matching, pairs: { s1: 'c1' } }, 'stems.1.pair pair_missing'],
    ['a partner that is not there', { ...matching, pairs: { s1: 'c1', s2: 'gone' } }, 'stems.1.pair pair_missing'],
    ['two alike', { ...ordering, items: ordering.items.map((item) => ({ ...item, text: 'same' })) }, 'items.1.text items_alike'],
    ['one id twice', { ...ordering, items: ordering.items.map((item) => ({ ...item, id: 'i' })) }, 'items.1.id ids_alike'],
    ['a gap outside the text', { ...cloze, stem: { text: 'Only [[g1]].', format: 'plain' } }, 'gaps.1.id gap_not_in_text'],
    ['a mark without a gap', { ...cloze, gaps: cloze.gaps.slice(0, 1) }, 'stem.text gap_unknown'],
    ['words reversed', { ...essay, words: { min: 9, max: 2 } }, 'words.min words_reversed'],
    ['points for nothing', { ...description, points: 1 }, 'points points_of_description'],
  ])('EX2 says at its field that there is %s', (_what, draft, expected) => {
    expect(flawsOf(draft)).toContain(expected);
    // However wrong, it can be sent: whether it may be kept depends on what it replaces.
    expect(QuestionDraft.parse(draft)).toEqual(draft);
  });

  const long = (length: number) => ({ text: 'x'.repeat(length), format: 'plain' as const });
  const many = (count: number) => ({
    ...single_choice,
    choices: Array.from({ length: count }, (_, place) => ({
      id: `c${place}`,
      text: `Choice ${place}`,
      weight: place === 0 ? 1 : 0,
    })),
  });

  it.each<[string, QuestionDraft, string]>([
    ['choices', many(MOST.parts + 1), 'choices list_too_long'],
    ['text', { ...essay, stem: long(MOST.text + 1) }, 'stem.text text_too_long'],
    ['feedback', { ...essay, generalFeedback: long(MOST.text + 1) }, 'generalFeedback.text text_too_long'],
    ['a template', { ...essay, template: 'x'.repeat(MOST.template + 1) }, 'template text_too_long'],
    ['a name', { ...essay, name: 'x'.repeat(MOST.name + 1) }, 'name text_too_long'],
    ['points', { ...essay, points: MOST.points + 0.5 }, 'points points_too_high'],
    [
      'of a gap',
      { ...cloze, gaps: cloze.gaps.map((gap) => ({ ...gap, share: MOST.share + 1 })) },
      'gaps.1.share share_too_large',
    ],
    [
      'of an answer in a gap',
      {
        ...cloze,
        gaps: [
          {
            id: 'g1',
            share: 1,
            kind: 'text',
            caseSensitive: false,
            accepted: [{ text: 'x'.repeat(MOST.accepted + 1), weight: 1 }],
          },
        ],
      },
      'gaps.0.accepted.0.text text_too_long',
    ],
    [
      'of all texts together',
      {
        ...many(30),
        choices: many(30).choices.map((choice) => ({ ...choice, text: `${choice.id}${'x'.repeat(MOST.item - 9)}` })),
      },
      'stem.text question_too_large',
    ],
  ])('EX2 says at its field that there is too much: %s', (_what, draft, expected) => {
    expect(flawsOf(draft)).toEqual(expect.arrayContaining([expected]));
    expect(flawsSince(draft, draft)).toEqual([]);
  });

  it('EX2 lets what a question had too much of, or wrong, be less or as much, never more', () => {
    const stored: QuestionDraft = { ...many(MOST.parts + 3), points: MOST.points + 5, stem: { text: '', format: 'html' } };
    const kinds = (draft: QuestionDraft) => flawsSince(draft, stored).map(({ flaw }) => flaw);
    expect(kinds({ ...stored, name: 'a comma, changed' })).toEqual([]);
    expect(kinds({ ...stored, choices: stored.choices.slice(1), points: MOST.points + 4 })).toEqual(['full_mark_missing']);
    expect(kinds({ ...stored, choices: many(MOST.parts + 4).choices })).toEqual(['list_too_long']);
    expect(kinds({ ...stored, points: MOST.points + 6 })).toEqual(['points_too_high']);
    expect(kinds({ ...stored, choices: stored.choices.toReversed() })).toEqual([]);
    // One text longer than it was, another shorter: together no more than there was.
    const texts = (one: number, other: number): QuestionDraft => ({
      ...single_choice,
      choices: [one, other].map((length, place) => ({
        id: `c${place}`,
        text: `${place}`.repeat(MOST.item + length),
        weight: 1 - place,
      })),
    });
    expect(flawsSince(texts(5, 5), texts(9, 1))).toEqual([]);
    expect(flawsSince(texts(9, 2), texts(9, 1)).map(({ flaw }) => flaw)).toEqual(['text_too_long', 'text_too_long']);
    expect(flawsSince(stored, undefined).map(({ flaw }) => flaw)).toEqual(['text_missing', 'points_too_high', 'list_too_long']);
  });

  it('EX2 never fails on half a question, whatever its texts are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(DRAFTS)), fc.string({ maxLength: 40 }), (draft, text) => {
        const half = { ...draft, stem: { text, format: 'markdown' as const } };
        expect(flawsOf(half).includes('stem.text text_missing')).toBe(text.trim() === '');
      }),
      { numRuns: 100 },
    );
  });

  it('EX2 goes on with a picture and with gaps as the HTML in which nothing is lost', () => {
    const stored: Question = {
      id: 'q' as Question['id'],
      type: 'cloze',
      name: 'n',
      stem: 'as the file says {...}',
      stemFormat: 'moodle',
      stemHtml: '<p>A <span data-gap="g1"></span> <img src="media:0"></p>',
      points: 1,
      gaps: [{ id: 'g1', share: 1, kind: 'text', caseSensitive: false, accepted: [{ text: 'x', weight: 1 }] }],
    };
    expect(toQuestionDraft(stored).stem).toEqual({ text: '<p>A [[g1]] <img src="media:0"></p>', format: 'html' });
  });
});
