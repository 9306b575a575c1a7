import { type Accommodations, Breaks, SCREEN_READER_EVENTS, Zoom } from '../../shared/model/accommodations.ts';
import { plainName } from '../../shared/model/plain-name.ts';
import type { RosterField } from '../../shared/model/roster-reading.ts';
import { readBack } from './csv-cells.ts';
import type { RosterColumns } from './roster-columns.ts';

/** One candidate of a roster file. Of the optional fields, absent: the file has no such column; '' or 0: its cell is empty. */
export interface RosterRow {
  readonly line: number;
  /** As `plainName` keeps it; compare by `asMeant`. */
  readonly candidateNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  readonly seat?: string;
  readonly extraMinutes?: number;
  readonly accessCode?: string;
  /** What the columns there are say of accommodations; an empty cell takes one away. */
  readonly accommodations?: { readonly [Name in keyof Accommodations]?: Accommodations[Name] | undefined };
}

/** A line is no candidate; the reason is for the person who made the file. */
export class Rejected extends Error {}

const MAX_CELL = 200;
const MAX_EXTRA_MINUTES = 1_440;
const MAX_EXTRA_PERCENT = 400;
const YES = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'ใช่']);
const NO = new Set(['', 'no', 'n', 'false', '0', 'nein', 'non', 'ไม่']);

type Cell = (field: RosterField) => string;

const shown = (text: string): string => `"${text.slice(0, 20).toWellFormed()}"`;

/** A whole number of a cell; an empty cell is 0. */
function wholeNumber(cell: Cell, field: RosterField, most: number): number {
  const isShare = field === 'extraPercent' || field === 'zoom';
  const text = isShare ? cell(field).replace(/\s*%$/, '') : cell(field);
  if (text === '') return 0;
  if (/^\d{1,4}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Rejected(`${field} must be a whole number from 0 to ${most}, not ${shown(cell(field))}`);
}

function yesOrNo(cell: Cell, field: RosterField): boolean {
  const text = cell(field).toLowerCase();
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  throw new Rejected(`${field} must be yes or no, not ${shown(cell(field))}`);
}

function breaksOf(cell: Cell): Breaks | undefined {
  const count = wholeNumber(cell, 'breaks', 20);
  const minutes = wholeNumber(cell, 'breakMinutes', 120);
  if (count === 0 && minutes === 0) return undefined;
  const breaks = Breaks.safeParse({ count, minutes });
  if (!breaks.success) throw new Rejected('breaks and breakMinutes belong together: how many breaks, and how many minutes each');
  return breaks.data;
}

function zoomOf(cell: Cell): Zoom | undefined {
  const percent = wholeNumber(cell, 'zoom', 1_000);
  if (percent === 0) return undefined;
  const zoom = Zoom.safeParse(percent);
  if (!zoom.success) throw new Rejected(`zoom must be 100, 110, 125, 150, 175 or 200, not ${shown(cell('zoom'))}`);
  return zoom.data;
}

function accommodationsOf(cell: Cell, at: RosterColumns['at']): RosterRow['accommodations'] {
  const has = (field: RosterField): boolean => at[field] !== undefined;
  const screenReader = has('screenReader') ? yesOrNo(cell, 'screenReader') : undefined;
  const told: RosterRow['accommodations'] = {
    ...(has('extraPercent') ? { extraPercent: wholeNumber(cell, 'extraPercent', MAX_EXTRA_PERCENT) || undefined } : {}),
    ...(has('breaks') && has('breakMinutes') ? { breaks: breaksOf(cell) } : {}),
    ...(has('zoom') ? { zoom: zoomOf(cell) } : {}),
    ...(screenReader === undefined
      ? {}
      : { screenReader: screenReader || undefined, detectorsOff: screenReader ? [...SCREEN_READER_EVENTS] : undefined }),
  };
  return Object.keys(told).length === 0 ? undefined : told;
}

/** `Doe, Jane` as Canvas sorts, or `Jane Doe`: then the last word is the last name. */
function splitName(full: string): { firstName: string; lastName: string } {
  const comma = full.indexOf(',');
  if (comma >= 0) return { firstName: full.slice(comma + 1).trim(), lastName: full.slice(0, comma).trim() };
  const space = full.lastIndexOf(' ');
  return { firstName: full.slice(0, Math.max(space, 0)), lastName: full.slice(space + 1) };
}

/** The candidate on a line. Throws `Rejected` with the reason where it is none. */
export function readRow(line: number, cells: readonly string[], at: RosterColumns['at']): RosterRow {
  const cell: Cell = (field) => {
    // Our own export marks a number such as +66 81 as text; read as it stands it would be somebody else.
    const text = plainName(readBack(cells[at[field] ?? -1] ?? ''));
    if (text.length > MAX_CELL) throw new Rejected(`${field} is longer than ${MAX_CELL} characters`);
    return text;
  };
  const status = cell('status').toLowerCase();
  if (status === 'deleted' || status === 'suspended') throw new Rejected(`the status of this user is ${status}`);
  if (/^points possible$/i.test(cells[0]?.trim() ?? '')) throw new Rejected('this line holds the points of a gradebook');
  const candidateNumber = cell('candidateNumber');
  if (candidateNumber === '') throw new Rejected('the candidate number is empty');
  const name =
    at.fullName === undefined ? { firstName: cell('firstName'), lastName: cell('lastName') } : splitName(cell('fullName'));
  if (name.firstName === '' && name.lastName === '') throw new Rejected('the name is empty');
  const accommodations = accommodationsOf(cell, at);
  return {
    line,
    candidateNumber,
    ...name,
    ...(at.email === undefined ? {} : { email: cell('email') }),
    ...(at.seat === undefined ? {} : { seat: cell('seat') }),
    ...(at.extraMinutes === undefined ? {} : { extraMinutes: wholeNumber(cell, 'extraMinutes', MAX_EXTRA_MINUTES) }),
    ...(at.accessCode === undefined ? {} : { accessCode: cell('accessCode') }),
    ...(accommodations === undefined ? {} : { accommodations }),
  };
}
