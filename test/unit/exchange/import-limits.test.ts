import { describe, expect, it } from 'vitest';
import { importExam } from '../../../src/main/exchange/import-exam.ts';
import { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import { MOST } from '../../../src/shared/model/question-limits.ts';
import { correct, declared, itemXml, template } from '../../support/qti-texts.ts';
import { answer, question } from './moodle-banks.ts';

async function skippedOf(text: string) {
  const reading = importExam(Buffer.from(text), {});
  const { report } = await reading.catch((error: unknown) => {
    if (error instanceof ImportRefused && error.report) return { report: error.report };
    throw error;
  });
  return report;
}

const long = 'y'.repeat(MOST.text + 1);
const qtiChoice = (prompt: string): string =>
  itemXml(
    `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>${prompt}</prompt><simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice></choiceInteraction>`,
    {
      declarations: declared(correct('a'), { cardinality: 'single', baseType: 'identifier' }),
      processing: template('match_correct'),
    },
  );

describe('EX1 EX2 what the editor would refuse is reported by the import', () => {
  it.each([
    ['GIFT', `::Long::${long} {T}`, 'its text has 50,001 characters, and at most 50,000 fit here'],
    [
      'GIFT',
      `::Long::Which? {=${'y'.repeat(MOST.item + 1)} ~b}`,
      'its choices have one of 10,001 characters, and at most 10,000 fit',
    ],
    ['GIFT', `::Long::Which? {=a#${long} ~b}`, 'its feedback has 50,001 characters'],
    [
      'GIFT',
      `::Long::Which? {=a ${Array.from({ length: 30 }, (_, n) => `~${n}${'y'.repeat(9_500)}`).join(' ')}}`,
      'characters together, and a question has at most 250,000 here',
    ],
    ['Moodle XML', `<quiz>${question('essay', '', long)}</quiz>`, 'its text has 50,001 characters'],
    ['QTI', qtiChoice(long), 'characters, and at most 50,000 fit here'],
    [
      'a text with gaps',
      `Fill {${MOST.share + 1}:SA:=x} in`,
      'one of its gaps counts 1,001, and a gap counts at most 1,000 here',
    ],
    ['Aiken', `Which?\nA) ${'y'.repeat(MOST.item + 1)}\nB) b\nANSWER: A\n`, 'its choices have one of 10,001 characters'],
  ])(
    'EX1 %s: a question larger than the editor takes is skipped with what there is too much of (%#)',
    async (_format, text, reason) => {
      const { imported, skipped } = await skippedOf(text);
      expect(imported).toBe(0);
      expect(skipped).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
      expect(skipped[0]?.item ?? skipped[0]?.line).toBeDefined();
    },
  );

  it('EX1 what is as large as can be is read', async () => {
    const { imported, skipped } = await skippedOf(
      `::Long::${'y'.repeat(MOST.text)} {T}\n\n::Points::Which? {=${'y'.repeat(MOST.item)} ~b}\n`,
    );
    expect({ imported, skipped }).toEqual({ imported: 2, skipped: [] });
    const points = `<defaultgrade>${MOST.points}</defaultgrade>${answer('100', 'A') + answer('0', 'B').repeat(MOST.parts - 1)}`;
    expect(await skippedOf(`<quiz>${question('multichoice', points)}</quiz>`)).toMatchObject({ imported: 1, skipped: [] });
  });
});
