import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importAiken } from '../../src/main/exchange/aiken/import-aiken.ts';
import { importCloze } from '../../src/main/exchange/cloze/import-cloze.ts';
import type { ImportedExam } from '../../src/main/exchange/imported-exam.ts';
import { importMoodleXml } from '../../src/main/exchange/moodle-xml/import-moodle-xml.ts';
import type { Question } from '../../src/shared/model/question.ts';
import { readFolder } from './exams/folder-case.ts';
import { FOLDERS } from './exams/folders.ts';
import { questionsIn, type SourceQuestion } from './exams/moodle-source.ts';

/** Public papers, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const data = resolve('../shared/data');
const isAbsent = !existsSync(resolve(data, 'moodle-xml'));
if (isAbsent) console.log('Exam corpus: ../shared/data/moodle-xml is not on this machine, its tests are skipped');

const bytesOf = (path: string): Buffer => readFileSync(resolve(data, path));
const bank = (file: string): ImportedExam => importMoodleXml(bytesOf(`moodle-xml/${file}`), { filename: file });

describe('EX1 papers from the world', () => {
  for (const folder of FOLDERS) {
    it(`EX1 ${folder.name}: each file comes to what it says, and each question is imported or reported`, async ({ skip }) => {
      const outcome = await readFolder(folder, data);
      if (!outcome) return skip();
      expect(outcome.files).toBeGreaterThan(0);
      expect(outcome.differences).toEqual([]);
    });
  }
});

/** The answers of a question in the order and with the shares of the file. */
function answersOf(question: Question): { percent: number; text: string }[] {
  const percent = (weight: number): number => Math.round(weight * 1e7) / 1e5;
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return question.choices.map(({ text, weight }) => ({ percent: percent(weight), text }));
    case 'short_answer':
      return question.accepted.map(({ text, weight }) => ({ percent: percent(weight), text }));
    case 'numerical':
      return question.accepted.map(({ match, weight }) => ({
        percent: percent(weight),
        text: match.kind === 'within' ? String(match.value) : '*',
      }));
    case 'true_false':
      return [
        { percent: question.answer ? 100 : 0, text: 'true' },
        { percent: question.answer ? 0 : 100, text: 'false' },
      ];
    case 'ordering':
      return question.items.map(({ text }, index) => ({ percent: index + 1, text }));
    case 'matching':
    case 'cloze':
    case 'essay':
    case 'description':
      return [];
  }
}
/** What is said of a picture or a sound in a text is the room's own; the rest is the file's. */
const withoutMedia = (text: string): string => text.replace(/ ?<(?:img|audio)\b[^>]*>(?:<\/audio>)?|<\/?a\b[^>]*>/g, '').trim();
const rounded = ({ answers, type }: SourceQuestion) =>
  answers.map(({ percent, text }) => ({
    percent: type === 'ordering' ? percent : Math.round(percent * 1e5) / 1e5,
    text: withoutMedia(text),
  }));

