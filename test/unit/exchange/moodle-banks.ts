import type { ImportedExam } from '../../../src/main/exchange/imported-exam.ts';
import { importMoodleXml } from '../../../src/main/exchange/moodle-xml/import-moodle-xml.ts';
import type { Question } from '../../../src/shared/model/question.ts';

/** A picture of one dot, and the first frames of a sound, as bytes tell them. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const MP3 = Buffer.concat([Buffer.from('ID3\u0003\u0000'), Buffer.alloc(40, 1)]);

export const file = (name: string, bytes: Buffer, more = ''): string =>
  `<file name="${name}"${more} encoding="base64">${bytes.toString('base64')}</file>`;

/** A question of a bank; `stem` is HTML, in CDATA as Moodle writes it. */
export const question = (type: string, inside: string, stem = '<p>What is it?</p>', beside = ''): string =>
  `<question type="${type}"><name><text>One</text></name><questiontext format="html"><text><![CDATA[${stem}]]></text>${beside}` +
  `</questiontext>${inside}</question>`;

export const answer = (fraction: string, text: string, inside = ''): string =>
  `<answer fraction="${fraction}" format="html"><text><![CDATA[${text}]]></text>${inside}</answer>`;

export const importBank = (inside: string): ImportedExam =>
  importMoodleXml(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${inside}\n</quiz>`));

/** The one question a bank holds; the test fails if it was skipped. */
export function only(inside: string): Question {
  const { questions, report } = importBank(inside);
  const [first] = questions;
  if (!first || questions.length > 1 || report.skipped.length > 0)
    throw new Error(`one question expected: ${JSON.stringify(report)}`);
  return first;
}

/** What is said of a bank none of whose questions can be read, or of the skipped beside a good one. */
export const skippedIn = (inside: string): ImportedExam['report']['skipped'] =>
  importBank(`${question('description', '')}${inside}`).report.skipped;
