import type { RequestSignal } from '../signal.ts';
import { findSigns, type Judgement, judge } from './find-signs.ts';
import type { Hit } from './hit.ts';
import { includedSigns } from './included-names.ts';
import type { Part } from './parameters.ts';
import { protocolFaults } from './protocol-faults.ts';
import { partsOf } from './request-parts.ts';
import { scannerSigns } from './scanners.ts';
import { sessionSigns } from './session-names.ts';

/** Headers found clean, by what they say: clients repeat theirs with every request. */
export interface CleanTexts {
  has(text: string): boolean;
  add(text: string): void;
}

/** What one request looks like by itself, without what its sender did before. */
export function lookAtRequest(signal: RequestSignal, clean: CleanTexts): Judgement | undefined {
  const hits: Hit[] = [...protocolFaults(signal), ...scannerSigns(signal)];
  if (signal.fault === undefined) for (const part of partsOf(signal)) hits.push(...lookAtPart(part, signal, clean));
  return hits.length === 0 ? undefined : judge(hits);
}

function lookAtPart(part: Part, signal: RequestSignal, clean: CleanTexts): readonly Hit[] {
  const isHeader = part.place === 'header';
  if (isHeader && clean.has(part.text)) return [];
  const hits = [...findSigns(part), ...sessionSigns(part, signal), ...includedSigns(part)];
  if (isHeader && hits.length === 0) clean.add(part.text);
  return hits;
}
