import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importQti } from '../../src/main/exchange/qti/import-qti.ts';
import { choiceItemIn, wordsOf } from './exams/qti-source.ts';
import { QTI_EXPECTED } from './support/qti-expected.ts';

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folder = resolve('../shared/data/qti');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('QTI corpus: ../shared/data/qti is not on this machine, its tests are skipped');
const items = isAbsent
  ? []
  : ['items-2.1', 'items-2.2', 'items-3.0']
      .flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`))
      .filter((file) => file.endsWith('.xml') && QTI_EXPECTED[file]?.refused === undefined)
      .flatMap((file) => {
        const source = choiceItemIn(readFileSync(join(folder, file), 'utf8'));
        return source ? [[file, source] as const] : [];
      });

describe.skipIf(isAbsent)('EX1 QTI corpus: choices read a second time, at their marks', () => {
  it('EX1 finds every item with choices that is imported', () => {
    const chosen = Object.entries(QTI_EXPECTED).filter(
      ([file, { byType }]) => file.startsWith('items-') && (byType?.single_choice || byType?.multiple_choice),
    );
    expect(items.map(([file]) => file).sort()).toEqual(chosen.map(([file]) => file).sort());
  });

  it.each(items)('EX1 %s: text, choices, key and shares are those of the file', async (file, source) => {
    const { questions } = await importQti(readFileSync(join(folder, file)), { filename: file });
    const [question] = questions;
    if (question?.type !== 'single_choice' && question?.type !== 'multiple_choice') throw new Error(`it is ${question?.type}`);
    expect(question.type).toBe(source.maxChoices === 1 ? 'single_choice' : 'multiple_choice');
    expect(question.choices.map(({ html }) => wordsOf(html))).toEqual(source.choices.map(({ words }) => words));
    const isRight = (id: string): boolean => source.correct.includes(id);
    const shares = source.choices.map(({ id }) => source.mapped[id]);
    const best = shares.reduce<number>((sum, value = 0) => sum + Math.max(0, value), 0);
    for (const [place, { weight }] of question.choices.entries()) {
      const [id = '', mapped] = [source.choices[place]?.id, shares[place]];
      expect(weight > 0, `${id} is right`).toBe(isRight(id));
      // A mapping gives points, of which the best there are make the whole.
      if (mapped !== undefined && mapped > 0 && source.maxChoices !== 1) expect(weight).toBeCloseTo(mapped / best, 6);
    }
    // Formulas and pictures are written anew; every other word is there, in its order.
    const said = wordsOf(question.stemHtml).split(' ');
    const formulas = file.endsWith('/math.xml');
    let at = 0;
    const missing = source.words.split(' ').filter((word) => {
      const found = said.indexOf(word, at);
      if (found >= 0) at = found + 1;
      return found < 0;
    });
    expect(formulas ? missing.filter((word) => word.length > 2) : missing).toEqual([]);
  });
});
