import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportedExam } from '../../src/main/exchange/imported-exam.ts';
import { importQti } from '../../src/main/exchange/qti/import-qti.ts';
import { Question } from '../../src/shared/model/question.ts';
import { QTI_EXPECTED } from './support/qti-expected.ts';
import { type QtiRow, qtiFiles, qtiTable } from './support/qti-table.ts';

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folder = resolve('../shared/data/qti');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('QTI corpus: ../shared/data/qti is not on this machine, its tests are skipped');

const read = (file: string): Promise<ImportedExam> => importQti(readFileSync(resolve(folder, file)), { filename: file });
const only = async (file: string): Promise<Question> => {
  const { questions } = await read(file);
  if (questions.length !== 1 || !questions[0]) throw new Error(`${questions.length} questions`);
  return questions[0];
};
const key = (question: Question | undefined): unknown => {
  switch (question?.type) {
    case 'single_choice':
    case 'multiple_choice':
      return question.choices.map(({ html, weight }) => [html.replace(/<\/?p>/g, ''), Math.round(weight * 1000) / 1000]);
    case 'true_false':
      return question.answer;
    case 'short_answer':
      return [question.caseSensitive, ...question.accepted.map(({ text, weight }) => [text, weight])];
    case 'numerical':
      return question.accepted.map(({ match, weight }) => [match, weight]);
    case 'matching':
      return question.stems.map(({ id, html }) => [
        html,
        question.choices.find((choice) => choice.id === question.pairs[id])?.html,
      ]);
    case 'ordering':
      return [question.scoring, ...question.items.map(({ html }) => html)];
    case 'cloze':
      return question.gaps.map((gap) =>
        'choices' in gap ? gap.choices.map(({ html, weight }) => [html, weight]) : gap.accepted,
      );
    case 'essay':
    case 'description':
    case undefined:
      return undefined;
  }
};

