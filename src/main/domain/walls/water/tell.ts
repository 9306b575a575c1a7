import type { Severity } from '../../../../shared/model/severity.ts';
import type { Finding, FindingSubject } from '../finding.ts';
import { TELL_EVERY_MS } from './limits.ts';
import type { Told } from './water-state.ts';

export type WaterType = 'traffic_flood' | 'connection_churn' | 'slow_client' | 'unusual_traffic';

/** One finding, unless the same was told of the same source a moment ago. */
export function tell(
  told: Told,
  at: number,
  facts: {
    readonly type: WaterType;
    readonly severity: Severity;
    readonly confidence: number;
    readonly subject: FindingSubject;
    readonly reason: string;
  },
): readonly Finding[] {
  const { type, severity, confidence, subject, reason } = facts;
  const last = told.get(type);
  if (last !== undefined && Math.abs(at - last) < TELL_EVERY_MS) return [];
  told.set(type, at);
  // Who has signed in is at their own address: it is sealed with their session.
  const isOwnAddress = subject.user !== undefined;
  return [{ wall: 'water', type, severity, confidence, subject, isOwnAddress, reasons: [reason], at }];
}

const LATELY_MS = 30_000;

/** Was one of these told of a moment ago? What that source does then is known, and not everybody's. */
export const wasTold = (told: Told | undefined, at: number, ...types: readonly WaterType[]): boolean =>
  told !== undefined &&
  told.size > 0 &&
  types.some((type) => Math.abs(at - (told.get(type) ?? Number.NEGATIVE_INFINITY)) < LATELY_MS);
