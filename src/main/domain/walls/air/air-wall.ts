import type { Severity } from '../../../../shared/model/severity.ts';
import { BoundedMemory } from '../bounded-memory.ts';
import type { Detector, Finding } from '../finding.ts';
import type { RequestSignal } from '../signal.ts';
import { reasonsOf } from './in-words.ts';
import { type CleanTexts, lookAtRequest } from './look-at-request.ts';
import type { Part } from './parameters.ts';
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
/** Texts known to be clean; clients repeat theirs with every request. Those longer than this are looked at each time. */
const MOST_CLEAN = 1_024;
const LONGEST_CLEAN = 512;
/** What is written in an address changes more often and would push out the headers. */
const LONGEST_CLEAN_ELSEWHERE = 48;

/** What the Air Wall remembers: sources that try doors, and texts it need not look at again. */
export interface AirState {
  readonly sources: ProbingMemory;
  readonly clean: CleanTexts;
}

export function createAirState(): AirState {
  const texts = new BoundedMemory<string, true>(MOST_CLEAN, () => true);
  return {
    sources: createProbingMemory(),
    clean: {
      has: (part) => isShort(part) && texts.peek(nameOf(part)) === true,
      add: (part) => {
        if (isShort(part)) texts.of(nameOf(part));
      },
    },
  };
}

/** The same text is clean in one place and a sign in another. */
const nameOf = ({ place, of, text }: Part): string => `${place} ${of} ${text}`;
const isShort = ({ place, text }: Part): boolean => text.length <= (place === 'header' ? LONGEST_CLEAN : LONGEST_CLEAN_ELSEWHERE);

/**
 * W1: looks at one HTTP request or handshake, and at what its sender did before. At most one finding a request: what it is by
 * itself, or else what it adds up to. A finding is a reason to look; the request was answered as any other.
 */
export const airWall: Detector<RequestSignal, AirState> = (signal, { sources, clean }) => {
  const found = { wall: 'air', subject: { ip: signal.ip, user: signal.user }, at: signal.at } as const;
  const judged = lookAtRequest(signal, clean);
  const probed = seeProbing(signal, sources);
  if (judged) {
    const { type, confidence, hits } = judged;
    return [{ ...found, type, severity: SEVERITIES[type], confidence, reasons: reasonsOf(hits) }] satisfies Finding[];
  }
  if (!probed) return [];
  return [
    { ...found, type: probed.type, severity: probed.severity, confidence: 0.8, reasons: [probed.reason] },
  ] satisfies Finding[];
};
