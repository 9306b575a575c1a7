import type { Ids } from '../../src/main/domain/ports.ts';

/** Ids that count up (…000001, …000002), valid as version 4 UUIDs; the same in every run. */
export function createFakeIds(): Ids {
  let made = 0;
  const next = <Id extends string>() => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}` as Id;
  return { next, nextInOrder: next };
}
