import type { ZodError } from 'zod';

/** The first thing that is wrong with an input, in words, and the field it is wrong in; no field where it is all of it. */
export interface Flaw {
  readonly field: string;
  readonly message: string;
}

const pathOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** What a refusal says of input that does not fit its schema: the same for one command and for one event of a batch. */
export function firstFlaw({ issues: [issue] }: ZodError): Flaw {
  if (!issue) return { field: '', message: 'The input is not valid.' };
  const isUnknown = issue.code === 'unrecognized_keys';
  const field = isUnknown ? pathOf([...issue.path, issue.keys[0] ?? '']) : pathOf(issue.path);
  const message = isUnknown ? 'There is no such field.' : issue.message;
  return { field, message: field ? `${field}: ${message}` : message };
}
