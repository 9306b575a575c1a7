import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importAiken } from '../../src/main/exchange/aiken/import-aiken.ts';
import { importExam } from '../../src/main/exchange/import-exam.ts';
import { importMoodleXml } from '../../src/main/exchange/moodle-xml/import-moodle-xml.ts';

/** Public papers, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const data = resolve('../shared/data');
const folder = join(data, 'moodle-xml');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('Exam corpus: ../shared/data/moodle-xml is not on this machine, its tests are skipped');

const files = isAbsent ? [] : readdirSync(folder).filter((file) => file.endsWith('.xml'));
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n');
/** The insides of the questions of some types, cut out of the file at their marks. */
const cut = (file: string, types: string): string[] =>
  [...textOf(file).matchAll(new RegExp(`<question type="(?:${types})">([\\s\\S]*?)</question>`, 'g'))].map(
    ([, inside = '']) => inside,
  );
const plain = (text: string): string => (/<!\[CDATA\[([\s\S]*?)\]\]>/.exec(text)?.[1] ?? text).trim();

describe.skipIf(isAbsent)('EX1 Moodle XML corpus: the keys that are not shares', () => {
  const numerical = files.filter((file) => cut(file, 'numerical').length > 0);
  it.each(numerical)('EX1 %s: every number has the tolerance of the file', (file) => {
    const source = cut(file, 'numerical').map((inside) =>
      [...inside.matchAll(/<answer\b[^>]*>\s*<text>([^<]*)<\/text>([\s\S]*?)<\/answer>/g)].map(([, value = '', rest = '']) => [
        value.trim() === '*' ? 'any' : Number(value),
        value.trim() === '*' ? 0 : Number(/<tolerance>([^<]*)<\/tolerance>/.exec(rest)?.[1] ?? 0),
      ]),
    );
    const numbers = importMoodleXml(readFileSync(join(folder, file))).questions.flatMap((question) =>
      question.type === 'numerical'
        ? [question.accepted.map(({ match }) => (match.kind === 'within' ? [match.value, match.tolerance] : ['any', 0]))]
        : [],
    );
    expect(numbers).toEqual(source);
  });

  const selects = files.filter((file) => cut(file, 'gapselect|ddwtos').length > 0);
  it.each(selects)('EX1 %s: every gap offers the words of its group, and the one the text names is right', (file) => {
    const source = cut(file, 'gapselect|ddwtos').map((inside) => {
      const words = [...inside.matchAll(/<(?:selectoption|dragbox)>\s*<text>([\s\S]*?)<\/text>\s*<group>(\d+)<\/group>/g)].map(
        ([, text = '', group]) => ({ text: plain(text), group }),
      );
      const stem = /<questiontext\b[^>]*>\s*<text>([\s\S]*?)<\/text>/.exec(inside)?.[1] ?? '';
      return [...plain(stem).matchAll(/\[\[(\d+)\]\]/g)].map(([, number]) => {
        const right = words[Number(number) - 1];
        return words.filter(({ group }) => group === right?.group).map((word) => [word.text, word === right ? 1 : 0]);
      });
    });
    const gaps = importMoodleXml(readFileSync(join(folder, file))).questions.flatMap((question) =>
      question.type === 'cloze'
        ? [question.gaps.map((gap) => (gap.kind === 'choice' ? gap.choices.map(({ text, weight }) => [text, weight]) : []))]
        : [],
    );
    expect(gaps).toEqual(source);
  });

  it('EX1 there are files with either', () => {
    expect([numerical.length, selects.length].every((count) => count > 0)).toBe(true);
  });
});

describe.skipIf(isAbsent)('EX1 corpus: short texts, as a person reads them', () => {
  const only = async (file: string) => {
    const { questions } = await importExam(readFileSync(join(data, file)), { filename: file });
    expect(questions).toHaveLength(1);
    return questions[0];
  };

  it('EX1 a sentence with its choices in it', async () => {
    expect(await only('cloze-text/moodle-question.missingword1.txt')).toMatchObject({
      type: 'single_choice',
      stem: 'As soon as we begin to explore our body parts as infants\nwe become students of _____, and in a sense we remain students for life.',
      choices: [
        { text: 'anatomy and physiology', weight: 1 },
        { text: 'reflexology', weight: 0 },
        { text: 'science', weight: 0 },
        { text: 'experiment', weight: 0 },
      ],
    });
    expect(await only('cloze-text/moodle-question.missingword2.txt')).toMatchObject({
      type: 'short_answer',
      stem: "You can use the missing word format to import questions\ninto both Moodle's Question bank and _____ activity.",
      accepted: [{ text: 'Lesson', weight: 1 }],
    });
    expect(await only('cloze-text/moodle-broken_multianswer_4.txt')).toMatchObject({
      type: 'description',
      stem: 'Please select the fruits.',
    });
  });

  it('EX1 Moodle’s own Aiken file', () => {
    const { questions } = importAiken(readFileSync(join(data, 'aiken/moodle-questions.aiken.txt')));
    expect(
      questions.map((question) => [
        question.stem,
        question.type === 'single_choice' && question.choices.map(({ text, weight }) => [text, weight]),
      ]),
    ).toEqual([
      [
        'The Moodle project was started by:',
        [
          ['Petr Skoda', 0],
          ['Martin Dougiamas', 1],
          ['Eloy Lafuente', 0],
          ['Tim Hunt', 0],
        ],
      ],
      [
        'Moodle\'s abilities include handling user input that includes <html class="cool"> & images:',
        [
          ['True', 1],
          ['False', 0],
        ],
      ],
    ]);
  });
});
