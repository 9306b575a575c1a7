import { useCallback, useState } from 'react';
import { newRandomId } from '../../link/random-id.ts';
import { useSeated, useWork } from './seat-context.tsx';

/** Going on a break and coming back (EX10). What was typed is handed over first: nothing that was answered before the break waits in it. */
export function useBreak(name: 'break_start' | 'break_end') {
  const { link, drafts } = useSeated();
  const { pendingAnswers } = useWork();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = useCallback(async (): Promise<void> => {
    drafts.flush();
    setBusy(true);
    try {
      await link.connection.request(name, { id: newRandomId() });
      setError(undefined);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  }, [drafts, link, name]);
  return { take, isBusy, error, isSaved: pendingAnswers === 0 };
}
