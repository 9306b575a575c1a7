import { describe, expect, it } from 'vitest';
import { exportExam } from '../../../src/main/exchange/export/export-exam.ts';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';
import { importMoodleXml } from '../../../src/main/exchange/moodle-xml/import-moodle-xml.ts';
import { Question } from '../../../src/shared/model/question.ts';
import { answer, file, importBank, MP3, PNG, question } from './moodle-banks.ts';

const STEM = '<p><img src="@@PLUGINFILE@@/a.png" alt="dot"> <a href="@@PLUGINFILE@@/b.mp3">Listen</a></p>';
const withMedia = (): ImportedExam =>
  importBank(
    question(
      'multichoice',
      answer('100', 'A') + answer('0', '<img src="@@PLUGINFILE@@/a.png">', file('a.png', PNG)),
      STEM,
      file('a.png', PNG) + file('b.mp3', MP3),
    ),
  );
const made = (parts: object): Question =>
  Question.parse({ id: 'q1', name: 'Made', stem: 'Which?', stemFormat: 'plain', stemHtml: 'Which?', points: 1, ...parts });
const choice = (id: string, weight: number) => ({ id, text: id, html: id, weight });

describe('EX1 exporting a paper', () => {
  it('EX1 puts pictures and sounds into Moodle XML, and reads them back as they were', () => {
    const exam = withMedia();
    const { content, report, filename, mediaType } = exportExam(
      { title: 'ข้อสอบ: "1/2"', questions: exam.questions, media: exam.media ?? [] },
      'moodle-xml',
    );
    expect([filename, mediaType]).toEqual(['ข้อสอบ 1 2.xml', 'application/xml']);
    expect(report).toEqual({ format: 'moodle-xml', exported: 1, byType: { single_choice: 1 }, skipped: [], warnings: [] });
    const again = importMoodleXml(Buffer.from(content));
    expect(again.media).toEqual(exam.media);
    expect(again.questions.map((one) => ({ ...one, line: 0 }))).toEqual(exam.questions.map((one) => ({ ...one, line: 0 })));
  });

  it('EX1 tells of media the room does not have, and in GIFT of all media', () => {
    const { questions, media = [] } = withMedia();
    expect(exportExam({ title: 'x', questions, media: [] }, 'moodle-xml').report.warnings).toEqual([
      expect.stringMatching(/^"One": a picture or sound/),
    ]);
    const gift = exportExam({ title: 'x', questions, media: [] }, 'gift');
    expect(gift.report).toMatchObject({
      exported: 1,
      warnings: expect.arrayContaining([
        expect.stringMatching(/^"One": its picture or sound.* is not in the file: GIFT cannot carry it, Moodle XML can/),
      ]),
    });
    // Each by what is known of it, so that its teacher knows which to look for.
    const told = exportExam({ title: 'x', questions, media }, 'gift').report.warnings;
    for (const { mediaType } of media)
      expect(told).toContainEqual(expect.stringContaining(`(${mediaType.replace(/^\w+\//, '').toUpperCase()}, 1 KB)`));
    expect(importGift(Buffer.from(gift.content)).questions[0]?.stemHtml).not.toContain('media:');
  });

  it('EX1 writes what candidates saw where the source is of no format another system reads', () => {
    const foreign = made({
      stem: '<qti-item-body>Which?</qti-item-body>',
      stemFormat: 'html',
      stemHtml: '<p>Which?</p>',
      type: 'essay',
    });
    const { content } = exportExam({ title: 'x', questions: [foreign], media: [] }, 'moodle-xml');
    expect(importMoodleXml(Buffer.from(content)).questions[0]).toMatchObject({
      stem: '<p>Which?</p>',
      stemHtml: '<p>Which?</p>',
    });
  });

  it('EX1 tells that a range became a middle with a tolerance, in Moodle XML alone', () => {
    const range = made({ type: 'numerical', accepted: [{ match: { kind: 'range', min: 1, max: 4 }, weight: 1 }] });
    const { content, report } = exportExam({ title: 'x', questions: [range], media: [] }, 'moodle-xml');
    expect(importMoodleXml(Buffer.from(content)).questions[0]).toMatchObject({
      accepted: [{ match: { kind: 'within', value: 2.5, tolerance: 1.5 } }],
    });
    expect(report.warnings).toEqual(['"Made": the range from 1 to 4 is written as its middle with a tolerance.']);
    expect(
      importGift(Buffer.from(exportExam({ title: 'x', questions: [range], media: [] }, 'gift').content)).questions[0],
    ).toMatchObject({ accepted: [{ match: { kind: 'range', min: 1, max: 4 } }] });
  });

  it.each([
    [
      { type: 'ordering', scoring: 'all', items: [choice('a', 0), choice('b', 0)].map(({ weight: _, ...item }) => item) },
      'no ordering questions',
    ],
    [
      { type: 'cloze', gaps: [{ id: 'g1', share: 1, kind: 'text', caseSensitive: false, accepted: [{ text: 'a', weight: 1 }] }] },
      'several gaps',
    ],
    [
      { type: 'multiple_choice', scoring: 'all', choices: [choice('a', 1), choice('b', 0)] },
      'all right choices count or nothing',
    ],
    [
      {
        type: 'matching',
        scoring: 'all',
        stems: [{ id: 's1', text: 'a', html: 'a' }],
        choices: [{ id: 'c1', text: 'b', html: 'b' }],
        pairs: { s1: 'c1' },
      },
      'all pairs count or nothing',
    ],
    [{ type: 'single_choice', choices: [choice('a', 0.5), choice('b', 0)] }, 'gives all the points'],
    [{ type: 'single_choice', choices: [choice('a', 1), choice('b', 1)] }, 'all of its choices are right'],
    [{ type: 'essay', stem: '', stemHtml: '' }, 'no text of its own'],
    [{ type: 'short_answer', caseSensitive: false, accepted: [{ text: 'a -> b', weight: 1 }] }, '-> in it'],
  ])('EX1 names a question GIFT cannot say, in the report and in the file (%#)', (parts, reason) => {
    const { content, report } = exportExam({ title: 'x', questions: [made(parts), made({ type: 'essay' })], media: [] }, 'gift');
    expect(report.skipped).toEqual([{ item: 'Made', type: parts.type, reason: expect.stringContaining(reason) }]);
    expect(content).toContain(`// not in this file: "Made" (${parts.type}): `);
    expect(importGift(Buffer.from(content)).report).toMatchObject({ imported: 1, skipped: [] });
  });

  it.each([
    [{ type: 'single_choice', choices: [choice('a', 1)] }, 'Moodle wants two'],
    [{ type: 'essay', stem: ' ', stemHtml: ' ' }, 'no text of its own'],
  ])('EX1 names a question Moodle would not take (%#)', (parts, reason) => {
    const { report } = exportExam({ title: 'x', questions: [made(parts)], media: [] }, 'moodle-xml');
    expect(report.skipped).toEqual([{ item: 'Made', type: parts.type, reason: expect.stringContaining(reason) }]);
  });

  it.each([
    [[33.33, 33.33, 33.33], [1, 1, 1], 0],
    [[1, 0.5], [2, 1], 0],
    [[50, 25], [50, 25], 0],
    [[5000, 2500], [2, 1], 0],
    [[1, 0.3333333], [1000, 333], 1],
  ])('EX1 gaps that count %j are %j in Moodle, whose gaps count by whole numbers', (shares, whole, told) => {
    const gaps = shares.map((share, index) => ({
      id: `g${index + 1}`,
      share,
      kind: 'text',
      caseSensitive: false,
      accepted: [{ text: 'a', weight: 1 }],
    }));
    const stem = gaps.map(({ id }) => `<span data-gap="${id}"></span>`).join(' ');
    const { content, report } = exportExam(
      { title: 'x', questions: [made({ type: 'cloze', stem, stemHtml: stem, gaps })], media: [] },
      'moodle-xml',
    );
    expect([...content.matchAll(/\{(\d+):SHORTANSWER/g)].map(([, share]) => Number(share))).toEqual(whole);
    expect(report.warnings.filter((one) => one.includes('rounded'))).toHaveLength(told);
  });

  it('EX1 writes no line of its own making into a file: names and texts cannot leave their place', () => {
    const hostile = made({
      name: ']]></text></name><question type="essay">',
      stem: 'x\n\n::y::z {T}\n$CATEGORY: a',
      type: 'essay',
      category: 'A</text>\n\n::b::c {T}',
      tags: ['t] {T}\n\n::d::e {T}'],
    });
    const sane = { ...hostile, stemHtml: 'x<br><br>::y::z {T}<br>$CATEGORY: a' };
    expect(
      importMoodleXml(Buffer.from(exportExam({ title: 'x', questions: [sane], media: [] }, 'moodle-xml').content)).report
        .imported,
    ).toBe(1);
    const gift = exportExam({ title: 'x', questions: [sane], media: [] }, 'gift').content;
    expect(importGift(Buffer.from(gift)).report).toMatchObject({ imported: 1, byType: { essay: 1 } });
  });
});
