import { useDeferredValue, useMemo } from 'react';
import { isOpenAlert } from '../../../../shared/model/alert.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { useAttempts } from '../../link/queries.ts';
import { useAlerts, useIsCaughtUp } from '../../link/room-context.tsx';
import type { Candidate } from './trouble.ts';

interface Candidates {
  readonly candidates: readonly Candidate[] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The candidates of an exam with their open alerts as the live feed counts them; a card whose facts are the same stays the same object. */
export function useCandidates(examId: ExamId): Candidates {
  const { data, error, refetch } = useAttempts(examId);
  const alerts = useDeferredValue(useAlerts());
  const isCaughtUp = useIsCaughtUp();

  const open = useMemo(() => {
    const counts = new Map<string, number>();
    for (const alert of alerts) {
      if (alert.attemptId && isOpenAlert(alert)) counts.set(alert.attemptId, (counts.get(alert.attemptId) ?? 0) + 1);
    }
    return counts;
  }, [alerts]);

  const candidates = useMemo(() => {
    if (!isCaughtUp) return data?.attempts;
    return data?.attempts.map((attempt) => {
      const openAlerts = open.get(attempt.id) ?? 0;
      return openAlerts === attempt.openAlerts ? attempt : { ...attempt, openAlerts };
    });
  }, [data, open, isCaughtUp]);

  return { candidates, error: data ? undefined : error, retry: () => void refetch() };
}
