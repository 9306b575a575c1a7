import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCandidateQuestion } from '../../../src/main/domain/grading/to-candidate-question.ts';
import { checkPools, paperFigures } from '../../../src/main/domain/papers/check-pools.ts';
import { drawPaper, isDrawn } from '../../../src/main/domain/papers/draw-paper.ts';
import { createSeededRandom } from '../../../src/main/domain/papers/seeded-random.ts';
import { withSilentIds } from '../../../src/main/domain/papers/silent-ids.ts';
import { type Drawing, UNDRAWN } from '../../../src/shared/model/drawing.ts';
import { isAnswerable, type Question } from '../../../src/shared/model/question.ts';
import { question } from '../grading/questions.ts';

const ALL: Drawing = { shuffleQuestions: true, shuffleChoices: true, pools: [] };
const paper = (length: number, changes: (place: number) => object = () => ({})): Question[] =>
  Array.from({ length }, (_, place) => question('single_choice', { id: `q${place}`, ...changes(place) }));
const seeds = (count: number): string[] => Array.from({ length: count }, (_, number) => `seed ${number}`);

const categories = fc.constantFrom(undefined, 'Easy', 'Hard', 'Essay');
const papers = fc
  .array(fc.record({ category: categories, isText: fc.boolean() }), { minLength: 1, maxLength: 30 })
  .map((lines) =>
    lines.map(({ category, isText }, place) =>
      question(isText ? 'description' : 'single_choice', { id: `q${place}`, ...(category ? { category } : {}) }),
    ),
  );
const rules = fc.record({
  shuffleQuestions: fc.boolean(),
  shuffleChoices: fc.boolean(),
  pools: fc.uniqueArray(fc.record({ category: fc.constantFrom('Easy', 'Hard'), take: fc.integer({ min: 1, max: 5 }) }), {
    selector: ({ category }) => category,
  }),
});

describe('EX2 a paper drawn for one candidate', () => {
  it('EX2 takes exactly n of each pool and every other question once, and is the same for the same seed', () => {
    fc.assert(
      fc.property(papers, rules, fc.string(), (questions, drawing, seed) => {
        const draw = drawPaper(questions, drawing, seed);
        expect(drawPaper(questions, drawing, seed)).toEqual(draw);
        expect(new Set(draw.questions).size).toBe(draw.questions.length);
        for (const category of [undefined, 'Easy', 'Hard', 'Essay']) {
          const of = (one: Question) => one.category === category && isAnswerable(one);
          const all = questions.filter(of);
          const take = drawing.pools.find((pool) => pool.category === category)?.take ?? all.length;
          const got = questions.filter((one) => of(one) && draw.questions.includes(one.id));
          expect(got).toHaveLength(Math.min(take, all.length));
        }
        // A text to read stays, in its place among the other texts.
        const texts = questions.filter((one) => !isAnswerable(one)).map(({ id }) => id);
        expect(draw.questions.filter((id) => texts.includes(id))).toEqual(texts);
        if (!drawing.shuffleQuestions)
          expect(draw.questions).toEqual(questions.map(({ id }) => id).filter((id) => draw.questions.includes(id)));
      }),
      { numRuns: 150 },
    );
  });

  it('EX2 gives each order and each selection its turn', () => {
    const three = paper(3, () => ({ category: 'Pool' }));
    const drawing = { ...ALL, pools: [{ category: 'Pool', take: 2 }] };
    const counts = Map.groupBy(seeds(600), (seed) => drawPaper(three, drawing, seed).questions.join());
    expect(counts.size).toBe(6);
    for (const [order, { length }] of counts) expect(length, order).toBeGreaterThan(60);
  });

  it('EX5 is drawn from more than can be tried out: no two of many seeds ever meet', () => {
    // Orders tell of the state they come from; where it has 32 bits, minutes of trying tell the order nobody may know.
    const firsts = Array.from({ length: 150_000 }, (_, number) => {
      const random = createSeededRandom(createHash('md5').update(String(number)).digest('base64').slice(0, 7));
      return `${random()} ${random()}`;
    });
    expect(new Set(firsts).size).toBe(150_000);
  });

  it('EX2 keeps questions between the texts that speak of them', () => {
    const questions = [
      ...paper(4, (place) => ({ id: `a${place}` })),
      question('description', { id: 'text' }),
      ...paper(4, (place) => ({ id: `b${place}` })),
    ];
    const orders = seeds(50).map((seed) => drawPaper(questions, ALL, seed).questions);
    for (const order of orders) expect(order.map((id) => (id === 'text' ? '-' : id[0])).join('')).toBe('aaaa-bbbb');
    expect(new Set(orders.map(String)).size).toBeGreaterThan(30);
  });

  it('EX2 mixes choices where the file does not want them as they are', () => {
    const mixes = (one: Question, drawing = ALL) =>
      new Set(seeds(40).map((seed) => JSON.stringify(toCandidateQuestion(one, drawPaper([one], drawing, seed).orders))));
    for (const type of ['single_choice', 'multiple_choice', 'matching', 'cloze'] as const) {
      expect(mixes(question(type)).size, type).toBeGreaterThan(3);
      expect(mixes(question(type, { keepOrder: true })).size, type).toBe(1);
      expect(mixes(question(type), UNDRAWN).size, type).toBe(1);
    }
    expect(isDrawn([question('single_choice')], UNDRAWN)).toBe(false);
  });
});

