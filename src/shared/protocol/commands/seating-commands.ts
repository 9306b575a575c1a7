import { z } from 'zod';
import { Accommodations } from '../../model/accommodations.ts';
import { PlainText } from '../../model/bounded-json.ts';
import { ClientMadeId, ExamId, UserId } from '../../model/ids.ts';
import { RosterPreview, rosterReading } from '../../model/roster-reading.ts';
import { IsoTime } from '../../model/time.ts';
import { done, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

const MOST_CANDIDATES = 20_000;
const seat = PlainText(50)
  .min(1)
  .refine((text) => text.trim() !== '', 'must not be blank');

/** Who sits where, with which code, under which conditions (EX3, EX10). */
export const SEATING_COMMANDS = {
  /** Reads a roster and tells what it would do; writes nothing. */
  roster_preview: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, bytes: z.instanceof(Uint8Array), ...rosterReading }),
    output: RosterPreview,
  },
  /** New unguessable access codes for everybody, or for those who have none; they are read on the sheet. */
  roster_codes: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, whose: z.enum(['all', 'missing']) }),
    output: z.strictObject({ codes: z.int() }),
  },
  /** Seats for everybody: the labels in turn by candidate number or by name, mixed, or none. */
  roster_seats: {
    roles: STAFF,
    input: z
      .strictObject({
        examId: ExamId,
        assign: z.enum(['by_number', 'by_name', 'at_random', 'clear']),
        seats: z.array(seat).max(MOST_CANDIDATES).optional(),
      })
      .refine(({ assign, seats = [] }) => assign === 'clear' || seats.length > 0, {
        path: ['seats'],
        message: 'name the seats to give out',
      })
      .refine(({ seats = [] }) => new Set(seats.map((label) => label.trim())).size === seats.length, {
        path: ['seats'],
        message: 'name a seat twice',
      }),
    output: z.strictObject({ seated: z.int(), withoutSeat: z.int() }),
  },
  /** The seat list to print, with the access codes on it; who opened it is on record. */
  roster_sheet: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({
      title: z.string(),
      madeAt: IsoTime,
      candidates: z.array(
        z.strictObject({
          candidateNumber: z.string(),
          name: z.string(),
          seat: z.string().optional(),
          /** Absent where none is set, or where an older version kept only what proves it. */
          accessCode: z.string().optional(),
          hasAccessCode: z.boolean(),
        }),
      ),
    }),
  },
  /** The roster in our own columns, without codes: it can be imported again. No cell is a formula. */
  roster_export: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ csv: z.string(), candidates: z.int() }),
  },
  /** Everything a candidate is granted, at once; holds from now on, also for who is at work. */
  accommodation_set: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      userId: UserId,
      extraMinutes: z.int().min(0).max(1_440),
      accommodations: Accommodations,
    }),
    output: z.strictObject({ ok: z.literal(true) }),
  },
  /** The candidate goes on a break they were granted: their clock stands still until they come back, or until it is over. */
  break_start: {
    roles: ['student'],
    input: z.strictObject({ id: ClientMadeId }),
    output: done.extend({ endsAt: IsoTime.optional() }),
  },
  break_end: { roles: ['student'], input: z.strictObject({ id: ClientMadeId }), output: done },
} as const satisfies CommandTable;
