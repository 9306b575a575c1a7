import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { CandidateSnapshot } from '../../../shared/client/index.ts';
import type { Keeping, SeatFacts } from '../../../shared/ipc.ts';
import type { CandidateLink } from '../../link/candidate-link.ts';
import { RoomClockProvider } from '../../ui/room-clock.tsx';
import type { DraftBook } from './draft-book.ts';
import type { SeatSession, SeatSnapshot } from './seat-session.ts';

/** Everything a screen of a seated candidate works with. */
export interface Seated {
  readonly seat: SeatFacts;
  readonly link: CandidateLink;
  readonly session: SeatSession;
  readonly drafts: DraftBook;
  /** Gives the seat up and goes back to the join page. */
  readonly leave: () => void;
}

const SeatedContext = createContext<Seated | undefined>(undefined);

/** Gives the screens below the seat and the room's clock. */
export function SeatedProvider({ value, children }: { value: Seated; children: ReactNode }) {
  return (
    <SeatedContext.Provider value={value}>
      <RoomClockProvider now={value.link.connection.serverNow}>{children}</RoomClockProvider>
    </SeatedContext.Provider>
  );
}

/** The seat; only below `SeatedProvider`. */
export function useSeated(): Seated {
  const seated = useContext(SeatedContext);
  if (!seated) throw new Error('useSeated stands outside SeatedProvider');
  return seated;
}

/** What the room says about this seat. */
export function useSeat(): SeatSnapshot {
  const { session } = useSeated();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

/** What became of the candidate's answers and events. */
export function useWork(): CandidateSnapshot {
  const { client } = useSeated().link;
  return useSyncExternalStore(client.subscribe, client.snapshot);
}

/** How long unacknowledged work lasts on this computer. */
export function useKeeping(): Keeping {
  const { outbox } = useSeated().link;
  return useSyncExternalStore(outbox.onKeeping, outbox.keeping);
}

/** What was typed and not yet handed to the outbox. */
export function useDrafts(): ReturnType<DraftBook['pending']> {
  const { drafts } = useSeated();
  return useSyncExternalStore(drafts.subscribe, drafts.pending);
}
