import type { RosterLine } from '../domain/exams/seating-commands.ts';
import { exactTextCell } from './csv-cells.ts';

const COLUMNS: Readonly<Record<string, (line: RosterLine) => string | number | undefined>> = {
  candidateNumber: ({ candidateNumber }) => candidateNumber,
  firstName: ({ firstName }) => firstName,
  lastName: ({ lastName }) => lastName,
  email: ({ email }) => email,
  seat: ({ seat }) => seat,
  extraMinutes: ({ extraMinutes }) => extraMinutes,
  extraPercent: ({ accommodations }) => accommodations?.extraPercent,
  breaks: ({ accommodations }) => accommodations?.breaks?.count,
  breakMinutes: ({ accommodations }) => accommodations?.breaks?.minutes,
  zoom: ({ accommodations }) => accommodations?.zoom,
  screenReader: ({ accommodations }) => (accommodations?.screenReader ? 'yes' : undefined),
};

/** The roster as CSV (RFC 4180, CRLF, with the mark spreadsheets need) in the columns an import reads back as they were. No cell is a formula. Source: EX3. */
export function rosterToCsv(lines: readonly RosterLine[]): string {
  const rows = lines.map((line) => Object.values(COLUMNS).map((of) => exactTextCell(String(of(line) ?? ''))));
  return `\uFEFF${[Object.keys(COLUMNS), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}
