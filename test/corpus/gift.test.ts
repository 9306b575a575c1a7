import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importGift } from '../../src/main/exchange/gift/import-gift.ts';
import type { ImportedExam } from '../../src/main/exchange/imported-exam.ts';
import type { Question } from '../../src/shared/model/question.ts';

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folder = resolve('../shared/data/gift');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('GIFT corpus: ../shared/data/gift is not on this machine, its tests are skipped');

const read = (file: string): ImportedExam => importGift(readFileSync(resolve(folder, file)), { filename: file });
const named = (exam: ImportedExam, name: string): Question | undefined =>
  exam.questions.find((question) => question.name === name);

describe.skipIf(isAbsent)('EX1 GIFT corpus: Moodle’s own files', () => {
  it('EX1 reads every question of the official examples as Moodle means it', () => {
    const { questions, report, title } = read('moodle-examples.gift.txt');
    expect(title).toBe('moodle-examples');
    expect(report).toEqual({
      format: 'gift',
      imported: 43,
      skipped: [],
      warnings: [],
      byType: { single_choice: 16, multiple_choice: 2, true_false: 5, short_answer: 9, numerical: 8, matching: 3 },
    });
    expect(questions.map(({ type }) => type).slice(0, 5)).toEqual([
      'single_choice',
      'single_choice',
      'true_false',
      'short_answer',
      'numerical',
    ]);
    expect(questions[0]).toMatchObject({
      line: 8,
      stem: "Who's buried in Grant's tomb?",
      choices: [{ text: 'Grant' }, { text: 'Jefferson' }, { text: 'no one', weight: 1 }],
    });
    expect(questions[1]).toMatchObject({ line: 10, stem: "Grant is _____ in Grant's tomb." });
    expect(questions[7]?.stem).toBe('The American holiday of Thanksgiving is celebrated on the _____ Thursday of November.');
  });

  it('EX1 reads its numbers, weights and escapes', () => {
    const exam = read('moodle-examples.gift.txt');
    const numbers = exam.questions
      .filter((question) => question.type === 'numerical')
      .map(({ accepted }) => accepted.map(({ match, weight }) => [match, weight]));
    const within = (value: number, tolerance: number) => ({ kind: 'within', value, tolerance });
    // biome-ignore-start lint/suspicious/noApproximativeNumericConstant: the numbers of the file
    expect(numbers).toEqual([
      [[within(1822, 1), 1]],
      [[within(1822, 0), 1]],
      [[within(3.1415, 0.0005), 1]],
      [[{ kind: 'range', min: 3.141, max: 3.142 }, 1]],
      [
        [within(1822, 0), 1],
        [within(1822, 2), 0.5],
      ],
      [[within(4, 0), 1]],
      [[within(1822, 5), 1]],
      [
        [within(1822, 0), 1],
        [within(1822, 2), 0.5],
      ],
    ]);
    // biome-ignore-end lint/suspicious/noApproximativeNumericConstant: the numbers of the file
    const multiple = exam.questions
      .filter((question) => question.type === 'multiple_choice')
      .map(({ choices }) => choices.map(({ weight }) => weight));
    expect(multiple).toEqual([
      [0, 0.5, 0.5, 0],
      [-0.5, 0.5, 0.5, -0.5],
    ]);
    expect(named(exam, 'GIFT Control Characters')).toMatchObject({
      type: 'single_choice',
      choices: [
        { text: '~', weight: 0, feedback: { text: '~ is a control character.' } },
        { text: '=' },
        { text: '#' },
        { text: '{' },
        { text: '}' },
        {
          text: '\\',
          weight: 1,
          feedback: { text: expect.stringMatching(/^Correct! \\ \(backslash\) is not a control character\. BUT,\nit is used/) },
        },
      ],
    });
    expect(named(exam, 'Kanji Origins')).toMatchObject({ type: 'short_answer', accepted: [{ text: 'China' }] });
    expect(exam.questions.find(({ stemFormat }) => stemFormat === 'markdown')?.stemHtml).toBe(
      "<p>Who's buried in <strong>Grant's tomb</strong>?</p>",
    );
    expect(exam.questions.filter(({ name }) => name === "Jesus' hometown").map(({ type }) => type)).toEqual([
      'single_choice',
      'short_answer',
    ]);
  });

  it('EX1 reads the fixture of Moodle’s own importer test', () => {
    const exam = read('moodle-questions.gift.txt');
    expect(exam.report).toMatchObject({
      imported: 9,
      skipped: [],
      byType: { essay: 1, matching: 1, single_choice: 1, multiple_choice: 1, numerical: 1, short_answer: 1, true_false: 3 },
    });
    const match = named(exam, 'Moodle activities');
    if (match?.type !== 'matching') throw new Error('the matching question is missing');
    const choiceOf = new Map(match.choices.map(({ id, text }) => [id, text]));
    expect(match.stems.map(({ id }) => choiceOf.get(match.pairs[id] ?? ''))).toEqual(['Forum', 'Choice', 'Database', 'Wiki']);
    expect([...choiceOf.values()].sort()).toEqual(['Chat', 'Choice', 'Database', 'Forum', 'Wiki']);
    expect(named(exam, 'colours')).toMatchObject({
      choices: [{ weight: 0.5 }, { weight: -1, feedback: { format: 'html' } }, { weight: 0.5 }, { text: 'blue', weight: -1 }],
    });
    expect(named(exam, 'Shortanswer')).toMatchObject({
      accepted: [{ text: 'Frog' }, { text: 'Cat', weight: 0.5 }, { text: '*', weight: 0 }],
    });
    // What follows the } belongs to the text, as Moodle has it.
    expect(named(exam, 'Q5')).toMatchObject({
      stem: 'What is a number from 1 to 5? _____";',
      accepted: [{ match: { value: 3, tolerance: 2 } }, { match: { kind: 'any' }, weight: 0 }],
    });
    expect(named(exam, 'Q1')).toMatchObject({
      answer: false,
      feedbackWhenWrong: { text: '42 is the Ultimate Answer.' },
      feedbackWhenRight: { text: 'You gave the right answer.' },
    });
  });
});

