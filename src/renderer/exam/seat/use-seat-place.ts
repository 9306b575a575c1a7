import { useCallback, useEffect, useRef, useState } from 'react';
import type { SeatFacts } from '../../../shared/ipc.ts';
import type { QuestionId } from '../../../shared/model/ids.ts';
import type { CandidateDoor } from '../../link/candidate-door.ts';
import { keptDrafts } from '../../link/kept-drafts.ts';
import { claimSingleTab, type SingleTab } from '../../link/single-tab.ts';
import { createDraftBook } from './draft-book.ts';
import { recoverDrafts, storeDraftsOnLeaving } from './draft-recovery.ts';
import { keepOneOpen } from './keep-one-open.ts';
import { recallStateSince, recallWatched, rememberStateSince, rememberWatched } from './player-memory.ts';
import type { Seated } from './seat-context.tsx';
import { createSeatSession } from './seat-session.ts';

export type SeatPlace =
  | { readonly state: 'opening' }
  | { readonly state: 'elsewhere' }
  /** What keeps the seat will not give it: nothing works until the candidate joins again. */
  | { readonly state: 'lost'; readonly code: string }
  | { readonly state: 'open'; readonly seated: Omit<Seated, 'leave'> };

const systemAfter = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Opens everything a seat works with, and says how to end it. */
async function openSeat(door: CandidateDoor, seat: SeatFacts): Promise<{ opened: Omit<Seated, 'leave'>; stop: () => void }> {
  const link = await door.openLink(seat);
  const session = createSeatSession({
    link,
    sessionId: seat.sessionId,
    attemptId: seat.attemptId,
    stateMemory: {
      recall: (state) => recallStateSince(seat.attemptId, state),
      remember: (state, at) => rememberStateSince(seat.attemptId, state, at),
    },
    watchMemory: {
      recall: () => recallWatched(seat.attemptId),
      remember: (watched) => rememberWatched(seat.attemptId, watched),
    },
  });
  const drafts = createDraftBook({
    save: (questionId, value) => link.client.saveAnswer(questionId as QuestionId, value),
    after: systemAfter,
  });
  const kept = keptDrafts(seat.attemptId, safeLocalStorage());
  const stops = [
    session.start(),
    recoverDrafts(session, link.client, kept),
    storeDraftsOnLeaving(drafts, session, link.client, kept),
  ];
  return {
    opened: { seat, link, session, drafts },
    stop: () => {
      drafts.flush();
      for (const stop of stops) stop();
    },
  };
}

function safeLocalStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** Where this tab stands with the seat: opening it, working in it, or watching another tab work. */
export function useSeatPlace(door: CandidateDoor, seat: SeatFacts): { place: SeatPlace; takeOver: () => void } {
  const [place, setPlace] = useState<SeatPlace>({ state: 'opening' });
  const tab = useRef<SingleTab | undefined>(undefined);

  useEffect(() => {
    const work = keepOneOpen({
      open: () => openSeat(door, seat),
      onOpen: (seated) => setPlace({ state: 'open', seated }),
      onFailure: (error) => setPlace({ state: 'lost', code: String((error as { code?: unknown }).code ?? 'internal') }),
    });
    tab.current = claimSingleTab({
      onMine: () => {
        setPlace({ state: 'opening' });
        work.open();
      },
      onTaken: () => {
        work.close();
        setPlace({ state: 'elsewhere' });
      },
    });
    return () => {
      tab.current?.stop();
      work.close();
    };
  }, [door, seat]);

  return { place, takeOver: useCallback(() => tab.current?.takeOver(), []) };
}
