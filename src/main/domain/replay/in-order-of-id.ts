import type { AttemptId } from '../../../shared/model/ids.ts';

/** An order that does not depend on how they are stored. */
export const inOrderOfId = <Kept extends { readonly id: AttemptId }>(attempts: readonly Kept[]): Kept[] =>
  attempts.toSorted((one, other) => (one.id < other.id ? -1 : 1));
