import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { AttemptSummary } from '../../../shared/model/attempt.ts';
import { keys } from '../link/query-keys.ts';
import { useRoom } from '../link/room-context.tsx';

/** Candidates by attempt id: alerts carry no names, so they are looked up for display. */
export type CandidateIndex = ReadonlyMap<string, AttemptSummary>;

/** The candidates of every exam these alerts are about. */
export function useCandidateIndex(alerts: readonly Alert[]): CandidateIndex {
  const { api } = useRoom();
  const examIds = useMemo(() => [...new Set(alerts.flatMap(({ examId }) => examId ?? []))].sort(), [alerts]);
  return useQueries({
    queries: examIds.map((examId) => ({ queryKey: keys.attempts(examId), queryFn: () => api.call('attempts_list', { examId }) })),
    combine: combineIndex,
  });
}

function combineIndex(results: readonly { data: { attempts: AttemptSummary[] } | undefined }[]): CandidateIndex {
  return new Map(results.flatMap(({ data }) => data?.attempts ?? []).map((attempt) => [attempt.id, attempt]));
}
