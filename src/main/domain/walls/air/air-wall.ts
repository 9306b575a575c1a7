import type { Severity } from '../../../../shared/model/severity.ts';
import type { Detector, Finding } from '../finding.ts';
import type { RequestSignal } from '../signal.ts';
import { type CleanMemory, createCleanMemory } from './clean-memory.ts';
import { reasonsOf } from './in-words.ts';
import { lookAtRequest } from './look-at-request.ts';
import { createProbingMemory, type ProbingMemory, seeProbing } from './probing.ts';
import type { AttackType } from './sign.ts';

const SEVERITIES: Readonly<Record<AttackType, Severity>> = {
  sql_injection: 'high',
  shell_injection: 'high',
  code_injection: 'high',
  server_side_request: 'high',
  path_traversal: 'high',
  sensitive_file: 'medium',
  remote_file_inclusion: 'high',
  cross_site_scripting: 'high',
  session_fixation: 'medium',
  scanner: 'medium',
  request_smuggling: 'high',
  malformed_request: 'medium',
};
/** What the Air Wall remembers: sources that try doors, and what it need not look at again. */
export interface AirState {
  readonly sources: ProbingMemory;
  readonly clean: CleanMemory;
  /** Under which name an address is remembered: itself in a replay, a keyed pseudonym in a room (ID7). */
  readonly nameOf: (address: string) => string;
}

export const createAirState = (nameOf: AirState['nameOf'] = (address) => address): AirState => ({
  sources: createProbingMemory(),
  clean: createCleanMemory(),
  nameOf,
});

/**
 * W1: looks at one HTTP request or handshake, and at what its sender did before. At most one finding a request: what it is by
 * itself, or else what it adds up to. A finding is a reason to look; the request was answered as any other.
 */
export const airWall: Detector<RequestSignal, AirState> = (signal, { sources, clean, nameOf }) => {
  const found = { wall: 'air', subject: { ip: signal.ip, user: signal.user }, at: signal.at } as const;
  const judged = lookAtRequest(signal, clean);
  const probed = seeProbing(signal, sources, nameOf);
  if (judged) {
    const { type, confidence, hits } = judged;
    return [{ ...found, type, severity: SEVERITIES[type], confidence, reasons: reasonsOf(hits) }] satisfies Finding[];
  }
  if (!probed) return [];
  return [
    { ...found, type: probed.type, severity: probed.severity, confidence: 0.8, reasons: [probed.reason] },
  ] satisfies Finding[];
};
