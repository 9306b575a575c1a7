import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ConnectionState } from '../../../../shared/client/index.ts';
import type { RecoveryMethod } from '../../../../shared/model/recovery.ts';
import type { RecoveryStatusEvent } from '../../../../shared/protocol/index.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { openRecoveryLink } from '../../../link/recovery-link.ts';

/** What a refused join was given to ask with. */
export interface RecoveryOffer {
  readonly requestId: string;
  readonly recoveryToken: string;
}

export interface RecoveryAsk {
  readonly method: RecoveryMethod;
  readonly reason?: string;
  readonly code?: string;
}

/** One request of a device that wants in: how it stands, and asking. Connected as long as it is on the page. */
export function useRecovery({ requestId, recoveryToken }: RecoveryOffer) {
  const connection = useMemo(() => openRecoveryLink(recoveryToken), [recoveryToken]);
  const [link, setLink] = useState<ConnectionState>(connection.state);
  const [status, setStatus] = useState<RecoveryStatusEvent>();
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const stops = [
      connection.onState(setLink),
      connection.on('recovery-status', (told) => {
        if (told.requestId === requestId) setStatus(told);
      }),
      connection.start(),
    ];
    return () => {
      for (const stop of stops.toReversed()) stop();
    };
  }, [connection, requestId]);

  const ask = useCallback(
    async (wanted: RecoveryAsk): Promise<void> => {
      setBusy(true);
      setError(undefined);
      try {
        const answer = await connection.request('recovery_request', { id: newRandomId(), ...wanted });
        setNeedsCode(answer.needsCode);
      } catch (caught) {
        setError(caught);
      } finally {
        setBusy(false);
      }
    },
    [connection],
  );

  return { isConnected: link.state === 'connected', isOver: link.state === 'refused', status, needsCode, isBusy, error, ask };
}
