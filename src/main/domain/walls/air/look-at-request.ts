import type { RequestSignal } from '../signal.ts';
import { findSigns, type Judgement, judge } from './find-signs.ts';
import type { Hit } from './hit.ts';
import { includedSigns } from './included-names.ts';
import type { Part } from './parameters.ts';
import { protocolFaults } from './protocol-faults.ts';
import { partsOf } from './request-parts.ts';
import { scannerSigns } from './scanners.ts';
import { sessionSigns } from './session-names.ts';

/** Texts found clean, by where they stood and what they say: clients repeat their headers, paths and parameters with every request. */
export interface CleanTexts {
  has(part: Part): boolean;
  add(part: Part): void;
}

/** What one request looks like by itself, without what its sender did before. */
export function lookAtRequest(signal: RequestSignal, clean: CleanTexts): Judgement | undefined {
  const hits: Hit[] = [...protocolFaults(signal), ...scannerSigns(signal)];
  if (signal.fault === undefined) for (const part of partsOf(signal)) hits.push(...lookAtPart(part, signal, clean));
  return hits.length === 0 ? undefined : judge(hits);
}

function lookAtPart(part: Part, signal: RequestSignal, clean: CleanTexts): readonly Hit[] {
  // A session's name is judged by the page it comes from, every time.
  const session = [...sessionSigns(part, signal)];
  if (clean.has(part)) return session;
  const hits = [...findSigns(part), ...includedSigns(part)];
  if (hits.length === 0) clean.add(part);
  return [...hits, ...session];
}
