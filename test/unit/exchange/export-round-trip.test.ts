import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportExam } from '../../../src/main/exchange/export/export-exam.ts';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import { importMoodleXml } from '../../../src/main/exchange/moodle-xml/import-moodle-xml.ts';
import type { ExportFormat } from '../../../src/shared/model/exam-export.ts';
import type { Question } from '../../../src/shared/model/question.ts';
import { anyQuestion } from './generated-questions.ts';

const exported = (questions: readonly Question[], format: ExportFormat) =>
  exportExam({ title: 'Trip', questions, media: [] }, format);

/** Choices named by their texts, so that two questions that differ in ids alone are equal. */
function withoutIds(question: Question | undefined): unknown {
  if (question === undefined) return undefined;
  const { id: _id, line: _line, ...rest } = question;
  if (rest.type === 'matching') {
    const texts = new Map(rest.choices.map(({ id, text }) => [id, text]));
    return {
      ...rest,
      stems: rest.stems.map(({ id, text, html }) => [text, html, texts.get(rest.pairs[id] ?? '')]),
      choices: [...texts.values()],
      pairs: undefined,
    };
  }
  if (rest.type === 'ordering') return { ...rest, items: rest.items.map(({ text, html }) => [text, html]) };
  return rest;
}

/** What GIFT has no words for, taken from a question that its export told of. */
function asGift(question: Question): unknown {
  const { penalty: _penalty, keepOrder: _keepOrder, idNumber, ...kept } = question;
  const own = kept.tags ?? [];
  const [marked] = own.filter((tag) => tag.startsWith('id:'));
  const id = idNumber ?? marked?.slice(3);
  const tags = own.filter((tag) => !tag.startsWith('id:'));
  const rest: Record<string, unknown> = {
    ...(withoutIds(kept) as object),
    points: kept.type === 'description' ? 0 : 1,
  };
  if (tags.length > 0) rest.tags = tags;
  else delete rest.tags;
  if (id !== undefined) rest.idNumber = id;
  if (kept.type === 'short_answer') rest.caseSensitive = false;
  if (kept.type === 'description') delete rest.generalFeedback;
  if (kept.type === 'essay') for (const field of ['graderInfo', 'template', 'words']) delete rest[field];
  return rest;
}

describe('EX1 a paper written out and read again', () => {
  it('EX1 is the same in Moodle XML, for every type', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { content, report } = exported([question], 'moodle-xml');
        expect(report).toMatchObject({ exported: 1, skipped: [] });
        expect(withoutIds(importMoodleXml(Buffer.from(content)).questions[0])).toEqual(withoutIds(question));
      }),
      { numRuns: 150 },
    );
  });

  it('EX1 is the same in GIFT as far as GIFT can say it, and what it cannot is named', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { content, report } = exported([question], 'gift');
        if (report.exported === 0) {
          expect(report.skipped).toEqual([{ item: question.name.slice(0, 80), type: question.type, reason: expect.any(String) }]);
          expect(content).toContain(`(${question.type})`);
          return;
        }
        const { questions } = importGift(Buffer.from(content));
        expect(questions).toHaveLength(1);
        expect(withoutIds(questions[0])).toEqual(asGift(question));
        const isPoor = question.points !== 1 && question.type !== 'description';
        const told = report.warnings.join(' ');
        expect(told.includes('cannot say its points')).toBe(isPoor);
        expect(told.includes('keep their order')).toBe(question.keepOrder === true);
        expect(told.includes('Penalties')).toBe(question.penalty !== undefined);
      }),
      { numRuns: 150 },
    );
  });
});
