import { describe, expect, it } from 'vitest';
import {
  choices,
  correct,
  declared,
  graded,
  imported,
  itemXml,
  mapping,
  questionIn,
  reasonIn,
  rules,
  template,
} from '../../../support/qti-texts.ts';

describe('EX1 QTI orders, matches and gaps earn what the file gives', () => {
  it('EX1 an order is all or nothing under match_correct', async () => {
    const file = itemXml(
      `<orderInteraction responseIdentifier="RESPONSE" shuffle="true">${choices(['A', 'B', 'C'])}</orderInteraction>`,
      {
        declarations: declared(correct('C', 'A', 'B'), { cardinality: 'ordered' }),
        processing: template('match_correct'),
      },
    );
    const question = await questionIn(file, 'ordering');
    expect(question.items.map(({ text }) => text)).toEqual(['Choice C', 'Choice A', 'Choice B']);
    expect([graded(question, ['i1', 'i2', 'i3']), graded(question, ['i2', 'i1', 'i3'])]).toEqual([1, 0]);
  });

  it('EX1 leaves out an order of some of its choices', async () => {
    const file = itemXml(`<orderInteraction responseIdentifier="RESPONSE">${choices(['A', 'B', 'C'])}</orderInteraction>`, {
      declarations: declared(correct('C', 'A'), { cardinality: 'ordered' }),
      processing: template('match_correct'),
    });
    expect(await reasonIn(file)).toMatch(/each of its choices once/);
  });

  const match = (inner: string, processing: string, left = ['A', 'B'], right = ['X', 'Y', 'Z'], max = ['1', '0']): string => {
    const set = (ids: readonly string[], most: string) =>
      `<simpleMatchSet>${ids.map((id) => `<simpleAssociableChoice identifier="${id}" matchMax="${most}">Choice ${id}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`;
    return itemXml(
      `<matchInteraction responseIdentifier="RESPONSE" maxAssociations="0">${set(left, max[0] ?? '1')}${set(right, max[1] ?? '1')}</matchInteraction>`,
      {
        declarations: declared(inner, { cardinality: 'multiple', baseType: 'directedPair' }),
        processing,
      },
    );
  };
  const idsOf = (items: readonly { id: string; text: string }[]) =>
    Object.fromEntries(items.map(({ id, text }) => [text.at(-1) ?? '', id]));

  it('EX1 a match under a mapping counts each pair, under match_correct all together', async () => {
    const each = await questionIn(
      match(mapping({ 'A X': 1, 'B  Y': 1 }, 'defaultValue="0"'), template('map_response')),
      'matching',
    );
    const [stems, targets] = [idsOf(each.stems), idsOf(each.choices)];
    const answer = (pairs: Record<string, string>) =>
      Object.fromEntries(Object.entries(pairs).map(([stem, target]) => [stems[stem] ?? '', targets[target] ?? '']));
    expect([graded(each, answer({ A: 'X', B: 'Y' })), graded(each, answer({ A: 'X', B: 'Z' }))]).toEqual([2, 1]);
    const whole = await questionIn(match(correct('A X', 'B Y'), template('match_correct')), 'matching');
    expect(whole.scoring).toBe('all');
    expect([
      graded(whole, answer({ A: 'X', B: 'Y' })),
      graded(whole, answer({ A: 'X', B: 'Z' })),
      graded(whole, answer({ A: 'X' })),
    ]).toEqual([1, 0, 0]);
  });

  it('EX1 asks from the side whose choices are used once', async () => {
    const question = await questionIn(
      match(correct('A X', 'A Y', 'B Z'), template('match_correct'), ['A', 'B'], ['X', 'Y', 'Z'], ['0', '1']),
      'matching',
    );
    expect(question.stems.map(({ text }) => text)).toEqual(['Choice X', 'Choice Y', 'Choice Z']);
    expect(question.choices.map(({ text }) => text)).toEqual(['Choice A', 'Choice B']);
  });

  it('EX1 pairs of different worth, or of some worth, become rows with lists that earn what each pair earns', async () => {
    const file = match(mapping({ 'A X': 2, 'B Y': 1, 'A Y': 0.5 }), template('map_response'));
    const question = await questionIn(file, 'cloze');
    expect(question.stemHtml).toMatch(/Choice A <span data-gap="g1"><\/span><\/div><div>Choice B <span data-gap="g2">/);
    expect([
      graded(question, { g1: 'c1', g2: 'c2' }),
      graded(question, { g1: 'c2', g2: 'c2' }),
      graded(question, { g1: 'c1', g2: 'c1' }),
      graded(question, {}),
    ]).toEqual([3, 1.5, 2, 0]);
    const others: Record<string, number>[] = [
      { 'A X': 2, 'B Y': 1 },
      { 'A X': 1, 'A Y': 0.5, 'B Y': 1 },
    ];
    for (const mapped of others) {
      const { questions, report } = await imported(match(mapping(mapped), template('map_response')));
      expect([questions[0]?.type, ...report.warnings]).toEqual(['cloze', expect.stringContaining('it became a text with lists')]);
    }
  });

  it.each([
    [
      'a wrong pair that costs another',
      match(mapping({ 'A X': 1, 'B Y': 1 }, 'defaultValue="-1" lowerBound="0"'), template('map_response')),
      /depend on one another/,
    ],
    ['one with two matches', match(correct('A X', 'A Y', 'B X'), template('match_correct')), /exactly one/],
  ])('EX1 leaves out, with the reason: %s', async (_what, file, reason) => {
    expect(await reasonIn(file)).toMatch(reason);
  });

  const inline = (id: string, ids: readonly string[]) =>
    `<inlineChoiceInteraction responseIdentifier="${id}">${choices(ids, 'inlineChoice')}</inlineChoiceInteraction>`;
  const twoGaps = (processing: string) =>
    itemXml(`<p>One ${inline('R1', ['A', 'B'])} and <textEntryInteraction responseIdentifier="R2"/>.</p>`, {
      declarations: declared(correct('B'), { id: 'R1' }) + declared(correct('four'), { id: 'R2', baseType: 'string' }),
      processing,
    });
  const isCorrect = (id: string) => `<match><variable identifier="${id}"/><correct identifier="${id}"/></match>`;
  const setTo = (id: string, value: string, condition: string) =>
    `<responseCondition><responseIf>${condition}<setOutcomeValue identifier="${id}"><baseValue baseType="float">${value}</baseValue></setOutcomeValue></responseIf></responseCondition>`;
  const add = (value: string, condition: string) =>
    `<responseCondition><responseIf>${condition}<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">${value}</baseValue></sum></setOutcomeValue></responseIf></responseCondition>`;

  it('EX1 gaps that add up become one cloze with their shares, in their places', async () => {
    const question = await questionIn(twoGaps(rules(add('1', isCorrect('R1')), add('3', isCorrect('R2')))), 'cloze');
    expect(question.stemHtml).toBe('<p>One <span data-gap="g1"></span> and <span data-gap="g2"></span>.</p>');
    expect([
      question.points,
      question.scoring,
      graded(question, { g1: 'c2' }),
      graded(question, { g1: 'c1', g2: 'four' }),
    ]).toEqual([4, undefined, 1, 3]);
  });

  it('EX1 gaps that count only together are all or nothing', async () => {
    const question = await questionIn(
      twoGaps(rules(setTo('SCORE', '2', `<and>${isCorrect('R1')}${isCorrect('R2')}</and>`))),
      'cloze',
    );
    expect([question.scoring, graded(question, { g1: 'c2' }), graded(question, { g1: 'c2', g2: 'four' })]).toEqual(['all', 0, 2]);
  });

  it('EX1 leaves out gaps that depend on one another', async () => {
    const file = twoGaps(rules(add('1', isCorrect('R1')), add('1', `<and>${isCorrect('R1')}${isCorrect('R2')}</and>`)));
    expect(await reasonIn(file)).toMatch(/depend on one another/);
  });

  it.each([
    [
      'one answer compared with another',
      twoGaps(rules(setTo('SCORE', '1', '<match><variable identifier="R1"/><variable identifier="R2"/></match>'))),
      /one answer of the candidate with another/,
    ],
    [
      'two interactions of one response',
      twoGaps(template('match_correct')).replace('responseIdentifier="R2"', 'responseIdentifier="R1"'),
      /the same response/,
    ],
    [
      'an interaction that shows after an answer',
      twoGaps(template('match_correct'))
        .replace('<p>', '<feedbackBlock outcomeIdentifier="FB" identifier="x" showHide="show"><p>')
        .replace('</p>', '</p></feedbackBlock>'),
      /only after an answer/,
    ],
    [
      'an order beside a gap',
      twoGaps(template('match_correct')).replace(
        '<p>',
        `<orderInteraction responseIdentifier="R3">${choices(['A', 'B'])}</orderInteraction><p>`,
      ),
      /orderInteraction cannot be a gap/,
    ],
    [
      'a list of pictures in a gap',
      twoGaps(rules(add('1', isCorrect('R1')), add('3', isCorrect('R2')))).replace(
        'Choice A',
        '<img src="data:image/png;base64,AAAA" alt="a"/>',
      ),
      /pictures or sounds/,
    ],
  ])('EX1 leaves out, with the reason: %s', async (_what, file, reason) => {
    expect(await reasonIn(file)).toMatch(reason);
  });

  it('EX1 words to place become gaps with a list, where each place counts for itself', async () => {
    const gaps = (attributes: string) =>
      itemXml(
        `<gapMatchInteraction responseIdentifier="RESPONSE"><prompt>Fill in.</prompt><gapText identifier="W" matchMax="1">winter</gapText><gapText identifier="S" matchMax="1">summer</gapText><p>Now is the <gap identifier="G1"/>, made <gap identifier="G2"/>.</p></gapMatchInteraction>`,
        {
          declarations: declared(mapping({ 'W G1': 1, 'S G2': 2 }, attributes), {
            cardinality: 'multiple',
            baseType: 'directedPair',
          }),
          processing: template('map_response'),
        },
      );
    const question = await questionIn(gaps('defaultValue="0"'), 'cloze');
    expect(question.stemHtml).toBe(
      '<div>Fill in.</div><p>Now is the <span data-gap="g1"></span>, made <span data-gap="g2"></span>.</p>',
    );
    expect([
      graded(question, { g1: 'c1' }),
      graded(question, { g1: 'c2', g2: 'c2' }),
      graded(question, { g1: 'c1', g2: 'c2' }),
    ]).toEqual([1, 2, 3]);
    expect(await reasonIn(gaps('defaultValue="-1" lowerBound="0"'))).toMatch(/depend on one another/);
  });
});
