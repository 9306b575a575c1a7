import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { RoomApi } from '../../../../shared/client/index.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';

export type AuditEntry = CommandOutput<'audit_list'>['entries'][number];
export interface AuditPage {
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
  /** How many there are in all. */
  readonly total: number;
}

const PAGE = 500;

/**
 * The number of the last entry. The log is numbered without gaps and read forwards only, so the end is found by
 * doubling and halving: some twenty small questions for a million entries.
 */
async function findLastSeq(api: RoomApi, from: number): Promise<number> {
  const isThere = async (seq: number) => (await api.call('audit_list', { afterSeq: seq - 1, limit: 1 })).entries.length > 0;
  let known = from;
  let step = PAGE;
  while (await isThere(known + step)) {
    known += step;
    step *= 2;
  }
  let beyond = known + step;
  while (beyond - known > 1) {
    const middle = known + ((beyond - known) >> 1);
    if (await isThere(middle)) known = middle;
    else beyond = middle;
  }
  return known;
}

/** The newest `count` entries. */
async function readNewest(api: RoomApi, count: number): Promise<AuditPage> {
  const { entries } = await api.call('audit_list', { afterSeq: 0, limit: PAGE });
  const lastSeq = entries.length < PAGE ? (entries.at(-1)?.seq ?? 0) : await findLastSeq(api, PAGE);
  if (lastSeq <= entries.length) return { entries: entries.toReversed().slice(0, count), total: lastSeq };
  const newest: AuditEntry[] = [];
  for (let afterSeq = Math.max(0, lastSeq - count); ; ) {
    const page = await api.call('audit_list', { afterSeq, limit: PAGE });
    newest.push(...page.entries);
    afterSeq = page.entries.at(-1)?.seq ?? afterSeq;
    if (page.entries.length < PAGE) break;
  }
  return { entries: newest.toReversed(), total: newest.at(-1)?.seq ?? lastSeq };
}

export function useAudit(count: number): UseQueryResult<AuditPage> {
  const { api } = useRoom();
  return useQuery({
    queryKey: [...keys.audit, count],
    queryFn: () => readNewest(api, count),
    staleTime: 0,
    placeholderData: (before) => before,
  });
}
