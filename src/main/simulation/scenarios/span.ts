import { z } from 'zod';

const UNITS = { s: 1_000, min: 60_000 } as const;
const LONGEST_MS = 24 * 3_600_000;
const SHAPE = /^(\d{1,5}(?:\.\d{1,3})?)(s|min|%)$/;

/** Milliseconds of a span; a percentage is one of `workingMs`, the time the class works. */
export function spanMs(span: Span, workingMs: number): number {
  const [, amount, unit] = SHAPE.exec(span) ?? [];
  if (unit === '%') return (Number(amount) / 100) * workingMs;
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}

const isSpan = (text: string): boolean => {
  const [, amount, unit] = SHAPE.exec(text) ?? [];
  if (amount === undefined) return false;
  return unit === '%' ? Number(amount) <= 100 : spanMs(text, 0) <= LONGEST_MS;
};

const WHAT = 'a time: "30s", "5min" (at most a day) or "10%" of --minutes';

/** A length or point of time in a scenario: seconds, minutes, or a share of the time the class works. */
export const Span = z.string({ error: `expected ${WHAT}` }).refine(isSpan, `expected ${WHAT}`);
export type Span = z.infer<typeof Span>;

const isPair = (value: unknown): value is [Span, Span] =>
  Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'string' && isSpan(end));
/** Ends of different units can be compared only when --minutes is known: those are put in order then. */
const isInOrder = ([from, to]: [Span, Span]): boolean =>
  from.endsWith('%') !== to.endsWith('%') || spanMs(from, 100) <= spanMs(to, 100);

/** From when to when. */
export const Window = z
  .custom<[Span, Span]>(isPair, { error: `expected two times, e.g. ["20%", "5min"]; each is ${WHAT}` })
  .refine(isInOrder, 'expected the earlier time first');
export type Window = z.infer<typeof Window>;

/** One time, or two it is drawn between. */
export const Spans = z
  .custom<Span | [Span, Span]>((value) => (typeof value === 'string' ? isSpan(value) : isPair(value)), {
    error: `expected ${WHAT}, or two of them to draw between`,
  })
  .refine((value) => typeof value === 'string' || isInOrder(value), 'expected the earlier time first');
export type Spans = z.infer<typeof Spans>;

/** Both ends in ms, the earlier first. */
export function windowMs(spans: Spans, workingMs: number): readonly [number, number] {
  const [from, to] = typeof spans === 'string' ? [spans, spans] : spans;
  const ends = [spanMs(from, workingMs), spanMs(to, workingMs)] as const;
  return [Math.min(...ends), Math.max(...ends)];
}