describe.skipIf(isAbsent)('EX1 GIFT corpus: files of teachers and tools', () => {
  it('EX1 reads the exported demo course: 20 questions and a description, pictures reported', () => {
    const { report, questions } = read('qas-editor-moodle-demo.gift');
    expect(report.byType).toEqual({
      single_choice: 3,
      multiple_choice: 2,
      true_false: 4,
      short_answer: 3,
      numerical: 4,
      matching: 2,
      essay: 2,
      description: 1,
    });
    expect(report.skipped).toEqual([]);
    expect(
      report.warnings.map((warning) => /^Line (\d+): the picture (\S+) is not in the file/.exec(warning)?.slice(1, 3)),
    ).toEqual([
      ['27', 'moodlewhich.jpg'],
      ['29', 'moodlewhich.jpg'],
      ['34', 'Mojito.jpg'],
    ]);
    expect(JSON.stringify(questions.map(({ stemHtml }) => stemHtml))).not.toMatch(/PLUGINFILE|href|class=/);
    expect(questions.find(({ tags }) => tags)).toMatchObject({ idNumber: '432', tags: ['Advanced', 'ad'] });
    const five = questions.find(({ name }) => name === 'matching');
    expect(five?.type === 'matching' && [five.stems.length, five.choices.length]).toEqual([5, 4]);
  });

  it('EX1 reads a Portuguese file with every type, code, mathematics and tags', () => {
    const { report, questions } = read('istofel-todos-os-tipos-pt.gift.txt');
    expect(report).toMatchObject({ imported: 11, skipped: [], warnings: [] });
    const code = questions.find(({ name }) => name.startsWith('Q08'));
    expect(code?.stem).toContain('d = {"a": 1, "b": 2}\n# soma os valores\nprint(sum(d.values()) == 3)');
    expect(questions.find(({ name }) => name.startsWith('Q09'))?.stemHtml).toContain('\\(2x + 3 = 11\\)');
    expect(questions.find(({ name }) => name.startsWith('Q01'))?.tags).toEqual([
      'redes',
      'transporte',
      'dificuldade-facil',
      'bloom-lembrar',
    ]);
  });

  it('EX1 reads the others whole', () => {
    expect(read('giftplay-basico-es.gift').report).toMatchObject({
      imported: 8,
      skipped: [],
      byType: { single_choice: 5, multiple_choice: 1, true_false: 2 },
    });
    expect(read('stuart-gift-examples.gift.txt').report).toMatchObject({ imported: 8, skipped: [], warnings: [] });
  });

  it('EX1 leaves no file of the folder unread, and accounts for every question in each', () => {
    const counts = Object.fromEntries(
      readdirSync(folder)
        .filter((file) => file.includes('.gift'))
        .map((file) => {
          const { imported, skipped } = read(file).report;
          return [file, [imported, skipped.length]];
        }),
    );
    expect(counts).toEqual({
      'giftplay-basico-es.gift': [8, 0],
      'istofel-todos-os-tipos-pt.gift.txt': [11, 0],
      'moodle-examples.gift.txt': [43, 0],
      'moodle-questions.gift.txt': [9, 0],
      'qas-editor-moodle-demo.gift': [21, 0],
      'stuart-gift-examples.gift.txt': [8, 0],
    });
  });
});
