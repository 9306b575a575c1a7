import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { NotificationSeverity } from '../../../../shared/model/notification.ts';

export interface Filter {
  readonly unread: boolean;
  readonly type: string | undefined;
  readonly severity: NotificationSeverity | undefined;
}

/** Which notifications are shown, kept in the address, so that a reload or Back shows the same. */
export function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo<Filter>(
    () => ({
      unread: params.get('show') === 'unread',
      type: params.get('type') ?? undefined,
      severity: NotificationSeverity.safeParse(params.get('severity')).data,
    }),
    [params],
  );
  const change = useCallback(
    (part: Partial<Filter>) => {
      const { unread, type, severity } = { ...filter, ...part };
      const values = { show: unread ? 'unread' : undefined, type, severity };
      const set = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
      setParams(new URLSearchParams(set), { replace: true });
    },
    [filter, setParams],
  );
  return [filter, change];
}
