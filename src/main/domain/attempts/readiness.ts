import type { Readiness } from '../../../shared/model/readiness.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { Entry } from '../sittings/sitting-store.ts';

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** As many as a page can show; what a client says beyond is left out. */
const MOST_CHECKS = 30;

/** What the client said of its computer, for staff; undefined before it said anything. */
export function toReadiness({ readyAt, ready }: Entry): Readiness | undefined {
  if (readyAt === undefined) return undefined;
  const { posture, checks } = record(ready);
  const { grade, measures } = record(posture);
  return {
    at: toIso(readyAt),
    ...(typeof grade === 'string' ? { grade } : {}),
    measures: (Array.isArray(measures) ? measures : []) as Readiness['measures'],
    checks: Object.fromEntries(
      Object.entries(record(checks))
        .filter((check): check is [string, string | number | boolean | null] => isPlain(check[1]))
        .slice(0, MOST_CHECKS),
    ),
  };
}
