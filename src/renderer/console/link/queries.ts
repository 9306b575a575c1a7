import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AttemptDetail } from '../../../shared/model/attempt.ts';
import type { ExamDetail } from '../../../shared/model/exam.ts';
import type { ExamId } from '../../../shared/model/ids.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/protocol/index.ts';
import { keys } from './query-keys.ts';
import { useRoom } from './room-context.tsx';

/** Scores fade with time and no event says so: what shows them is asked for again now and then. */
const FADING_MS = 15_000;

/** Asks the room and keeps the answer under `queryKey`; any command that reads. */
export function useCommandQuery<Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
  queryKey: readonly unknown[],
  options: { refetchInterval?: number; enabled?: boolean } = {},
): UseQueryResult<CommandOutput<Name>> {
  const { api } = useRoom();
  return useQuery({ queryKey, queryFn: () => api.call(command, input), ...options });
}

export const useExams = (): UseQueryResult<CommandOutput<'exams_list'>> => useCommandQuery('exams_list', {}, keys.exams);

export const useExam = (examId: ExamId): UseQueryResult<ExamDetail> => useCommandQuery('exam_get', { examId }, keys.exam(examId));

export const useRoster = (examId: ExamId): UseQueryResult<CommandOutput<'roster_get'>> =>
  useCommandQuery('roster_get', { examId }, keys.roster(examId));

export const useAttempts = (examId: ExamId): UseQueryResult<CommandOutput<'attempts_list'>> =>
  useCommandQuery('attempts_list', { examId }, keys.attempts(examId), { refetchInterval: FADING_MS });

export const useAttempt = (attemptId: AttemptDetail['id']): UseQueryResult<AttemptDetail> =>
  useCommandQuery('attempt_detail', { attemptId }, keys.attempt(attemptId), { refetchInterval: FADING_MS });

export const useRoomInfo = (): UseQueryResult<CommandOutput<'room_info'>> => useCommandQuery('room_info', {}, keys.room);

export const useResults = (examId: ExamId): UseQueryResult<CommandOutput<'results_get'>> =>
  useCommandQuery('results_get', { examId }, keys.results(examId));

/**
 * A command that changes something. What it may have changed is asked for again when it is done, also when it failed:
 * a `state_conflict` means the page was behind.
 */
export function useCommand<Name extends CommandName>(
  command: Name,
  touches: readonly (readonly unknown[])[] = [],
): UseMutationResult<CommandOutput<Name>, unknown, CommandInput<Name>> {
  const { api } = useRoom();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (input: CommandInput<Name>) => api.call(command, input),
    onSettled: () => {
      for (const queryKey of touches) void cache.invalidateQueries({ queryKey });
    },
  });
}
