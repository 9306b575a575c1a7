import { useCallback, useEffect, useState } from 'react';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useSeated } from '../../seat/seat-context.tsx';

export type Result =
  | { readonly state: 'asking' }
  | { readonly state: 'pending' }
  | { readonly state: 'released'; readonly result: CommandOutput<'attempt_result'> }
  | { readonly state: 'failed'; readonly error: unknown };

const ASK_EVERY_MS = 20_000;
/** What the room says when there is a result, or more to it than before. */
const NEWS: ReadonlySet<string> = new Set(['quiz_result', 'certificate_ready']);

/** The certificate of who passed is made after the result is there: until then there is more to come. */
const isWhole = (result: Result): boolean =>
  result.state === 'released' && (result.result.passed !== true || result.result.certificate !== undefined);

/** The result once the proctor has released it; asked for when the room tells of it, and now and then until it is whole. */
export function useResult(): { result: Result; ask: () => void } {
  const { api, connection } = useSeated().link;
  const [result, setResult] = useState<Result>({ state: 'asking' });

  const ask = useCallback(() => {
    api
      .call('attempt_result', {})
      .then((released) => setResult({ state: 'released', result: released }))
      .catch((error: unknown) => {
        const code = (error as { code?: unknown }).code;
        const without: Result = code === 'result_not_released' ? { state: 'pending' } : { state: 'failed', error };
        setResult((before) => (before.state === 'released' ? before : without));
      });
  }, [api]);

  const isDone = isWhole(result);
  useEffect(() => {
    if (isDone) return;
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask, isDone]);

  useEffect(() => connection.on('notification', ({ type }) => NEWS.has(type) && ask()), [connection, ask]);

  return { result, ask };
}
