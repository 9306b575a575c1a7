import fc from 'fast-check';
import { toMatchingParts } from '../../../src/main/exchange/matching-parts.ts';
import { escapeHtml, toRichText } from '../../../src/main/exchange/rich-text.ts';
import { QuestionId } from '../../../src/shared/model/ids.ts';
import { Question, type RichText, type TextFormat } from '../../../src/shared/model/question.ts';

/** What people write into papers, signs of every format among it. */
const PIECES = [
  'one',
  'Größe',
  'ข้อสอบ',
  '3 < 4',
  'a & b',
  '{x}',
  '=',
  '~',
  '#',
  '%50%',
  '\\(x^2\\)',
  ':',
  '"',
  "it's",
  ']]>',
  '[[1]]',
  '::',
  '本',
  '&amp;',
  '\\n',
  '[html]',
  'T',
];
const words = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '))
  .filter((text) => text.trim() === text);
const MARKUP: Record<TextFormat, (text: string) => string> = {
  plain: (text) => text,
  html: (text) => `<p>${escapeHtml(text)} <strong>so</strong></p>`,
  markdown: (text) => `**so** ${text}`,
  moodle: (text) => `${escapeHtml(text)}<em>so</em>\nnext`,
};
const rich: fc.Arbitrary<RichText> = fc
  .record({ text: words, format: fc.constantFrom<TextFormat>('plain', 'html', 'markdown', 'moodle') })
  .map(({ text, format }) => toRichText(MARKUP[format](text), format));
const weights = fc.constantFrom(0, 0.5, 1 / 3, -1 / 3, 0.25, 1 / 6, -1);

const base = fc.record(
  {
    name: words,
    stem: rich,
    points: fc.constantFrom(1, 2.5, 10),
    generalFeedback: rich,
    tags: fc.uniqueArray(fc.constantFrom('algebra', 'week 2', 'a]b', 'id:Q7'), { minLength: 1, maxLength: 3 }),
    category: fc.constantFrom('Maths', 'Maths/Trees', 'A // B/C'),
    idNumber: words,
    penalty: fc.constantFrom(0, 0.1, 0.3333333),
    keepOrder: fc.constant(true as const),
  },
  { requiredKeys: ['name', 'stem', 'points'] },
);
const feedback = fc.record({ feedback: rich }, { requiredKeys: [] });
const accepted = fc.array(fc.tuple(words, weights, feedback), { minLength: 1, maxLength: 4 });
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
  .map((value) => (Object.is(value, -0) ? 0 : value));
const match = fc.oneof(
  fc.record({ kind: fc.constant('within' as const), value: number, tolerance: number.map(Math.abs) }),
  fc.constant({ kind: 'any' as const }),
);
const numbers = fc.array(fc.tuple(match, weights, feedback), { minLength: 1, maxLength: 3 });
/** The first is right, so that the question can be answered. */
const keyed = <T extends { weight: number }>(answers: T[]): T[] =>
  answers.map((one, index) => (index === 0 ? { ...one, weight: 1 } : one));
const choicesOf = (format: TextFormat) =>
  fc.array(fc.tuple(words, weights, feedback), { minLength: 2, maxLength: 5 }).map((list) =>
    keyed(
      list.map(([text, weight, more], index) => {
        const { text: source, html } = toRichText(MARKUP[format](text), format);
        return { id: `c${index + 1}`, text: source, html, weight, ...more };
      }),
    ),
  );

