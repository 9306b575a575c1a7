import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ConnectionState } from '../../../../shared/client/index.ts';
import type { RecoveryMethod } from '../../../../shared/model/recovery.ts';
import type { RecoveryStatusEvent } from '../../../../shared/protocol/index.ts';
import type { CandidateDoor } from '../../../link/candidate-door.ts';
import { newRandomId } from '../../../link/random-id.ts';
import type { RecoveryOffer } from '../../../link/recovery-link.ts';

export interface RecoveryAsk {
  readonly method: RecoveryMethod;
  readonly reason?: string;
  readonly code?: string;
}

/** One request of a device that wants in: how it stands, and asking. Connected as long as it is on the page. */
export function useRecovery(door: Pick<CandidateDoor, 'openRecovery'>, { requestId, recoveryToken }: RecoveryOffer) {
  const link = useMemo(() => door.openRecovery({ requestId, recoveryToken }), [door, requestId, recoveryToken]);
  const [connection, setConnection] = useState<ConnectionState>(link.state);
  const [status, setStatus] = useState<RecoveryStatusEvent>();
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const stops = [link.onState(setConnection), link.onStatus(setStatus), link.start()];
    return () => {
      for (const stop of stops.toReversed()) stop();
    };
  }, [link]);

  const ask = useCallback(
    async (wanted: RecoveryAsk): Promise<void> => {
      setBusy(true);
      setError(undefined);
      try {
        const answer = await link.ask({ id: newRandomId(), ...wanted });
        setNeedsCode(answer.needsCode);
      } catch (caught) {
        setError(caught);
      } finally {
        setBusy(false);
      }
    },
    [link],
  );

  return {
    isConnected: connection.state === 'connected',
    isOver: connection.state === 'refused',
    status,
    needsCode,
    isBusy,
    error,
    ask,
  };
}
