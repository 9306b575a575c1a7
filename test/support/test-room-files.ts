import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of the account `admin` in every room a test starts. */
export const ADMIN_PASSWORD = 'a quiet lighthouse keeper';

/** Our own paper with one question of each type; eight questions, seven of them answerable, a point each. */
export const EVERY_TYPE_GIFT = readFileSync(join(import.meta.dirname, 'fixtures/every-type.gift'), 'utf8');
/** Stands in keys, names and feedback of that paper, and nowhere a candidate may look. */
export const KEY_CANARY = 'canary';

export interface RosterLine {
  readonly candidateNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly seat?: string;
  readonly extraMinutes?: number;
  readonly accessCode?: string;
}

/** `count` candidates C001, C002 … with names that stand nowhere else. */
export const rosterLines = (count: number): RosterLine[] =>
  Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return { candidateNumber: `C${number}`, firstName: `Firstname${number}`, lastName: `Lastname${number}`, seat: `S${number}` };
  });

/** Candidates as the roster file in our own columns. */
export const rosterCsv = (lines: readonly RosterLine[]): string =>
  [
    'candidateNumber,firstName,lastName,seat,extraMinutes,accessCode',
    ...lines.map((line) =>
      [line.candidateNumber, line.firstName, line.lastName, line.seat ?? '', line.extraMinutes ?? '', line.accessCode ?? ''].join(
        ',',
      ),
    ),
  ].join('\n');
