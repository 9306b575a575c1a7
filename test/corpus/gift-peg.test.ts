import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importGift } from '../../src/main/exchange/gift/import-gift.ts';
import { ImportRefused } from '../../src/main/exchange/import-refused.ts';
import { Question } from '../../src/shared/model/question.ts';
import { type Difference, differences, ofOurs, ofPeg, type Tree } from './support/peg.ts';

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folder = resolve('../shared/data/gift/gift-peg');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('GIFT-PEG suite: ../shared/data/gift/gift-peg is not on this machine, its tests are skipped');

const LINES = 'a new line in the file is a new line for Moodle, and for us; the suite joins the lines of a paragraph';
const BLANK = 'Moodle sets the blank where the braces stood and adds no space; the suite puts one after it';
const FEEDBACK =
  'Moodle gives the first feedback to those who answered wrong and the second to those who were right, whichever the key is; ' +
  'the suite gives the first to those who answered true';

interface Explained extends Difference {
  readonly why: string;
}

/** Every difference there is between what we read and what the suite expects. Whatever is not in this list fails. */
const EXPLAINED: Readonly<Record<string, readonly Explained[]>> = {
  TFTwoFeedback: [
    { at: '1.trueFeedback', ours: null, peg: { format: 'moodle', text: 'feedback for true' }, why: FEEDBACK },
    { at: '1.falseFeedback', ours: { format: 'moodle', text: 'feedback for true' }, peg: null, why: FEEDBACK },
    { at: '2.trueFeedback', ours: { format: 'moodle', text: 'feedback for false' }, peg: null, why: FEEDBACK },
    { at: '2.falseFeedback', ours: null, peg: { format: 'moodle', text: 'feedback for false' }, why: FEEDBACK },
  ],
  giftFormatPhpExamples: [
    {
      at: '5.stem.text',
      ours: 'Match the following countries with their corresponding\ncapitals.',
      peg: 'Match the following countries with their corresponding capitals.',
      why: LINES,
    },
    { at: '8.stem.text', ours: 'Jesus Christ was from _____.', peg: 'Jesus Christ was from _____ .', why: BLANK },
    {
      at: '9.choices.1.feedback.text',
      ours: 'He was born in 1822.\nYou get 50% credit for being close.',
      peg: 'He was born in 1822. You get 50% credit for being close.',
      why: LINES,
    },
  ],
  shortAnswer1: [{ at: '1.stem.text', ours: 'Two plus two equals _____.', peg: 'Two plus two equals _____ .', why: BLANK }],
};

/** What the report tells the teacher of these files besides, which the suite has no place for. */
const WARNED: Readonly<Record<string, RegExp>> = {
  escapeColon: /^Line 1: several choices are right, but a candidate can pick only one/,
  markdown: /^No question of this file has answers in \{ \}/,
};

/** What the suite says of every question and our model does not keep. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  hasEmbeddedAnswers: 'that the answers stood inside the sentence is told by the blank in its text, which is compared',
};

/** Files that are no exam for us. */
const REFUSED: Readonly<Record<string, string>> = {
  category1: 'it only names a category: with no question in it the file is refused, with a report',
};

const files = isAbsent
  ? []
  : readdirSync(folder)
      .filter((file) => file.endsWith('.gift'))
      .map((file) => file.replace('.gift', ''));
const bytesOf = (file: string): Uint8Array => readFileSync(resolve(folder, `${file}.gift`));
const expectedOf = (file: string) =>
  JSON.parse(readFileSync(resolve(folder, `${file}.expected-peg.json`), 'utf8')) as Record<string, Tree>[];

describe.skipIf(isAbsent)('EX1 GIFT corpus: the GIFT-PEG suite', () => {
  it.each(files.filter((file) => !(file in REFUSED)))('EX1 %s is read as its suite expects, save what is explained', (file) => {
    const { questions, report } = importGift(bytesOf(file), { filename: `${file}.gift` });
    expect(report.skipped).toEqual([]);
    expect(report.warnings).toEqual(file in WARNED ? [expect.stringMatching(WARNED[file] as RegExp)] : []);
    const asked = expectedOf(file).filter(({ type }) => type !== 'Category');
    const found = differences(ofOurs(questions.map((question) => Question.parse(question))), ofPeg(asked)).filter(
      ({ at, ours }) => ours !== undefined || !(at.replace(/^\d+\./, '') in NOT_KEPT),
    );
    expect(found).toEqual((EXPLAINED[file] ?? []).map(({ why: _why, ...difference }) => difference));
  });

  it.each(Object.keys(REFUSED))('EX1 %s is refused, with a report', (file) => {
    expect(expectedOf(file).every(({ type }) => type === 'Category')).toBe(true);
    expect(() => importGift(bytesOf(file))).toThrow(ImportRefused);
  });

  it('EX1 explains nothing that is not there, and everything in words', () => {
    expect([EXPLAINED, REFUSED, WARNED].flatMap((list) => Object.keys(list)).filter((file) => !files.includes(file))).toEqual([]);
    const reasons = [...Object.values(EXPLAINED).flatMap((list) => list.map(({ why }) => why)), ...Object.values(NOT_KEPT)];
    expect(reasons.filter((why) => why.split(' ').length < 8)).toEqual([]);
  });

  it('EX1 sees a difference wherever there is one', () => {
    const expected = ofPeg(expectedOf('giftFormatPhpExamples'));
    const leaves = (tree: Tree, at: readonly string[] = []): (readonly string[])[] =>
      typeof tree === 'object' && tree !== null
        ? Object.entries(tree).flatMap(([key, below]) => leaves(below, [...at, key]))
        : [at];
    const all = leaves(expected);
    expect(all.length).toBeGreaterThan(150);
    for (const path of all) {
      const changed = structuredClone(expected);
      const last = path.at(-1) ?? '';
      const parent = path.slice(0, -1).reduce((tree, key) => (tree as Record<string, Tree>)[key] as Tree, changed);
      (parent as Record<string, Tree>)[last] = 'something else';
      expect(differences(expected, changed).map(({ at }) => at)).toEqual([path.join('.')]);
    }
  });
});
