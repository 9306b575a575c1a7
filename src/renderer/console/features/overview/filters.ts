import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { isFinished } from '../../../../shared/model/attempt.ts';
import { type Candidate, isMissing, needsAttention } from './trouble.ts';

export const SHOWS = ['all', 'attention', 'waiting', 'working', 'suspended', 'missing', 'finished'] as const;
export type Show = (typeof SHOWS)[number];
export type View = 'grid' | 'table';

export const SHOW_RULES: Record<Show, (candidate: Candidate) => boolean> = {
  all: () => true,
  attention: needsAttention,
  waiting: ({ state }) => state === 'waiting',
  working: ({ state }) => state === 'in_progress' || state === 'paused',
  suspended: ({ state }) => state === 'suspended',
  missing: isMissing,
  finished: ({ state }) => isFinished(state),
};

export interface Filters {
  readonly show: Show;
  readonly query: string;
  readonly view: View;
}

const isShow = (value: string | null): value is Show => SHOWS.some((show) => show === value);

/** What the overview shows, kept in the address, so that a reload or a passed-on link shows the same. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo<Filters>(() => {
    const show = params.get('show');
    return {
      show: isShow(show) ? show : 'all',
      query: params.get('q') ?? '',
      view: params.get('view') === 'table' ? 'table' : 'grid',
    };
  }, [params]);
  const change = useCallback(
    (part: Partial<Filters>) => {
      setParams(
        (before) => {
          const next = { ...filters, ...part };
          const after = new URLSearchParams(before);
          const put = (name: string, value: string, usual: string) =>
            value === usual ? after.delete(name) : after.set(name, value);
          put('show', next.show, 'all');
          put('q', next.query, '');
          put('view', next.view, 'grid');
          return after;
        },
        { replace: true },
      );
    },
    [filters, setParams],
  );
  return [filters, change];
}

/** Matches name, candidate number or seat; every word must be found somewhere. */
export function matches(candidate: Candidate, query: string): boolean {
  const text = `${candidate.name} ${candidate.candidateNumber} ${candidate.seat ?? ''}`.toLocaleLowerCase();
  return query
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
