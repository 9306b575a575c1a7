import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choices,
  correct,
  declared,
  graded,
  isValue,
  itemXml,
  mapping,
  questionIn,
  reasonIn,
  rules,
  setScore,
  template,
  when,
} from '../../../support/qti-texts.ts';

const choiceItem = (
  cardinality: string,
  inner: string,
  processing: string,
  { ids = ['A', 'B', 'C', 'D'], attributes = '' } = {},
): string =>
  itemXml(
    `<choiceInteraction responseIdentifier="RESPONSE" ${attributes}><prompt>Which?</prompt>${choices(ids)}</choiceInteraction>`,
    {
      declarations: declared(inner, { cardinality }),
      processing,
    },
  );

const pick = (letters: string): string[] => [...letters].map((letter) => `c${'ABCDEFGHIJKLMNOP'.indexOf(letter) + 1}`);

describe('EX1 QTI choices earn what the file gives', () => {
  it('EX1 match_correct gives one choice all of one point, by any version of its address', async () => {
    for (const address of [
      'http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct',
      'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml',
    ]) {
      const question = await questionIn(
        choiceItem('single', correct('B'), `<responseProcessing template="${address}"/>`),
        'single_choice',
      );
      expect(['A', 'B', 'C', 'D'].map((letter) => graded(question, pick(letter)[0] ?? null))).toEqual([0, 1, 0, 0]);
    }
  });

  it('EX1 a mapping gives one choice its own points, below nothing too', async () => {
    const file = choiceItem('single', mapping({ A: 4, B: 1, C: -2 }, 'defaultValue="0"'), template('map_response'));
    const question = await questionIn(file, 'single_choice');
    expect(question.points).toBe(4);
    expect(question.choices.map(({ weight }) => weight)).toEqual([1, 0.25, -0.5, 0]);
  });

  it('EX1 rules written by hand decide as they run, the first that fits', async () => {
    const file = choiceItem(
      'single',
      correct('A'),
      rules(
        `<responseCondition>${when(isValue('A'), '3')}<responseElseIf><or>${isValue('B')}${isValue('C')}</or>${setScore('1.5')}</responseElseIf><responseElse>${setScore('0')}</responseElse></responseCondition>`,
      ),
    );
    const question = await questionIn(file, 'single_choice');
    expect([question.points, ...question.choices.map(({ weight }) => weight)]).toEqual([3, 1, 0.5, 0.5, 0]);
  });

  it('EX1 without any rule the correct response is the key, worth what the item declares', async () => {
    const file = choiceItem('single', correct('C'), '').replace('baseType="float"/>', 'baseType="float" normalMaximum="7"/>');
    const question = await questionIn(file, 'single_choice');
    expect([question.points, question.choices[2]?.weight]).toEqual([7, 1]);
  });

  it('EX1 a key that stands only in the rules is found there, and so is a second one that many combinations would hide', async () => {
    const ids = [...'ABCDEFGHIJKLMN'];
    const set = (letters: string, name: string) =>
      `<${name}><match><variable identifier="RESPONSE"/><multiple>${[...letters].map((id) => `<baseValue baseType="identifier">${id}</baseValue>`).join('')}</multiple></match>${setScore('2')}</${name}>`;
    const file = (inner: string, ...ways: string[]) =>
      choiceItem('multiple', inner, rules(`<responseCondition>${ways.join('')}</responseCondition>`), {
        ids,
        attributes: 'maxChoices="0"',
      });
    const question = await questionIn(file('', set('ACEGI', 'responseIf')), 'multiple_choice');
    expect([graded(question, pick('ACEGI')), graded(question, pick('ACEG')), graded(question, pick('ACEGIK'))]).toEqual([
      2, 0, 0,
    ]);
    const two = [set('ACEGI', 'responseIf'), set('BDFHJL', 'responseElseIf')];
    for (const inner of ['', correct('A', 'C', 'E', 'G', 'I')])
      expect(await reasonIn(file(inner, ...two))).toContain('a rule of their own');
  });

  it('EX1 match_correct for several is all or nothing', async () => {
    const question = await questionIn(
      choiceItem('multiple', correct('A', 'C'), template('match_correct'), { attributes: 'maxChoices="0"' }),
      'multiple_choice',
    );
    expect(question.scoring).toBe('all');
    expect([graded(question, pick('AC')), graded(question, pick('A')), graded(question, pick('ABC'))]).toEqual([1, 0, 0]);
  });

  it('EX1 every selection under a mapping earns what the mapping gives, bounded as the file says', async () => {
    const value = fc.integer({ min: -3, max: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(value, { minLength: 2, maxLength: 5 }),
        fc.option(fc.integer({ min: 1, max: 6 })),
        fc.integer({ min: -2, max: 0 }),
        async (values, upper, other) => {
          const ids = [...'ABCDE'.slice(0, values.length)];
          const entries = Object.fromEntries(ids.flatMap((id, index) => (values[index] === 0 ? [] : [[id, values[index] ?? 0]])));
          const bound = upper === null ? '' : `upperBound="${upper}"`;
          const file = choiceItem(
            'multiple',
            mapping(entries, `lowerBound="0" ${bound} defaultValue="${other}"`),
            template('map_response'),
            { ids, attributes: 'maxChoices="0"' },
          );
          const outcome = await questionIn(file, 'multiple_choice').catch(() => undefined);
          // Left out is fine; wrongly graded is not.
          if (!outcome) return;
          for (let flags = 1; flags < 2 ** ids.length; flags += 1) {
            const picked = ids.filter((_, index) => flags & (1 << index));
            const total = picked.reduce((sum, id) => sum + (entries[id] ?? other), 0);
            const scored = Math.max(0, Math.min(upper ?? Number.POSITIVE_INFINITY, total));
            expect(graded(outcome, pick(picked.join('')))).toBeCloseTo(scored, 6);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('EX1 of a mapping whose sum says everything, nothing is left out', async () => {
    const file = choiceItem('multiple', mapping({ A: 1, B: 1, C: -1, D: -2 }, 'lowerBound="0"'), template('map_response'), {
      attributes: 'maxChoices="0"',
    });
    const question = await questionIn(file, 'multiple_choice');
    expect(question.choices.map(({ weight }) => weight)).toEqual([0.5, 0.5, -0.5, -1]);
  });

  it('EX1 leaves out what would let a candidate win by picking everything', async () => {
    const file = choiceItem('multiple', mapping({ A: 1, B: 1 }, 'defaultValue="0"'), template('map_response'), {
      attributes: 'maxChoices="2"',
    });
    expect(await reasonIn(file)).toMatch(/at most 2 choices/);
  });

  it.each([
    [
      'a rule of its own for several',
      choiceItem(
        'multiple',
        correct('A'),
        rules(
          `<responseCondition>${when('<gte><containerSize><variable identifier="RESPONSE"/></containerSize><baseValue baseType="integer">2</baseValue></gte>', '1')}</responseCondition>`,
        ),
      ),
      /no answer earns a point/,
    ],
    ['points without an answer', choiceItem('single', correct('A'), rules(setScore('1'))), /no answer at all/],
    [
      'an operator nobody here knows',
      choiceItem(
        'single',
        correct('A'),
        rules(
          `<setOutcomeValue identifier="SCORE"><customOperator><variable identifier="RESPONSE"/></customOperator></setOutcomeValue>`,
        ),
      ),
      /customOperator/,
    ],
    [
      'chance',
      choiceItem(
        'single',
        correct('A'),
        rules(`<setOutcomeValue identifier="SCORE"><randomInteger min="0" max="1"/></setOutcomeValue>`),
      ),
      /randomInteger/,
    ],
    [
      'how often the candidate tried',
      choiceItem(
        'single',
        correct('A'),
        rules(
          `<responseCondition>${when('<lt><variable identifier="numAttempts"/><baseValue baseType="integer">2</baseValue></lt>', '1')}</responseCondition>`,
        ),
      ),
      /how often/,
    ],
    [
      'an unknown template',
      choiceItem('single', correct('A'), '<responseProcessing template="http://example.org/own_rules"/>'),
      /own_rules/,
    ],
    ['no key at all', choiceItem('single', '', template('match_correct')), /correct response of RESPONSE is missing/],
    ['no points for anybody', choiceItem('single', correct('A'), rules(setScore('0'))), /no answer earns a point/],
    ['a record', choiceItem('record', correct('A'), template('match_correct')), /record/],
    [
      'an undeclared response',
      itemXml(`<choiceInteraction responseIdentifier="OTHER">${choices(['A'])}</choiceInteraction>`, {
        declarations: declared(correct('A')),
      }),
      /not declared/,
    ],
    [
      'a key outside the choices',
      choiceItem('multiple', correct('Z'), template('match_correct')),
      /names a choice it does not have/,
    ],
    [
      'two choices of one name',
      choiceItem('single', correct('A'), template('match_correct'), { ids: ['A', 'A'] }),
      /same identifier/,
    ],
    [
      'a response without an interaction',
      itemXml('<p>Nothing to answer.</p>', { declarations: declared(correct('A')) }),
      /no interaction/,
    ],
    [
      'an adaptive item',
      choiceItem('single', correct('A'), template('match_correct')).replace('title=', 'adaptive="true" title='),
      /adaptive/,
    ],
    [
      'a computed item',
      choiceItem('single', correct('A'), template('match_correct')).replace(
        '<outcomeDeclaration',
        '<templateDeclaration identifier="X"/><outcomeDeclaration',
      ),
      /computed anew/,
    ],
  ])('EX1 leaves out, with the reason: %s', async (_what, file, reason) => {
    expect(await reasonIn(file)).toMatch(reason);
  });

  it('EX1 a feedback that cannot be worked out costs no question whose points are clear', async () => {
    const file = choiceItem(
      'single',
      correct('A'),
      rules(
        `<responseCondition>${when(isValue('A'), '1')}</responseCondition>`,
        '<setOutcomeValue identifier="FB"><random><multiple><baseValue baseType="identifier">x</baseValue></multiple></random></setOutcomeValue>',
        '<responseCondition><responseIf><customOperator/><setOutcomeValue identifier="FB"><baseValue baseType="identifier">y</baseValue></setOutcomeValue></responseIf></responseCondition>',
      ),
    );
    expect((await questionIn(file, 'single_choice')).points).toBe(1);
  });
});