describe('EX5 the first order of what is to be put in order (security 15)', () => {
  const orderOf = (one: Question, seed: string): string[] => {
    const shown = toCandidateQuestion(one, drawPaper([one], UNDRAWN, seed).orders);
    return shown.type === 'ordering' ? shown.items.map(({ html }) => html) : [];
  };

  it('EX5 is mixed for each candidate, also where nothing else is, and tells nothing of the key', () => {
    const three = question('ordering', { items: ['c', 'a', 'b'].map((html, at) => ({ id: `i${at}`, text: html, html })) });
    const counts = Map.groupBy(seeds(600), (seed) => orderOf(three, seed).join(''));
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const [order, { length }] of counts) expect(length, order).toBeGreaterThan(60);
  });

  it('EX5 is never the answer itself where there are four things or more', () => {
    const four = question('ordering');
    const key = four.items.map(({ html }) => html).join();
    const orders = new Set(seeds(1_000).map((seed) => orderOf(four, seed).join()));
    expect(orders.has(key)).toBe(false);
    expect(orders.size).toBe(23);
  });

  it('EX5 is not told by ids: whatever the order of the file, the ids go with the words', () => {
    const words = ['alpha', 'beta', 'gamma', 'delta'];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: 4, maxLength: 4 }), (key) => {
        const items = key.map((html, place) => ({ id: `${place}`, text: html, html }));
        const silent = withSilentIds(question('ordering', { items }));
        expect(silent).toMatchObject({ items: key.map((html) => ({ html })) });
        const named = silent.type === 'ordering' ? silent.items.map(({ id, html }) => [html, id]).sort() : [];
        expect(named).toEqual([
          ['alpha', 'i1'],
          ['beta', 'i2'],
          ['delta', 'i3'],
          ['gamma', 'i4'],
        ]);
        expect(withSilentIds(silent)).toEqual(silent);
      }),
    );
  });

  it('EX5 nor is the right choice, or the partner of a stem, told by ids that count in the order of the key', () => {
    const words = ['alpha', 'beta', 'gamma', 'delta'];
    const idsByWord = (items: readonly { id: string; html: string }[]) => items.map(({ id, html }) => `${html} ${id}`).sort();
    const counted = ['alpha c1', 'beta c2', 'delta c3', 'gamma c4'];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: 4, maxLength: 4 }), (key) => {
        // As files and editors have it: what is right stands first, and the first stem belongs to the first choice.
        const choices = key.map((html, place) => ({ id: `c${place + 1}`, text: html, html }));
        const weighed = choices.map((one, place) => ({ ...one, weight: place === 0 ? 1 : 0 }));
        for (const type of ['single_choice', 'multiple_choice'] as const) {
          const silent = withSilentIds(question(type, { choices: weighed }));
          expect(silent).toMatchObject({ choices: key.map((html, place) => ({ html, weight: place === 0 ? 1 : 0 })) });
          expect('choices' in silent ? idsByWord(silent.choices) : []).toEqual(counted);
          expect(withSilentIds(silent)).toEqual(silent);
        }
        const gap = withSilentIds(question('cloze', { gaps: [{ id: 'g1', share: 1, kind: 'choice', choices: weighed }] }));
        expect(gap.type === 'cloze' && gap.gaps[0]?.kind === 'choice' ? idsByWord(gap.gaps[0].choices) : []).toEqual(counted);
        const stems = key.map((text, place) => ({ id: `s${place + 1}`, text, html: `of ${text}` }));
        const pairs = Object.fromEntries(stems.map(({ id }, place) => [id, `c${place + 1}`]));
        const matching = withSilentIds(question('matching', { stems, choices, pairs }));
        if (matching.type !== 'matching') throw new Error('not a matching question');
        expect(idsByWord(matching.choices)).toEqual(counted);
        for (const { id, text } of matching.stems)
          expect(matching.choices.find((choice) => choice.id === matching.pairs[id])?.html).toBe(text);
        expect(withSilentIds(matching)).toEqual(matching);
      }),
    );
  });
});

describe('EX2 pools', () => {
  const questions = [
    ...paper(3, (place) => ({ id: `e${place}`, category: 'Easy', points: 1 })),
    ...paper(2, (place) => ({ id: `h${place}`, category: 'Hard', points: place + 1 })),
    question('description', { id: 'text', category: 'Easy' }),
    question('essay', { id: 'free', points: 5 }),
  ];

  it('EX2 are refused with the reason where the exam cannot fill them', () => {
    const refusal = (pools: Drawing['pools']): unknown => {
      try {
        return checkPools(questions, pools);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal([{ category: 'Easy', take: 3 }])).toBeUndefined();
    expect(refusal([{ category: 'Easy', take: 4 }])).toContain('has 3 questions, not 4');
    expect(refusal([{ category: 'easy', take: 1 }])).toContain('no questions in the category "easy"');
    expect(refusal(Array(2).fill({ category: 'Easy', take: 1 }))).toContain('two pools');
  });

  it('EX2 count in what an exam is worth: the mean, where papers may differ', () => {
    expect(paperFigures(questions, [])).toEqual({ answerable: 6, points: 11 });
    const pools = [
      { category: 'Easy', take: 2 },
      { category: 'Hard', take: 1 },
    ];
    expect(paperFigures(questions, pools)).toEqual({ answerable: 4, points: 8.5 });
  });
});

it('EX2 draws from numbers that are spread evenly', () => {
  const random = createSeededRandom('bounds');
  const numbers = Array.from({ length: 2_000 }, random);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const tenths = Map.groupBy(numbers, (number) => Math.floor(number * 10));
  for (let tenth = 0; tenth < 10; tenth++) expect(tenths.get(tenth)?.length ?? 0, `${tenth}`).toBeGreaterThan(150);
});
