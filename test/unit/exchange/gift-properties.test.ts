import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import { splitQuestions } from '../../../src/main/exchange/gift/split-questions.ts';
import { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import { ImportReport } from '../../../src/shared/model/exam.ts';
import { Question } from '../../../src/shared/model/question.ts';

const PIECES = [
  '{',
  '}',
  '=',
  '~',
  '#',
  '####',
  '%50%',
  '%',
  '->',
  '::',
  ':',
  '\\',
  '\n',
  '\n\n',
  '//',
  '$CATEGORY: a\n',
  '[html]',
  '<b>',
  '1',
  '..',
  'T',
  'word ',
  'é',
];
const giftLike = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5, unit: 'binary' })), { maxLength: 60 })
  .map((parts) => parts.join(''));

/** A text somebody could have typed: no markup, so that what comes out must be what went in. */
const words = fc
  .stringMatching(/^[A-Za-z0-9\\{}=~#:%>*.é本_-]([A-Za-z0-9\\{}=~#:%>*.é本 _-]{0,20}[A-Za-z0-9\\{}=~#:%>*.é本_-])?$/)
  // A leading mark means something to GIFT even where every sign is escaped.
  .filter((text) => !text.includes('->') && !/^\s*(?:%|\/\/|\[)/.test(text) && text.trim() === text);

const escaped = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&');
const built = fc.oneof(
  fc.record({
    type: fc.constant('single_choice' as const),
    stem: words,
    choices: fc.array(fc.record({ text: words, weight: fc.constantFrom(0, 1, 0.5, -0.25), feedback: fc.option(words) }), {
      minLength: 2,
      maxLength: 5,
    }),
  }),
  fc.record({
    type: fc.constant('true_false' as const),
    stem: words,
    answer: fc.boolean(),
    wrong: fc.option(words),
    right: fc.option(words),
  }),
  fc.record({ type: fc.constant('numerical' as const), stem: words, value: fc.integer(), tolerance: fc.nat(100) }),
  fc.record({
    type: fc.constant('matching' as const),
    stem: words,
    pairs: fc.array(fc.tuple(words, words), { minLength: 2, maxLength: 5 }),
  }),
  fc.record({ type: fc.constant('essay' as const), stem: words }),
);
type Built = typeof built extends fc.Arbitrary<infer T> ? T : never;

const weightMark = (weight: number): string => (weight === 1 ? '=' : weight === 0 ? '~' : `~%${weight * 100}%`);
function write(question: Built): string {
  switch (question.type) {
    case 'single_choice': {
      // Without a ~ it would be a short answer, without an = one where several choices count.
      const choices = [
        { text: 'right', weight: 1, feedback: null },
        { text: 'wrong', weight: 0, feedback: null },
        ...question.choices,
      ];
      const lines = choices.map(
        ({ text, weight, feedback }) =>
          `\t${weightMark(weight)}${escaped(text)}${feedback === null ? '' : `#${escaped(feedback)}`}`,
      );
      return `::name::${escaped(question.stem)}{\n${lines.join('\n')}\n}`;
    }
    case 'true_false': {
      const feedback = `#${escaped(question.wrong ?? '')}#${escaped(question.right ?? '')}`;
      return `::name::${escaped(question.stem)}{${question.answer ? 'TRUE' : 'FALSE'}${feedback}}`;
    }
    case 'numerical':
      return `::name::${escaped(question.stem)}{#${question.value}:${question.tolerance}}`;
    case 'matching':
      return `::name::${escaped(question.stem)}{${question.pairs.map(([left, right]) => `=${escaped(left)} -> ${escaped(right)}`).join('\n')}}`;
    case 'essay':
      return `::name::${escaped(question.stem)}{}`;
  }
}

function expectSame(source: Built, read: Question | undefined): void {
  expect(read).toMatchObject({ type: source.type, name: 'name', stem: source.stem });
  if (source.type === 'single_choice' && read?.type === 'single_choice') {
    expect(
      read.choices.slice(2).map(({ text, weight, feedback }) => ({ text, weight, feedback: feedback?.text ?? null })),
    ).toEqual(source.choices);
  } else if (source.type === 'true_false' && read?.type === 'true_false') {
    expect([read.answer, read.feedbackWhenWrong?.text ?? null, read.feedbackWhenRight?.text ?? null]).toEqual([
      source.answer,
      source.wrong,
      source.right,
    ]);
  } else if (source.type === 'numerical' && read?.type === 'numerical') {
    expect(read.accepted).toEqual([{ match: { kind: 'within', value: source.value, tolerance: source.tolerance }, weight: 1 }]);
  } else if (source.type === 'matching' && read?.type === 'matching') {
    const textOf = new Map(read.choices.map(({ id, text }) => [id, text]));
    expect(read.stems.map(({ id, text }) => [text, textOf.get(read.pairs[id] ?? '')])).toEqual(source.pairs);
    expect(textOf.size).toBe(new Set(source.pairs.map(([, right]) => right)).size);
  }
}

describe('EX1 GIFT: properties', () => {
  it('EX1 never fails on any text: it imports, skips or refuses, and accounts for every question', () => {
    fc.assert(
      fc.property(giftLike, (text) => {
        try {
          const { questions, report } = importGift(new TextEncoder().encode(text));
          expect(ImportReport.parse(report).imported).toBe(questions.length);
          for (const question of questions) Question.parse(question);
          expect(questions.map(({ id }) => id)).toEqual(questions.map((_question, index) => `q${index + 1}`));
          const lines = [...questions.map(({ line }) => line), ...report.skipped.map(({ line }) => line)];
          expect(new Set(lines).size).toBe(lines.length);
          expect(Object.values(report.byType).reduce((sum, count) => sum + (count ?? 0), 0)).toBe(report.imported);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportRefused);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('EX1 never fails on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          importGift(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportRefused);
        }
      }),
    );
  });

  it('EX1 leaves no line out: blocks follow one another, and only blank lines lie between', () => {
    fc.assert(
      fc.property(giftLike, (text) => {
        const lines = text.split('\n');
        let end = 0;
        for (const block of splitQuestions(lines)) {
          expect(block.start).toBeGreaterThanOrEqual(end);
          expect(block.end).toBeGreaterThan(block.start);
          expect(lines.slice(end, block.start).join('').trim()).toBe('');
          end = block.end;
        }
        expect(lines.slice(end).join('').trim()).toBe('');
      }),
    );
  });

  it('EX1 reads back every question that is written', () => {
    fc.assert(
      fc.property(fc.array(built, { minLength: 1, maxLength: 6 }), (sources) => {
        const { questions, report } = importGift(new TextEncoder().encode(sources.map(write).join('\n\n')));
        expect(report.skipped).toEqual([]);
        expect(questions).toHaveLength(sources.length);
        sources.forEach((source, index) => {
          expectSame(source, questions[index]);
        });
      }),
      { numRuns: 300 },
    );
  });
});
