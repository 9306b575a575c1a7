import { z } from 'zod';

const MAX_DEPTH = 8;
const MAX_NODES = 2_000;
const MAX_KEY = 128;

/** What is wrong with one value itself, whatever is inside it. */
function flawOf(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number that is not finite';
  if (typeof value === 'string' && !value.isWellFormed()) return 'text that is not valid Unicode';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 'something that is not JSON (binary data)';
  const isAllowed = (key: string) => key !== '__proto__' && key.length <= MAX_KEY && key.isWellFormed();
  return Object.keys(value).every(isAllowed) ? undefined : 'a field name that is not allowed';
}

/** Says why a value is not acceptable as free-form JSON, or nothing. Iterative, so depth cannot overflow the stack. */
function refusal(root: unknown): string | undefined {
  const pending: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let nodes = 0;
  for (let item = pending.pop(); item; item = pending.pop()) {
    if (++nodes > MAX_NODES) return `more than ${MAX_NODES} values`;
    if (item.depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
    const flaw = flawOf(item.value);
    if (flaw) return flaw;
    if (typeof item.value !== 'object' || item.value === null) continue;
    for (const value of Object.values(item.value)) pending.push({ value, depth: item.depth + 1 });
  }
  return undefined;
}

/** A JSON object of a client's own making, bounded in depth (8), values (2,000) and key length; security 21. */
export const BoundedJson = z.preprocess(
  (value: Record<string, unknown>, check) => {
    // Looked at as it came: a record leaves out a field of this name of its own without a word.
    const reason = refusal(value);
    if (reason) check.addIssue({ code: 'custom', message: `contains ${reason}` });
    return value;
  },
  z.record(z.string(), z.unknown()),
);
export type BoundedJson = z.infer<typeof BoundedJson>;

/** Text a person typed: valid Unicode without NUL, at most `max` UTF-16 units. */
export const PlainText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'is not valid text');
