import { useCallback, useState } from 'react';
import { deleteOutbox } from '../link/open-outbox.ts';
import { forgetResumeProof, forgetSeat, loadSeat, type StoredSeat } from '../link/stored-seat.ts';
import { Entrance } from './entrance.tsx';
import { goTo, parseHash } from './hash-route.ts';
import { forgetPlayer } from './seat/player-memory.ts';
import { SeatRoom } from './seat-room.tsx';

/** Whoever follows a join link is asked; everybody else goes straight back to the place this browser still has. */
const isJoinLink = (): boolean => {
  const { path, query } = parseHash(window.location.hash);
  return path === '/join' && query.has('code');
};

/** The candidate's app: outside the room, or in a seat. */
export function App() {
  const [kept, setKept] = useState<StoredSeat | undefined>(loadSeat);
  const [seat, setSeat] = useState<StoredSeat | undefined>(() => (isJoinLink() ? undefined : kept));

  /** Nothing of this candidate stays in the browser. */
  const leave = useCallback((attemptId: string) => {
    forgetSeat();
    forgetResumeProof();
    forgetPlayer(attemptId);
    setKept(undefined);
    setSeat(undefined);
    goTo('/join', 'replace');
    void deleteOutbox(attemptId);
  }, []);
  /** The seat is lost, the work is not: what proves the same computer stays for the next join. */
  const joinAgain = useCallback(() => {
    forgetSeat();
    setKept(undefined);
    setSeat(undefined);
    goTo('/join', 'replace');
  }, []);

  return seat ? (
    <SeatRoom key={seat.sessionId} seat={seat} onLeave={leave} onJoinAgain={joinAgain} />
  ) : (
    <Entrance onSeated={setSeat} kept={kept} />
  );
}
