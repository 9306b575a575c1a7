import { describe, expect, it } from 'vitest';
import { keyFlaws } from '../../../src/renderer/console/features/results/key/key-flaws.ts';
import { Question } from '../../../src/shared/model/question.ts';

const base = { id: 'q1', name: 'Tides', stem: 'x', stemFormat: 'plain', stemHtml: '<p>x</p>', points: 2 };
const item = (id: string, text: string) => ({ id, text, html: text });

type Of<Type extends Question['type']> = Extract<Question, { type: Type }>;
const read = <Type extends Question['type']>(type: Type, more: object): Of<Type> =>
  Question.parse({ ...base, type, ...more }) as Of<Type>;

const matching = read('matching', {
  stems: [item('s1', 'Spring tide'), item('s2', 'Neap tide')],
  choices: [item('c1', 'new moon'), item('c2', 'half moon')],
  pairs: { s1: 'c1', s2: 'c2' },
});
const cloze = read('cloze', {
  stemHtml: '<p>From <span data-gap="g2"></span> to <span data-gap="g1"></span></p>',
  gaps: [
    { id: 'g1', share: 1, kind: 'text', accepted: [{ text: 'sea', weight: 1 }], caseSensitive: false },
    { id: 'g2', share: 1, kind: 'number', accepted: [{ match: { kind: 'within', value: 3, tolerance: 0.5 }, weight: 1 }] },
    {
      id: 'g3',
      share: 1,
      kind: 'choice',
      choices: [
        { ...item('a', 'up'), weight: 1 },
        { ...item('b', 'down'), weight: 0 },
      ],
    },
  ],
});
type Gap = Of<'cloze'>['gaps'][number];
const withGap = (place: number, gap: Gap): Question => ({ ...cloze, gaps: cloze.gaps.with(place, gap) });
const said = (question: Question, start: Question) =>
  keyFlaws(question, start).map(({ path, flaw }) => `${path.join('.')} ${flaw}`);

describe('a key that is corrected', () => {
  it('EX7 is right as it was sat, even where the text has what an editor would refuse', () => {
    // g3 stands nowhere in the text: nothing a correction could put right.
    expect(said(cloze, cloze)).toEqual([]);
    expect(said(matching, matching)).toEqual([]);
  });

  it('EX7 leaves no line of a matching without a choice the question has', () => {
    const { s1 = '' } = matching.pairs;
    expect(said({ ...matching, pairs: { s1 } }, matching)).toEqual(['stems.1.pair pair_missing']);
    expect(said({ ...matching, pairs: { s1, s2: 'c9' } }, matching)).toEqual(['stems.1.pair pair_missing']);
  });

  it('EX7 has an accepted answer in each gap, written out, one of them worth everything', () => {
    const [words] = cloze.gaps;
    if (words?.kind !== 'text') throw new Error('the first gap asks for words');
    expect(said(withGap(0, { ...words, accepted: [] }), cloze)).toEqual(['gaps.0.accepted answer_missing']);
    expect(said(withGap(0, { ...words, accepted: [{ text: ' ', weight: 1 }] }), cloze)).toEqual([
      'gaps.0.accepted.0.text text_missing',
    ]);
    expect(said(withGap(0, { ...words, accepted: [{ text: 'sea', weight: 0.5 }] }), cloze)).toEqual([
      'gaps.0.accepted full_mark_missing',
    ]);
  });

  it('EX7 takes an empty field for no number, and a range only the right way round', () => {
    const gap = cloze.gaps[1];
    if (gap?.kind !== 'number') throw new Error('the second gap asks for a number');
    const accept = (match: (typeof gap.accepted)[number]['match']): Question =>
      withGap(1, { ...gap, accepted: [{ match, weight: 1 }] });
    expect(said(accept({ kind: 'within', value: Number.NaN, tolerance: 0 }), cloze)).toEqual([
      'gaps.1.accepted.0.match.value number_missing',
    ]);
    expect(said(accept({ kind: 'range', min: 4, max: 3 }), cloze)).toEqual(['gaps.1.accepted.0.match.min range_reversed']);
    const alone = read('numerical', { accepted: [{ match: { kind: 'within', value: 1, tolerance: 0 }, weight: 1 }] });
    const emptied = {
      ...alone,
      accepted: [{ match: { kind: 'within', value: 1, tolerance: Number.NaN }, weight: 1 }],
    } as Question;
    expect(said(emptied, alone)).toEqual(['accepted.0.match.tolerance number_missing']);
  });

  it('EX7 does not hold against a correction what the paper was sat with', () => {
    const partial = read('short_answer', { accepted: [{ text: 'moon', weight: 0.9 }], caseSensitive: false });
    const corrected: Question = { ...partial, accepted: [...partial.accepted, { text: 'the moon', weight: 0.9 }] };
    expect(said(corrected, partial)).toEqual([]);
    const whole = read('short_answer', { accepted: [{ text: 'moon', weight: 1 }], caseSensitive: false });
    expect(said(corrected, whole)).toEqual(['accepted full_mark_missing']);
  });
});