describe.skipIf(isAbsent)('EX1 Moodle XML corpus', () => {
  it.each(isAbsent ? [] : readdirSync(resolve(data, 'moodle-xml')).filter((file) => !file.includes('ddimageortext')))(
    'EX1 %s: names, texts, answers and shares are those of the file',
    (file) => {
      const source = questionsIn(bytesOf(`moodle-xml/${file}`).toString('utf8'));
      const { questions } = bank(file);
      expect(questions.map(({ name }) => name)).toEqual(source.map(({ name }) => name));
      for (const [index, question] of questions.entries()) {
        const from = source[index];
        if (!from) throw new Error('as many as in the file');
        if (question.type !== 'cloze') expect(withoutMedia(question.stem)).toBe(withoutMedia(from.stem));
        expect(answersOf(question).map((answer) => ({ ...answer, text: withoutMedia(answer.text) }))).toEqual(
          question.type === 'cloze' ? [] : rounded(from),
        );
      }
    },
  );

  it('EX1 keeps the categories of a bank, nested and in any order', () => {
    expect(bank('moodle-nested-categories-with-questions.xml').questions.map(({ name, category }) => [name, category])).toEqual([
      ['Iota Question', 'Iota'],
      ['Kappa Essay Question', 'Iota/Kappa'],
      ['Kappa Question', 'Iota/Kappa'],
      ['Lambda Question', 'Iota/Kappa/Lambda'],
      ['Mu Question', 'Iota/Mu'],
    ]);
    expect(bank('moodle-categories-reverse-order.xml').questions.map(({ category }) => category)).toEqual(['Sigma/Tau', 'Sigma']);
    expect(bank('moodle-old-format-no-idnumber.xml').questions.map(({ category }) => category)).toEqual(['Pi', 'Pi/Rho']);
    expect(bank('moodle-html-chars-in-idnumbers.xml').questions[0]).toMatchObject({
      idNumber: 'T & F',
      category: 'Alpha',
      penalty: 1,
    });
  });

  it('EX1 brings along the pictures and the sound inside its files, and names none outside', () => {
    const greeting = bank('moodle-multichoice-base64.xml');
    expect(greeting.media?.map(({ mediaType }) => mediaType)).toEqual([
      'audio/mpeg',
      ...Array.from({ length: 4 }, () => 'image/jpeg'),
    ]);
    expect(greeting.questions[0]?.stemHtml).toMatch(
      /Listen to this greeting: <audio src="media:[0-9a-f]{64}" controls><\/audio>/,
    );
    expect(greeting.questions[0]).toMatchObject({
      type: 'single_choice',
      choices: [{ weight: 0 }, { weight: 1 }, { weight: 0 }, { weight: 0 }],
    });
    const flags = bank('moodle-cloze-base64.xml');
    expect(flags.media?.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/png', 'image/png']);
    expect(JSON.stringify([greeting.questions, flags.questions])).not.toContain('PLUGINFILE');
    expect([...greeting.report.warnings, ...flags.report.warnings]).toEqual([]);
  });

  it('EX1 reads the gaps of a cloze with their shares, in XML and as a text', () => {
    const gaps = (exam: ImportedExam) => {
      const [first] = exam.questions;
      return first?.type === 'cloze'
        ? first.gaps.map((gap) => [
            gap.kind,
            ...(gap.kind === 'choice' ? gap.choices : gap.kind === 'text' ? gap.accepted : []).map(({ text, weight }) => [
              text,
              weight,
            ]),
          ])
        : [];
    };
    const state = (california: number) => ['choice', ['California', california], ['Arizona', 1 - california]];
    const expected = [state(1), state(0), state(1), state(0), ['text', ['Paris', 1], ['Marseille', 0.5], ['*', 0]]];
    expect(gaps(bank('moodle-cloze-base64.xml'))).toEqual(expected);
    const text = importCloze(bytesOf('cloze-text/moodle-questions.multianswer.txt'));
    expect(gaps(text)).toEqual(expected);
    expect(text.questions[0]).toMatchObject({
      points: 5,
      stemHtml: expect.stringContaining('* Tucson: <span data-gap="g2"></span><br>* Los Angeles: <span data-gap="g3"></span>'),
    });
  });

  it('EX1 grades each ordering as its file says, or tells that it is not quite the same', () => {
    const { questions, report } = bank('adriano-orderings.xml');
    const told = (line: number | undefined): boolean =>
      report.warnings.some((warning) => warning.startsWith(`Line ${line}: Moodle grades`));
    expect(questions.map((question) => (question.type === 'ordering' ? [question.scoring, told(question.line)] : []))).toEqual([
      ['neighbours', true],
      ['neighbours', true],
      ['all', false],
      ['neighbours', true],
      ['neighbours', true],
      ['neighbours', true],
      ['neighbours', true],
      ['neighbours', true],
      ['all', false],
      ['neighbours', true],
    ]);
  });

  it('EX1 gives each gap of a gapselect the words of its group, the right one marked', () => {
    const { questions } = bank('adriano-gapselects.xml');
    const [, second] = questions;
    expect(
      second?.type === 'cloze' &&
        second.gaps.map((gap) => gap.kind === 'choice' && gap.choices.map(({ text, weight }) => [text, weight])),
    ).toEqual([
      [
        ['treat', 1],
        ['interview', 0],
      ],
      [
        ['treat', 0],
        ['interview', 1],
      ],
      [
        ['receive', 1],
        ['always', 0],
      ],
      [
        ['receive', 0],
        ['always', 1],
      ],
      [['ball', 1]],
    ]);
    expect(questions.map(({ keepOrder }) => keepOrder)).toEqual([undefined, undefined, undefined, true, undefined]);
  });

  it('EX1 keeps tolerances, limits of words and what the marker should know', () => {
    const [first] = bank('adriano-numericals.xml').questions;
    expect(
      first?.type === 'numerical' && first.accepted.map(({ match }) => match.kind === 'within' && [match.value, match.tolerance]),
    ).toEqual([
      [69, 4],
      [98, 7],
      [70, 8],
      [82, 9],
    ]);
    expect(bank('adriano-essaysnum.xml').questions[0]).toMatchObject({
      type: 'essay',
      words: { min: 50, max: 500 },
      graderInfo: { text: expect.stringMatching(/^Eye develop center/) },
      template: expect.stringMatching(/^City image information .*\nWindow especially/s),
    });
    expect(bank('moodle-qtype-essay.xml').questions[0]).toMatchObject({ words: { max: 20 } });
  });
});

describe.skipIf(isAbsent)('EX1 Aiken corpus', () => {
  it('EX1 reads every question with its texts and its right letter', () => {
    const text = bytesOf('aiken/opentrivia-geography-120.aiken.txt').toString('utf8');
    const expected = [...text.matchAll(/^(.+)\n((?:[A-Z]\. .+\n)+)ANSWER: ([A-Z])/gm)].map(([, stem, options = '', right]) => ({
      stem,
      choices: [...options.matchAll(/^([A-Z])\. (.+)$/gm)].map(([, letter, own]) => [own, letter === right ? 1 : 0]),
    }));
    const { questions } = importAiken(bytesOf('aiken/opentrivia-geography-120.aiken.txt'));
    expect(
      questions.map((question) => ({
        stem: question.stem,
        choices: question.type === 'single_choice' && question.choices.map((choice) => [choice.text, choice.weight]),
      })),
    ).toEqual(expected);
    expect(expected).toHaveLength(120);
    const [, second] = importAiken(bytesOf('aiken/moodle-questions.aiken.txt')).questions;
    expect(second?.stemHtml).toContain('includes &lt;html class=&quot;cool&quot;&gt; &amp; images:');
  });
});