const answersTo = (stem: RichText): fc.Arbitrary<object> =>
  fc.oneof(
    choicesOf(stem.format).map((choices) => ({
      type: 'single_choice',
      choices: choices.map((one) => ({ ...one, weight: one.weight })),
    })),
    choicesOf(stem.format).map((choices) => ({ type: 'multiple_choice', choices })),
    choicesOf(stem.format).map((choices) => ({ type: 'multiple_choice', choices, scoring: 'all' })),
    fc
      .record({ answer: fc.boolean(), feedbackWhenRight: rich, feedbackWhenWrong: rich }, { requiredKeys: ['answer'] })
      .map((parts) => ({ type: 'true_false', ...parts })),
    fc.tuple(accepted, fc.boolean()).map(([list, caseSensitive]) => ({
      type: 'short_answer',
      caseSensitive,
      accepted: keyed(list.map(([text, weight, more]) => ({ text, weight, ...more }))),
    })),
    numbers.map((list) => ({
      type: 'numerical',
      accepted: keyed(list.map(([kind, weight, more]) => ({ match: kind, weight, ...more }))),
    })),
    fc.array(fc.tuple(fc.option(words), words), { minLength: 2, maxLength: 5 }).map((pairs) => ({
      type: 'matching',
      ...toMatchingParts(
        pairs.map(([left, right], index) => {
          const text = index === 0 ? 'first' : left;
          const choice = { text: right, html: escapeHtml(right) };
          return text === null ? { choice } : { stem: toRichText(MARKUP[stem.format](text), stem.format), choice };
        }),
      ),
    })),
    fc
      .tuple(fc.uniqueArray(words, { minLength: 2, maxLength: 5 }), fc.constantFrom('all', 'places', 'neighbours'))
      .map(([texts, scoring]) => ({
        type: 'ordering',
        scoring,
        items: texts.map((text, index) => ({ id: `i${index + 1}`, ...pick(toRichText(MARKUP[stem.format](text), stem.format)) })),
      })),
    fc
      .record(
        {
          graderInfo: rich,
          template: words,
          words: fc.constantFrom({ min: 5 }, { max: 200 }, { min: 0, max: 9 }),
        },
        { requiredKeys: [] },
      )
      .map((parts) => ({ type: 'essay', ...parts })),
    fc.constant({ type: 'description', points: 0 }),
  );
const pick = ({ text, html }: RichText): { text: string; html: string } => ({ text, html });

/** A cloze is as its own reader makes one: HTML around spans, choices and feedback in HTML. */
const gap = fc.record({
  share: fc.constantFrom(1, 2, 5),
  list: fc.array(fc.tuple(words, weights, fc.option(words)), { minLength: 2, maxLength: 4 }),
  kind: fc.constantFrom('text', 'number', 'choice', 'several'),
  caseSensitive: fc.boolean(),
  numbers,
});
const cloze = fc
  .tuple(
    base,
    fc.array(fc.tuple(gap, words), { minLength: 1, maxLength: 4 }),
    fc.constantFrom<TextFormat>('html', 'moodle', 'plain'),
  )
  .map(([{ stem: _stem, keepOrder, ...rest }, parts, format]) => {
    const gaps = parts.map(([{ share, list, kind, caseSensitive, numbers: values }], index) => {
      const inHtml = (text: string | null) =>
        text === null ? {} : { feedback: toRichText(escapeHtml(text).replaceAll('\\', ''), 'html') };
      const same = { id: `g${index + 1}`, share, kind };
      if (kind === 'text')
        return {
          ...same,
          caseSensitive,
          accepted: keyed(list.map(([text, weight, more]) => ({ text, weight, ...inHtml(more) }))),
        };
      if (kind === 'number') return { ...same, accepted: keyed(values.map(([value, weight]) => ({ match: value, weight }))) };
      return {
        ...same,
        choices: keyed(
          list.map(([text, weight, more], at) => ({
            id: `c${at + 1}`,
            ...pick(toRichText(escapeHtml(text), 'html')),
            // The right ones of several are the whole together.
            weight: kind === 'several' ? Math.min(0, weight) : weight,
            ...inHtml(more),
          })),
        ),
      };
    });
    const around = parts.map(([, text]) => (format === 'plain' ? text : escapeHtml(text)));
    const source = (place: (index: number) => string): string =>
      around.map((text, index) => `${text} ${place(index)}`).join('\n');
    const rendered = toRichText(
      source((index) => `\uFDE0${index}\uFDE1`),
      format,
    );
    const span = (index: number): string => `<span data-gap="g${index + 1}"></span>`;
    const hasChoices = gaps.some(({ kind }) => kind === 'choice' || kind === 'several');
    return {
      ...rest,
      type: 'cloze',
      gaps,
      stem: source(span),
      stemFormat: format,
      stemHtml: rendered.html.replace(/\uFDE0(\d)\uFDE1/g, (_, index: string) => span(Number(index))),
      ...(keepOrder && hasChoices ? { keepOrder } : {}),
    };
  });

const others = base.chain(({ stem, ...rest }) =>
  answersTo(stem).map((answers) => ({ ...rest, stem: stem.text, stemFormat: stem.format, stemHtml: stem.html, ...answers })),
);

/** Questions of every type as an import makes them. */
export const anyQuestion: fc.Arbitrary<Question> = fc
  .oneof({ weight: 5, arbitrary: others }, { weight: 1, arbitrary: cloze })
  .map((parts) => Question.parse({ id: QuestionId.parse('q1'), ...parts }));
