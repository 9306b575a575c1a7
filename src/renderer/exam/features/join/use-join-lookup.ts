import { useEffect, useState } from 'react';
import { normaliseJoinCode } from '../../../../shared/model/join-code.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import type { CandidateDoor } from '../../../link/candidate-door.ts';

export type JoinInfo = CommandOutput<'join_info'>;

export type Lookup =
  | { readonly state: 'idle' }
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly code: string; readonly info: JoinInfo }
  | { readonly state: 'failed'; readonly code: string; readonly error: unknown };

/** A room without an open exam is asked again: candidates often sit down before the proctor is ready. */
const ASK_AGAIN_MS = 4_000;

/** Asks the room for its open exams as soon as the code is whole, and again while there are none. */
export function useJoinLookup(door: CandidateDoor, address: string, typedCode: string): Lookup & { again: () => void } {
  const [lookup, setLookup] = useState<Lookup>({ state: 'idle' });
  const [asked, setAsked] = useState(0);
  const code = normaliseJoinCode(typedCode);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `asked` means: ask again
  useEffect(() => {
    if (code === undefined) {
      setLookup({ state: 'idle' });
      return;
    }
    let isCurrent = true;
    setLookup((before) => ('code' in before && before.code === code && before.state === 'found' ? before : { state: 'looking' }));
    door
      .lookUp(address, code)
      .then((info) => {
        if (isCurrent) setLookup({ state: 'found', code, info });
      })
      .catch((error: unknown) => {
        if (isCurrent) setLookup({ state: 'failed', code, error });
      });
    return () => {
      isCurrent = false;
    };
  }, [door, address, code, asked]);

  const isEmpty = lookup.state === 'found' && lookup.info.exams.length === 0;
  const isNotOpen = lookup.state === 'failed' && (lookup.error as { code?: unknown }).code === 'exam_not_open';
  useEffect(() => {
    if (!isEmpty && !isNotOpen) return;
    const timer = setInterval(() => setAsked((count) => count + 1), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isEmpty, isNotOpen]);

  return { ...lookup, again: () => setAsked((count) => count + 1) };
}
