import { z } from 'zod';

/** What a column of a roster can tell. */
export const RosterField = z.enum([
  'candidateNumber',
  'firstName',
  'lastName',
  'fullName',
  'email',
  'seat',
  'extraMinutes',
  'accessCode',
  'status',
  'extraPercent',
  'breaks',
  'breakMinutes',
  'zoom',
  'screenReader',
]);
export type RosterField = z.infer<typeof RosterField>;

export const RosterSeparator = z.enum(['comma', 'semicolon', 'tab', 'pipe']);
export type RosterSeparator = z.infer<typeof RosterSeparator>;
export const RosterEncoding = z.enum(['utf-8', 'utf-16', 'windows-1252', 'windows-874']);
export type RosterEncoding = z.infer<typeof RosterEncoding>;

/** Field -> the file's column, from 0. */
export type RosterMapping = Partial<Record<RosterField, number>>;

const PAIR = /^([a-zA-Z]+):(\d{1,3})$/;

/** A mapping as it stands in an address: `candidateNumber:0,firstName:2`. */
export const RosterMappingText = z
  .string()
  .max(400)
  .refine((text) => readMapping(text) !== undefined, 'is not field:column,field:column with each field once');

/** Nothing where the text is none. */
export function readMapping(text: string): RosterMapping | undefined {
  const mapping: RosterMapping = {};
  for (const part of text.split(',')) {
    const [, name = '', column = ''] = PAIR.exec(part) ?? [];
    const field = RosterField.safeParse(name);
    if (!field.success || mapping[field.data] !== undefined) return undefined;
    mapping[field.data] = Number(column);
  }
  return mapping;
}

export const writeMapping = (mapping: RosterMapping): string =>
  Object.entries(mapping)
    .map(([field, column]) => `${field}:${column}`)
    .join(',');

/** How somebody says a roster is to be read; what is left out is found out. */
export const rosterReading = {
  columns: RosterMappingText.optional(),
  header: z.enum(['yes', 'no']).optional(),
  separator: RosterSeparator.optional(),
  encoding: RosterEncoding.optional(),
};

/** What a roster would do, before anything is written (EX3). */
export const RosterPreview = z.strictObject({
  separator: RosterSeparator,
  encoding: RosterEncoding,
  hasHeader: z.boolean(),
  columns: z.array(z.strictObject({ name: z.string(), examples: z.array(z.string()) })),
  mapping: z.partialRecord(RosterField, z.int()),
  /** Fields without which nothing can be read. */
  missing: z.array(RosterField),
  /** The first lines as they would be read. */
  rows: z.array(
    z.strictObject({ line: z.int(), candidateNumber: z.string(), name: z.string(), isKnown: z.boolean(), details: z.string() }),
  ),
  added: z.int(),
  updated: z.int(),
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  /** Of lines that would be taken: a seat or an access code that stands on several; absent where there is none. */
  warnings: z.array(z.strictObject({ line: z.int(), reason: z.string() })).optional(),
});
export type RosterPreview = z.infer<typeof RosterPreview>;
