import type { AttemptResult } from '../../shared/model/attempt.ts';

export type ResultsLanguage = 'en' | 'th';

const FIELDS = [
  'attemptId',
  'candidateNumber',
  'name',
  'score',
  'maxScore',
  'pendingPoints',
  'state',
  'riskScore',
  'incidents',
] as const satisfies readonly (keyof AttemptResult)[];

type Field = (typeof FIELDS)[number];

const HEADINGS: Record<ResultsLanguage, Record<Field, string>> = {
  en: {
    attemptId: 'Attempt',
    candidateNumber: 'Candidate number',
    name: 'Name',
    score: 'Score',
    maxScore: 'Maximum score',
    pendingPoints: 'Points still to grade',
    state: 'State',
    riskScore: 'Risk score',
    incidents: 'Incidents',
  },
  th: {
    attemptId: 'การสอบ',
    candidateNumber: 'เลขประจำตัวสอบ',
    name: 'ชื่อ',
    score: 'คะแนน',
    maxScore: 'คะแนนเต็ม',
    pendingPoints: 'คะแนนที่รอตรวจ',
    state: 'สถานะ',
    riskScore: 'คะแนนความเสี่ยง',
    incidents: 'เหตุการณ์',
  },
};

/** What a spreadsheet takes for the start of a formula, also behind blanks and in full width. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

/** A cell of text: never a formula, quoted where it must be. */
export function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A number stays a number, negative ones too: only text can be a formula. */
const cell = (value: string | number): string => (typeof value === 'number' ? String(value) : textCell(value));

/**
 * The results as CSV (RFC 4180, CRLF, with the mark spreadsheets need for UTF-8). Headings are the wire's field names,
 * or words in a language. Source: features EX7, protocol 6.
 */
export function resultsToCsv(results: readonly AttemptResult[], language?: ResultsLanguage): string {
  const heading = FIELDS.map((field) => textCell(language === undefined ? field : HEADINGS[language][field]));
  const lines = results.map((result) => FIELDS.map((field) => cell(result[field])));
  return `\uFEFF${[heading, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}
