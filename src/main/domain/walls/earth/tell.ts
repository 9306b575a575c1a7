import type { Severity } from '../../../../shared/model/severity.ts';
import type { Finding } from '../finding.ts';
import type { OperationSignal } from '../signal.ts';
import type { Doer } from './earth-state.ts';
import { TELL_EVERY_MS } from './limits.ts';

export type EarthType = 'data_access_violation' | 'mass_export' | 'unusual_staff_activity';

/** One finding about whoever gave the command, unless the same was told a moment ago. */
export function tell(
  { at, ip, user, session }: OperationSignal,
  { told }: Doer,
  { type, severity, confidence, reason }: { type: EarthType; severity: Severity; confidence: number; reason: string },
): readonly Finding[] {
  const name = `${type} ${severity}`;
  const last = told.get(name);
  if (last !== undefined && Math.abs(at - last) < TELL_EVERY_MS) return [];
  told.set(name, at);
  // Who has signed in is at their own address: it is sealed with their session.
  const isOwnAddress = user !== undefined;
  return [{ wall: 'earth', type, severity, confidence, subject: { ip, user, session }, isOwnAddress, reasons: [reason], at }];
}