describe.skipIf(isAbsent)('EX1 QTI corpus', () => {
  let rows: QtiRow[] = [];
  beforeAll(async () => {
    rows = await qtiTable(folder);
  });

  it('EX1 every file is as a person reads it: counts by type, each item left out by identifier, type and reason', () => {
    expect(rows.flatMap(({ file, unexplained }) => unexplained.map((difference) => `${file}: ${difference}`))).toEqual([]);
    expect(qtiFiles(folder)).toEqual(Object.keys(QTI_EXPECTED).sort());
  });

  it('EX1 every question of every file is one the room knows', async () => {
    for (const { file } of rows.filter(({ refused }) => refused === undefined)) {
      const { questions } = await read(file);
      for (const question of questions) expect(Question.safeParse(question).error, `${file} ${question.name}`).toBeUndefined();
    }
  });

  it('EX1 keeps the keys and points of version 2 and 3', async () => {
    const cases: [string, number, unknown][] = [
      [
        'items-2.1/choice.xml',
        1,
        [
          ['You must stay with your luggage at all times.', 1],
          ['Do not let someone else look after your luggage.', 0],
          ['Remember your luggage when you leave.', 0],
        ],
      ],
      ['items-2.1/essay.xml', 25, undefined],
      ['items-2.1/order.xml', 1, ['all', 'Michael Schumacher', 'Rubens Barrichello', 'Jenson Button']],
      ['items-2.1/text_entry.xml', 1, [true, ['York', 1], ['york', 0.5]]],
      [
        'items-2.2/Example02-feedbackInline.xml',
        10,
        [
          ['True', 1],
          ['False', 0],
        ],
      ],
      [
        'items-2.2/choice_aria.xml',
        1,
        [
          ['90', 1],
          ['37', 0],
          ['58', 0],
          ['None of the above.', 0],
        ],
      ],
      [
        'items-2.2/choice_multiple.xml',
        2,
        [
          ['Hydrogen', 0.5],
          ['Helium', -1],
          ['Carbon', -1],
          ['Oxygen', 0.5],
          ['Nitrogen', -1],
          ['Chlorine', -0.5],
        ],
      ],
      [
        'items-2.2/choice_true_false.xml',
        1,
        [
          ['True', 1],
          ['False', 0],
        ],
      ],
      ['items-2.2/extended_text.xml', 1, undefined],
      [
        'items-2.2/inline_choice.xml',
        1,
        [
          [
            ['Gloucester', 0],
            ['Lancaster', 0],
            ['York', 1],
          ],
        ],
      ],
      [
        'items-2.2/math.xml',
        1,
        [
          ['Einstein', 1],
          ['Gallileo', 0],
          ['Hawking', 0],
          ['Newton', 0],
        ],
      ],
      [
        'items-2.2/slider.xml',
        1,
        [12, 13, 14, 15, 16, 17, 18, 19, 20].map((value) => [
          { kind: 'within', value, tolerance: 0 },
          value > 13 && value < 19 ? 1 : 0.5,
        ]),
      ],
      [
        'items-3.0/aqti_tmh_sample_1.xml',
        1,
        [
          ['About 200', 1],
          ['About 100', 0],
          ['About 50', 0],
        ],
      ],
      [
        'items-3.0/pie-choice-multiple.xml',
        1,
        [
          ['Python', 0.5],
          ['HTML', 0],
          ['JavaScript', 0.5],
          ['CSS', 0],
        ],
      ],
      [
        'items-3.0/pie-choice-single.xml',
        1,
        [
          ['London', 0],
          ['Berlin', 0],
          ['Paris', 1],
          ['Madrid', 0],
        ],
      ],
      [
        'items-3.0/pie-order.xml',
        1,
        ['all', 'Boil water', 'Place tea bag in cup', 'Pour hot water over tea bag', 'Let steep for 3-5 minutes'],
      ],
    ];
    for (const [file, points, expected] of cases) {
      const question = await only(file);
      expect([file, question.points, key(question)]).toEqual([file, points, expected]);
    }
  });

  it('EX1 keeps stems: the text around a field, formulas, feedback with its choice', async () => {
    expect((await only('items-2.2/text_entry.xml')).stemHtml).toContain('Made glorious summer by this sun of _____;');
    expect((await only('items-2.2/math.xml')).stemHtml).toContain('the equation \\(E=mc^{2}\\) ?');
    expect((await only('items-2.2/inline_choice.xml')).stemHtml).toContain('sun of <span data-gap="g1"></span>;');
    expect((await only('items-2.2/nested_object.xml')).stemHtml).toContain('Here is a postcard of my town.');
    expect((await only('items-3.0/aqti_tmh_sample_2.xml')).stemHtml).toContain('house on Maple Dr. is a 2 kilometre walk');
    const feedback = await only('items-2.2/Example02-feedbackInline.xml');
    expect(feedback).toMatchObject({ choices: [{ feedback: { html: "That's correct" } }, { feedback: {} }] });
    expect(await only('items-2.2/choice_fixed.xml')).toMatchObject({
      keepOrder: true,
      idNumber: 'choice',
      name: 'Unattended Luggage',
    });
    expect((await only('items-2.2/choice_multiple_rtl.xml')).stemHtml).toContain('dir="rtl"');
  });

  it('EX1 keeps the keys and points of Canvas', async () => {
    const { questions, title } = await read('packages/canvas_cartridge.imscc');
    expect(title).toBe('canvas_cartridge');
    expect(questions.map(({ points }) => points)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(questions.map(key)).toEqual([
      [
        ['C', 1],
        ['A', 0],
        ['B', 0],
        ['D', 0],
      ],
      true,
      [false, ['Blank', 1]],
      [[expect.objectContaining({ text: 'Multiple', weight: 1 })], [expect.objectContaining({ text: 'Blanks', weight: 1 })]],
      [
        ['A', 0.333],
        ['B', 0.333],
        ['C', 0.333],
        ['D', 0],
        ['E', 0],
        ['F', 0],
      ],
      [
        [
          ['C', 1],
          ['D', 0],
        ],
      ],
      [
        ['A', '1'],
        ['B', '2'],
      ],
      [
        [{ kind: 'within', value: 0, tolerance: 0 }, 1],
        [{ kind: 'within', value: 42, tolerance: 0.5 }, 1],
      ],
      undefined,
      undefined,
    ]);
    expect(questions[4]).toMatchObject({ type: 'multiple_choice', scoring: 'all' });
    const simple = await read('canvas-1.2-all-simple.xml');
    expect(key(simple.questions.find(({ type }) => type === 'matching'))).toEqual([
      ['A', '1'],
      ['A', '1'],
      ['B', '2'],
      ['A', '1'],
      ['B', '2'],
    ]);
    expect(key(await only('canvas-1.2-items/numeric_margin_error.xml'))).toEqual([
      [{ kind: 'within', value: 77, tolerance: 7 }, 1],
    ]);
    expect((await read('canvas-1.2-items/numeric_exact_match.xml')).questions.map(key)).toEqual([
      [[{ kind: 'within', value: 1234, tolerance: 0 }, 1]],
      [1111, 1234, 4321].map((value) => [{ kind: 'within', value, tolerance: 0 }, 1]),
    ]);
    expect(await only('canvas-1.2-items/true_false.xml')).toMatchObject({ answer: false, points: 10 });
    expect((await read('canvas-1.2-items/choice.xml')).questions.map(({ points }) => points)).toEqual([10, 10, 1]);
    expect(await only('canvas-1.2-items/matching.xml')).toMatchObject({
      points: 1,
      choices: [{ html: 'A distractor answer.' }, {}, {}],
    });
  });

  it('EX1 keeps the keys of a Blackboard pool', async () => {
    const { questions } = await read('blackboard/moodle-sample_blackboard_pool.dat');
    expect(questions.map(key)).toEqual([
      true,
      ['red', 'yellow', 'blue'].map((word) => [`<span>${word}</span>`, word === 'yellow' ? 1 : 0]),
      ['yellow', 'red', 'off-beige', 'blue'].map((word, index) => [`<span>${word}</span>`, index % 2 === 0 ? 0.5 : 0]),
      [
        ['frog', 'amphibian'],
        ['cat', 'mammal'],
        ['newt', 'amphibian'],
      ],
      undefined,
      [false, ['frog', 1]],
    ]);
    expect(questions[4]).toMatchObject({ graderInfo: { text: expect.stringContaining('informations for graders') } });
  });

  it('EX1 pictures of packages come along, the same bytes under the same name', async () => {
    const picture = readFileSync(resolve(folder, 'items-2.2/images/sign.png'));
    const sha256 = createHash('sha256').update(picture).digest('hex');
    for (const file of ['packages/imsqti_2.2_one_item.zip', 'packages/test_qti_2.2.zip']) {
      const { media, questions } = await read(file);
      expect(media?.map((one) => [one.sha256, one.mediaType, Buffer.from(one.bytes).equals(picture)])).toEqual([
        [sha256, 'image/png', true],
      ]);
      expect(questions.some(({ stemHtml }) => stemHtml.includes(`src="media:${sha256}"`))).toBe(true);
    }
  });

  it('EX1 a test keeps its order and sections, and says what the room does otherwise', async () => {
    const { questions, report } = await read('packages/test_qti_2.2.zip');
    expect(questions.map(({ idNumber, points, category }) => [idNumber, points, category])).toEqual([
      ['multiple-answer', 2, 'Section 1'],
      ['choice', 1, 'Section 1'],
      ['Example01-modalFeedback', 10, 'Section 1'],
      ['essay', 25, 'Section 1'],
    ]);
    expect(report.warnings).toEqual(['The test has feedback on its whole result, which is not kept.']);
    const drawn = await read('packages/feedbackTest_2.2.zip');
    expect(drawn.report.warnings.filter((warning) => warning.includes('draws 3'))).toHaveLength(2);
  });
});
