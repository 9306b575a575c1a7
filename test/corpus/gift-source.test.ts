import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importGift } from '../../src/main/exchange/gift/import-gift.ts';
import type { AcceptedNumber, Question } from '../../src/shared/model/question.ts';
import { giftQuestionsIn } from './exams/gift-source.ts';

/** Public papers, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folders = ['gift', 'gift/gift-peg'].map((name) => resolve('../shared/data', name));
const files = folders.filter(existsSync).flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /\.gift(?:\.txt)?$/.test(file))
    .map((file) => [file, resolve(folder, file)] as const),
);
if (files.length === 0) console.log('GIFT corpus: ../shared/data/gift is not on this machine, its tests are skipped');

/** A number as GIFT writes it. */
function written(match: AcceptedNumber['match']): string {
  if (match.kind === 'any') return '';
  return match.kind === 'range' ? `${match.min}..${match.max}` : `${match.value}:${match.tolerance}`;
}
/** The same of what a file has: a tolerance of nothing may be left out, a star is anything. */
function asWritten(text: string): string {
  if (text === '*' || text === '') return '';
  const [value, tolerance = '0'] = text.split(':');
  return text.includes('..') ? text.split('..').map(Number).join('..') : `${Number(value)}:${Number(tolerance)}`;
}
const share = (weight: number): number => Math.round(weight * 1e7) / 1e5;

/** The answers of a question as its file would list them. */
function answersOf(question: Question): { text: string; percent: number }[] {
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return question.choices.map(({ text, weight }) => ({ text, percent: share(weight) }));
    case 'short_answer':
      return question.accepted.map(({ text, weight }) => ({ text, percent: share(weight) }));
    case 'numerical':
      return question.accepted.map(({ match, weight }) => ({ text: written(match), percent: share(weight) }));
    case 'true_false':
      return [{ text: String(question.answer), percent: 100 }];
    case 'matching':
      return question.stems.map(({ id, text }) => ({
        text: `${text} -> ${question.choices.find((choice) => choice.id === question.pairs[id])?.text}`,
        percent: 100,
      }));
    case 'ordering':
    case 'cloze':
    case 'essay':
    case 'description':
      return [];
  }
}

describe.skipIf(files.length === 0)('EX1 GIFT corpus: read a second time, at its marks', () => {
  it.each(files)('EX1 %s: each question has the name, text, answers and shares of the file', (_name, path) => {
    const source = giftQuestionsIn(readFileSync(path, 'utf8'));
    if (source.length === 0) return expect(() => importGift(readFileSync(path))).toThrow('no question');
    const { questions } = importGift(readFileSync(path));
    expect(questions.map(({ stem }) => stem.trim())).toEqual(source.map(({ stem }) => stem));
    for (const [place, question] of questions.entries()) {
      const from = source[place];
      if (from?.name !== undefined) expect(question.name).toBe(from.name);
      const expected = (from?.answers ?? [])
        .map(({ text, percent }) => ({
          text: question.type === 'numerical' ? asWritten(text) : text.replace(/\s*->\s*/, ' -> '),
          percent,
        }))
        // A pair without a left side is one more choice and asks nothing.
        .filter(({ text }) => question.type !== 'matching' || !text.startsWith(' -> '));
      expect(answersOf(question), question.name).toEqual(expected);
    }
  });
});
