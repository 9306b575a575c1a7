import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Room, RoomContext } from '../console/link/room-context.tsx';

/** Stands in for a room whose every command ends as `answer` says: never, with a value, or with an error. */
export function StandInRoom({ answer, children }: { answer: () => Promise<unknown>; children: ReactNode }) {
  const [cache] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } }));
  const [room] = useState(() => ({ api: { call: answer } }) as unknown as Room);
  return (
    <QueryClientProvider client={cache}>
      <RoomContext.Provider value={room}>{children}</RoomContext.Provider>
    </QueryClientProvider>
  );
}

export const never = (): Promise<never> => new Promise(() => {});
