import { randomUUID } from 'node:crypto';
import type { Ids } from '../domain/ports.ts';

/** Random UUIDs (version 4), which tell nothing about when or in which order they were made. */
export function createIds(): Ids {
  return { next: <Id extends string>() => randomUUID() as string as Id };
}
