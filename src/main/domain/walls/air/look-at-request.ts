import type { RequestSignal } from '../signal.ts';
import type { CleanMemory } from './clean-memory.ts';
import { findSigns, type Judgement, judge } from './find-signs.ts';
import type { Hit } from './hit.ts';
import { includedSigns } from './included-names.ts';
import type { Part } from './parameters.ts';
import { protocolFaults } from './protocol-faults.ts';
import { partsOf } from './request-parts.ts';
import { scannerSigns } from './scanners.ts';
import { sessionSigns } from './session-names.ts';

/** What one request looks like by itself, without what its sender did before. */
export function lookAtRequest(signal: RequestSignal, clean: CleanMemory): Judgement | undefined {
  const name = clean.nameOf(signal);
  if (name !== undefined && clean.hasRequest(name)) return undefined;
  const hits: Hit[] = [...protocolFaults(signal), ...scannerSigns(signal)];
  if (signal.fault === undefined) for (const part of partsOf(signal)) hits.push(...lookAtPart(part, signal, clean));
  if (hits.length > 0) return judge(hits);
  if (name !== undefined) clean.addRequest(name);
  return undefined;
}

function lookAtPart(part: Part, signal: RequestSignal, clean: CleanMemory): readonly Hit[] {
  // A session's name is judged by the page it comes from, every time.
  const session = [...sessionSigns(part, signal)];
  if (clean.hasPart(part)) return session;
  const hits = [...findSigns(part), ...includedSigns(part)];
  if (hits.length === 0) clean.addPart(part);
  return [...hits, ...session];
}
