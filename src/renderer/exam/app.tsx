import { useCallback, useState } from 'react';
import type { SeatFacts } from '../../shared/ipc.ts';
import type { CandidateDoor } from '../link/candidate-door.ts';
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
export function App({ door }: { door: CandidateDoor }) {
  const [first] = useState(door.kept);
  const [kept, setKept] = useState<SeatFacts | undefined>(first?.facts);
  const [seat, setSeat] = useState<SeatFacts | undefined>(() => (first?.isOpen && !isJoinLink() ? first.facts : undefined));

  /** Nothing of this candidate stays on this computer. */
  const leave = useCallback(
    (left: SeatFacts) => {
      door.forgetEverything(left);
      forgetPlayer(left.attemptId);
      setKept(undefined);
      setSeat(undefined);
      goTo('/join', 'replace');
    },
    [door],
  );
  const joinAgain = useCallback(
    (lost: SeatFacts) => {
      door.forgetSeat(lost);
      setKept(undefined);
      setSeat(undefined);
      goTo('/join', 'replace');
    },
    [door],
  );

  return seat ? (
    <SeatRoom key={seat.sessionId} door={door} seat={seat} onLeave={leave} onJoinAgain={joinAgain} />
  ) : (
    <Entrance door={door} onSeated={setSeat} kept={kept} />
  );
}
