import { QueryClient } from '@tanstack/react-query';
import { RoomUnreachable } from '../../../shared/client/index.ts';

/** What one person has asked the room for. Events keep it true; the browser's focus and reconnects say nothing about the room. */
export const createQueryCache = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, error) => error instanceof RoomUnreachable && failures < 2,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
