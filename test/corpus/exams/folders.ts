import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QuestionType } from '../../../src/shared/model/question.ts';
import type { Expected, FolderCase } from './folder-case.ts';
import { expectedOfMoodleXml } from './moodle-source.ts';

/** What a person found who read these files. */
const GIFT: Readonly<Record<string, Expected>> = {
  'giftplay-basico-es.gift': { types: { single_choice: 5, multiple_choice: 1, true_false: 2 } },
  'istofel-todos-os-tipos-pt.gift.txt': {
    types: {
      description: 1,
      single_choice: 3,
      multiple_choice: 1,
      true_false: 1,
      short_answer: 1,
      numerical: 2,
      matching: 1,
      essay: 1,
    },
  },
  'moodle-examples.gift.txt': {
    types: { single_choice: 16, multiple_choice: 2, true_false: 5, short_answer: 9, numerical: 8, matching: 3 },
  },
  'moodle-questions.gift.txt': {
    types: { essay: 1, matching: 1, single_choice: 1, multiple_choice: 1, numerical: 1, short_answer: 1, true_false: 3 },
  },
  'qas-editor-moodle-demo.gift': {
    types: {
      single_choice: 3,
      multiple_choice: 2,
      true_false: 4,
      short_answer: 3,
      numerical: 4,
      matching: 2,
      essay: 2,
      description: 1,
    },
  },
  'stuart-gift-examples.gift.txt': {
    types: { true_false: 1, single_choice: 1, short_answer: 1, matching: 1, numerical: 3, essay: 1 },
  },
};

const TEXTS: Readonly<Record<string, Expected>> = {
  // One choice is none.
  'moodle-broken_multianswer_1.txt': { types: {}, skipped: ['cloze'] },
  // Without a gap it is a text to show, and its report says so.
  'moodle-broken_multianswer_4.txt': { types: { description: 1 } },
  'moodle-question.missingword1.txt': { types: { single_choice: 1 } },
  'moodle-question.missingword2.txt': { types: { short_answer: 1 } },
  'moodle-questions.multianswer.txt': { types: { cloze: 1 } },
};

/** Its types in the words of the independent parser whose result lies beside each file. */
const PEG_TYPES: Readonly<Record<string, QuestionType>> = {
  TF: 'true_false',
  Short: 'short_answer',
  Numerical: 'numerical',
  Matching: 'matching',
  Essay: 'essay',
  Description: 'description',
};

interface PegQuestion {
  readonly type: string;
  /** A list for choices; numbers have an object here. */
  readonly choices?: unknown;
}

function expectedOfPeg(file: string, folder: string): Expected | undefined {
  const beside = join(folder, file.replace(/\.gift$/, '.expected-peg.json'));
  if (!existsSync(beside)) return undefined;
  const types: Partial<Record<QuestionType, number>> = {};
  for (const { type, choices } of JSON.parse(readFileSync(beside, 'utf8')) as PegQuestion[]) {
    const isSingle = Array.isArray(choices) && choices.some((choice: { isCorrect?: boolean }) => choice.isCorrect);
    const ours = type === 'MC' ? (isSingle ? 'single_choice' : 'multiple_choice') : PEG_TYPES[type];
    if (ours) types[ours] = (types[ours] ?? 0) + 1;
  }
  // A category alone is no exam.
  return Object.keys(types).length === 0 ? { refused: 'nothing_importable' } : { types };
}

/** The folders of `npm run corpus`, in this order; a format adds its own. */
export const FOLDERS: readonly FolderCase[] = [
  { name: 'gift', files: /\.gift(?:\.txt)?$/, expected: (file) => GIFT[file] },
  { name: 'gift/gift-peg', files: /\.gift$/, expected: (file, _text, folder) => expectedOfPeg(file, folder) },
  { name: 'moodle-xml', files: /\.xml$/, expected: (_file, text) => expectedOfMoodleXml(text) },
  {
    name: 'aiken',
    files: /\.txt$/,
    expected: (_file, text) => ({ types: { single_choice: text.match(/^ANSWER: [A-Z]\s*$/gm)?.length ?? 0 } }),
  },
  { name: 'cloze-text', files: /\.txt$/, expected: (file) => TEXTS[file] },
  // Trivia in forms of their own: no question bank, and never one long text to show.
  { name: 'question-sets', files: /\.(?:txt|csv|json)$/, expected: () => ({ refused: 'format_unknown' }) },
  { name: 'hostile-xml', files: /\.(?:xml|txt)$/, expected: () => ({ refused: 'file_hostile' }) },
];
