import { Loader } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../shared/assert.ts';
import type { SeatFacts } from '../../shared/ipc.ts';
import type { CandidateDoor } from '../link/candidate-door.ts';
import type { CandidateLink } from '../link/candidate-link.ts';
import { MediaProvider } from '../ui/media/media-context.tsx';
import { ExternalScreen } from './features/external/external-screen.tsx';
import { LobbyScreen } from './features/lobby/lobby-screen.tsx';
import { StartCodeScreen } from './features/lobby/start-code-screen.tsx';
import { LostScreen, OtherTabScreen } from './features/lost/lost-screen.tsx';
import { FullscreenDialog } from './features/player/fullscreen-dialog.tsx';
import { PlayerScreen } from './features/player/player-screen.tsx';
import { PracticeScreen } from './features/player/practice-screen.tsx';
import { SubmittedScreen } from './features/submitted/submitted-screen.tsx';
import { PausedScreen } from './features/suspended/paused-screen.tsx';
import { SuspendedScreen } from './features/suspended/suspended-screen.tsx';
import { goTo, NOTIFICATION_TEST_PATH, PRACTICE_PATH, useHashRoute } from './hash-route.ts';
import { PageFrame } from './parts/page-frame.tsx';
import { SeatedProvider, useKeeping, useSeat, useSeated, useWork } from './seat/seat-context.tsx';
import { useDetection } from './seat/use-detection.ts';
import { useSeatPlace } from './seat/use-seat-place.ts';
import { useStartZoom } from './seat/use-start-zoom.ts';

/** Keeps the address true to what is shown, so that a reload and the browser's Back mean something. */
function useHonestAddress(paths: readonly [string, ...string[]]): void {
  const { path } = useHashRoute();
  const isTrue = paths.includes(path) || path === NOTIFICATION_TEST_PATH;
  const [first] = paths;
  useEffect(() => {
    if (!isTrue) goTo(first, 'replace');
  }, [isTrue, first]);
}

const ADDRESSES = {
  waiting: ['/lobby', PRACTICE_PATH],
  in_progress: ['/exam', '/review'],
  paused: ['/exam', '/review', '/paused'],
  suspended: ['/suspended'],
  submitted: ['/submitted'],
  ended: ['/ended'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

function Opening() {
  const { t } = useTranslation('exam');
  return (
    <PageFrame title={t('player.loading')} lead={t('player.loadingText')}>
      <Loader mt="xl" aria-hidden />
    </PageFrame>
  );
}

/** A page that can keep nothing must not be closed by mistake while something is unsent. */
function useGuardedClosing(): void {
  const keeping = useKeeping();
  const { pendingAnswers } = useWork();
  const isAtRisk = keeping === 'page' && pendingAnswers > 0;
  useEffect(() => {
    if (!isAtRisk) return;
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [isAtRisk]);
}

/** The screen that fits the attempt's state. */
function Screens() {
  const { view, attempt } = useSeat();
  const { path } = useHashRoute();
  const { drafts } = useSeated();
  const state = attempt?.state;
  const detection = useDetection();
  useGuardedClosing();
  useStartZoom();
  useHonestAddress(ADDRESSES[state ?? 'waiting']);
  // Whatever stops the candidate hands over what was typed until then.
  useEffect(() => {
    if (state !== 'in_progress') drafts.flush();
  }, [state, drafts]);

  if (view === undefined || state === undefined) return <Opening />;
  const questions = view.questions;
  switch (state) {
    case 'waiting':
      return path === PRACTICE_PATH ? <PracticeScreen /> : <LobbyScreen />;
    case 'in_progress':
    case 'paused': {
      const isPaused = state === 'paused';
      if (view.needsStartCode && !isPaused) return <StartCodeScreen />;
      if (view.external) {
        return (
          <>
            <ExternalScreen external={view.external} isFrozen={isPaused} />
            {isPaused ? <PausedScreen /> : null}
          </>
        );
      }
      if (questions === undefined) return isPaused ? <PausedScreen /> : <Opening />;
      return (
        <>
          <PlayerScreen questions={questions} isFrozen={isPaused} />
          {isPaused ? <PausedScreen /> : <FullscreenDialog isOpen={detection.isFullscreenLost} onClose={detection.dismiss} />}
        </>
      );
    }
    case 'suspended':
      return <SuspendedScreen />;
    case 'submitted':
    case 'ended':
      return <SubmittedScreen />;
    default:
      return assertNever(state, 'attempt state');
  }
}

function SeatedScreens({ onJoinAgain }: { onJoinAgain: () => void }) {
  const { lostCode } = useSeat();
  const { pendingAnswers } = useWork();
  return lostCode === undefined ? <Screens /> : <LostScreen code={lostCode} unsent={pendingAnswers} onJoin={onJoinAgain} />;
}

/** Frees the seat in the room as well, so that the right candidate is not told that it is taken. Not worth waiting long for. */
async function signOut({ api }: CandidateLink): Promise<void> {
  try {
    await api.call('auth_logout', {}, { timeoutMs: 2_000 });
  } catch {
    // the room sees by itself when the connection ends
  }
}

interface SeatRoomProps {
  readonly door: CandidateDoor;
  readonly seat: SeatFacts;
  readonly onLeave: (seat: SeatFacts) => void;
  readonly onJoinAgain: (seat: SeatFacts) => void;
}

/** Everything a seated candidate sees. */
export function SeatRoom({ door, seat, onLeave, onJoinAgain }: SeatRoomProps) {
  const { place, takeOver } = useSeatPlace(door, seat);
  const seated = useMemo(
    () =>
      place.state === 'open'
        ? { ...place.seated, leave: () => void signOut(place.seated.link).then(() => onLeave(seat)) }
        : undefined,
    [place, seat, onLeave],
  );
  if (place.state === 'elsewhere') return <OtherTabScreen onUseThis={takeOver} />;
  if (place.state === 'lost') return <LostScreen code={place.code} unsent={0} onJoin={() => onJoinAgain(seat)} />;
  if (!seated) return <Opening />;
  return (
    <SeatedProvider value={seated}>
      <MediaProvider fetch={seated.link.api.medium}>
        <SeatedScreens onJoinAgain={() => onJoinAgain(seat)} />
      </MediaProvider>
    </SeatedProvider>
  );
}
