import { describe, expect, it } from 'vitest';
import {
  correct,
  declared,
  graded,
  itemXml,
  mapping,
  questionIn,
  reasonIn,
  rules,
  setScore,
  template,
  when,
} from '../../../support/qti-texts.ts';

describe('EX1 QTI typed answers earn what the file gives', () => {
  const typed = (baseType: string, inner: string, processing: string): string =>
    itemXml('<p>The answer is <textEntryInteraction responseIdentifier="RESPONSE"/> here.</p>', {
      declarations: declared(inner, { baseType }),
      processing,
    });

  it('EX1 heeds capitals where the mapping does, and keeps its shares', async () => {
    const question = await questionIn(
      typed('string', mapping({ York: 2, york: 1 }, 'defaultValue="0"'), template('map_response')),
      'short_answer',
    );
    expect(question.stem).toBe('<p>The answer is _____ here.</p>');
    expect([question.points, graded(question, 'York'), graded(question, 'york'), graded(question, 'YORK')]).toEqual([2, 2, 1, 0]);
  });

  it('EX1 does not where no entry does', async () => {
    const inner = '<mapping><mapEntry mapKey="York" mappedValue="1" caseSensitive="false"/></mapping>';
    const question = await questionIn(typed('string', inner, template('map_response')), 'short_answer');
    expect([question.caseSensitive, graded(question, 'yORK'), graded(question, 'Yorks')]).toEqual([false, 1, 0]);
  });

  it('EX1 leaves out a field where some entries heed capitals and some do not', async () => {
    const inner =
      '<mapping><mapEntry mapKey="York" mappedValue="1" caseSensitive="false"/><mapEntry mapKey="Bath" mappedValue="1" caseSensitive="true"/></mapping>';
    expect(await reasonIn(typed('string', inner, template('map_response')))).toMatch(/capitals/);
  });

  it.each([
    ['2.0', 'http://www.imsglobal.org/xsd/imsqti_v2p0', true],
    ['2.1', 'http://www.imsglobal.org/xsd/imsqti_v2p1', true],
    ['2.2', 'http://www.imsglobal.org/xsd/imsqti_v2p2', false],
    ['3.0', 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0', false],
    ['none', '', true],
  ])(
    'EX1 where a mapping does not say, capitals count as the schema of version %s has it',
    async (_version, schema, isHeeded) => {
      const text = typed('string', mapping({ York: 1, Bath: 0.5 }), template('map_response'));
      const question = await questionIn(text.replace('http://www.imsglobal.org/xsd/imsqti_v2p2', schema), 'short_answer');
      expect([graded(question, 'York'), graded(question, 'YORK'), graded(question, 'bath')]).toEqual(
        isHeeded ? [1, 0, 0] : [1, 1, 0.5],
      );
      const said = text
        .replace('mapKey="York"', `mapKey="York" caseSensitive="${!isHeeded}"`)
        .replace('<mapEntry mapKey="Bath" mappedValue="0.5"/>', '');
      const other = await questionIn(said.replace('http://www.imsglobal.org/xsd/imsqti_v2p2', schema), 'short_answer');
      expect(graded(other, 'YORK')).toBe(isHeeded ? 1 : 0);
    },
  );

  it('EX1 reads the names of version 3 with its default', async () => {
    const text = typed('string', mapping({ York: 1 }), template('map_response'))
      .replace('imsqti_v2p2', 'imsqtiasi_v3p0')
      .replace(/<mapEntry mapKey="York" mappedValue="1"\/>/, '<qti-map-entry map-key="York" mapped-value="1"/>');
    expect(graded(await questionIn(text, 'short_answer'), 'YORK')).toBe(1);
  });

  it('EX1 takes a star for a star', async () => {
    const question = await questionIn(typed('string', correct('a*b'), template('match_correct')), 'short_answer');
    expect([graded(question, 'a*b'), graded(question, 'axxb')]).toEqual([1, 0]);
  });

  it.each<[string, string, [string, number][]]>([
    [
      'exact',
      '<equal toleranceMode="exact">',
      [
        ['3.1', 1],
        ['3.1000001', 0],
      ],
    ],
    [
      'absolute',
      '<equal toleranceMode="absolute" tolerance="0.1 0.2">',
      [
        ['3', 1],
        ['2.99', 0],
        ['3.3', 1],
        ['3.31', 0],
      ],
    ],
    [
      'relative',
      '<equal toleranceMode="relative" tolerance="10">',
      [
        ['2.79', 1],
        ['2.78', 0],
        ['3.41', 1],
        ['3.42', 0],
      ],
    ],
    [
      'without its borders',
      '<equal toleranceMode="absolute" tolerance="0.1" includeLowerBound="false" includeUpperBound="false">',
      [
        ['3', 0],
        ['3.001', 1],
        ['3.2', 0],
        ['3.1', 1],
      ],
    ],
  ])('EX1 keeps a tolerance that is %s', async (_what, open, expected) => {
    const condition = `${open}<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>`;
    const question = await questionIn(
      typed('float', correct('3.1'), rules(`<responseCondition>${when(condition, '1')}</responseCondition>`)),
      'numerical',
    );
    expect(expected.map(([answer]) => [answer, graded(question, answer)])).toEqual(expected);
  });

  it('EX1 names the middle of a tolerance as its value', async () => {
    const condition =
      '<equal toleranceMode="absolute" tolerance="0.05"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>';
    const question = await questionIn(
      typed('float', correct('9.81'), rules(`<responseCondition>${when(condition, '1')}</responseCondition>`)),
      'numerical',
    );
    expect(question.accepted).toEqual([{ match: { kind: 'within', value: 9.81, tolerance: 0.05 }, weight: 1 }]);
  });

  it('EX1 numbers between borders earn what comparing gives', async () => {
    const between = (operator: string, value: string) =>
      `<${operator}><variable identifier="RESPONSE"/><baseValue baseType="float">${value}</baseValue></${operator}>`;
    const file = typed(
      'float',
      '',
      rules(
        `<responseCondition>${when(`<and>${between('gt', '2')}${between('lte', '4')}</and>`, '2')}<responseElseIf><and>${between('gte', '0')}${between('lt', '10')}</and>${setScore('1')}</responseElseIf></responseCondition>`,
      ),
    );
    const question = await questionIn(file, 'numerical');
    const points = ['-0.5', '0', '2', '2.0001', '4', '4.0001', '9.9999', '10', 'x'].map((answer) => graded(question, answer));
    expect(points).toEqual([0, 1, 1, 2, 2, 1, 1, 0, 0]);
  });

  it.each([
    [
      'computing with the answer',
      typed(
        'float',
        correct('4'),
        rules(
          `<responseCondition>${when('<equal toleranceMode="exact"><product><variable identifier="RESPONSE"/><baseValue baseType="float">2</baseValue></product><baseValue baseType="float">8</baseValue></equal>', '1')}</responseCondition>`,
        ),
      ),
      /computes with what the candidate typed/,
    ],
    [
      'rounding it',
      typed(
        'float',
        correct('4'),
        rules(
          `<responseCondition>${when('<equalRounded figures="2"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equalRounded>', '1')}</responseCondition>`,
        ),
      ),
      /equalRounded/,
    ],
    [
      'a part of a text',
      typed(
        'string',
        correct('king'),
        rules(
          `<responseCondition>${when('<substring caseSensitive="false"><baseValue baseType="string">king</baseValue><variable identifier="RESPONSE"/></substring>', '1')}</responseCondition>`,
        ),
      ),
      /substring/,
    ],
    [
      'a pattern',
      typed(
        'string',
        correct('king'),
        rules(
          `<responseCondition>${when('<patternMatch pattern="k.*"><variable identifier="RESPONSE"/></patternMatch>', '1')}</responseCondition>`,
        ),
      ),
      /patternMatch/,
    ],
    [
      'a number without an end',
      typed(
        'float',
        correct('1'),
        rules(
          `<responseCondition>${when('<gt><variable identifier="RESPONSE"/><baseValue baseType="float">0</baseValue></gt>', '1')}</responseCondition>`,
        ),
      ),
      /without a bound/,
    ],
  ])('EX1 leaves out, with the reason: %s', async (_what, file, reason) => {
    expect(await reasonIn(file)).toMatch(reason);
  });

  it('EX1 a slider becomes a number only with each step as the file scores it', async () => {
    const slider = (upper: number) =>
      itemXml(
        `<sliderInteraction responseIdentifier="RESPONSE" lowerBound="0" upperBound="${upper}" step="5"><prompt>How much?</prompt></sliderInteraction>`,
        {
          declarations: declared(mapping({ 10: 1, 15: 0.5 }), { baseType: 'integer' }),
          processing: template('map_response'),
        },
      );
    const question = await questionIn(slider(100), 'numerical');
    expect(['5', '10', '12', '15'].map((answer) => graded(question, answer))).toEqual([0, 1, 0, 0.5]);
    expect(question.stemHtml).toContain('[0 … 100]');
    expect(await reasonIn(slider(10_000))).toMatch(/slider/);
  });
});
