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

/** The newest `count` entries; the log is numbered without gaps, so the last number is how many there are. */
async function readNewest(api: RoomApi, count: number): Promise<AuditPage> {
  const entries: AuditEntry[] = [];
  for (let beforeSeq: number | undefined; entries.length < count; ) {
    const limit = Math.min(PAGE, count - entries.length);
    const page = await api.call('audit_list', { order: 'newest', limit, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
    entries.push(...page.entries);
    beforeSeq = page.nextBeforeSeq;
    if (beforeSeq === undefined) break;
  }
  return { entries, total: entries[0]?.seq ?? 0 };
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
