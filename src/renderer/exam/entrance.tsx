import { useCallback, useEffect, useRef, useState } from 'react';
import type { SeatFacts } from '../../shared/ipc.ts';
import type { CandidateDoor } from '../link/candidate-door.ts';
import { NoRoomError } from '../link/no-room-error.ts';
import type { RecoveryOffer } from '../link/recovery-link.ts';
import { ConsentScreen } from './features/consent/consent-screen.tsx';
import { InUseScreen, RefusedScreen } from './features/consent/outcome-screens.tsx';
import { shapeCode } from './features/join/join-code-shape.ts';
import type { JoinForm } from './features/join/join-form.ts';
import { JoinScreen } from './features/join/join-screen.tsx';
import { RecoveryScreen } from './features/recovery/recovery-screen.tsx';
import { goTo, useHashRoute } from './hash-route.ts';
import { type Chosen, joinRequest, offerOf } from './join-request.ts';

interface EntranceProps {
  readonly door: CandidateDoor;
  readonly onSeated: (seat: SeatFacts) => void;
  /** A place this computer still has; shown, not taken. */
  readonly kept: SeatFacts | undefined;
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Refusals that something on the join page can mend. */
const MENDED_ON_JOIN_PAGE = new Set([
  'join_code_invalid',
  'not_on_roster',
  'access_code_invalid',
  'exam_ambiguous',
  'exam_not_open',
  'exam_not_found',
  'browser_not_allowed',
  'invalid_input',
  'rate_limited',
]);

/** From a join code to a seat: join, consent, and what can come of them. */
export function Entrance({ door, onSeated, kept }: EntranceProps) {
  const { path, query } = useHashRoute();
  const [form, setForm] = useState<JoinForm>(() => ({
    address: door.address === undefined ? undefined : (query.get('address') ?? door.address),
    code: shapeCode(query.get('code') ?? ''),
    candidateNumber: '',
    accessCode: '',
    examId: query.get('exam') ?? undefined,
  }));
  const [chosen, setChosen] = useState<Chosen>();
  const [busy, setBusy] = useState<'agree' | 'refuse' | undefined>();
  const [error, setError] = useState<unknown>();
  const [refusal, setRefusal] = useState<unknown>();
  const [isOutdated, setOutdated] = useState(false);
  const [outcome, setOutcome] = useState<'refused' | 'in_use' | undefined>();
  const [offer, setOffer] = useState<RecoveryOffer>();

  // A link followed while the page is open prefills like one that opened it; it never joins by itself.
  const linkedCode = query.get('code');
  const linkedAddress = query.get('address');
  useEffect(() => {
    if (linkedCode) setForm((before) => ({ ...before, code: shapeCode(linkedCode) }));
    // In a browser the room is where the page came from, whatever a link says.
    if (linkedAddress) setForm((before) => (before.address === undefined ? before : { ...before, address: linkedAddress }));
  }, [linkedCode, linkedAddress]);
  useEffect(() => {
    if (path !== '/join' && !(path === '/consent' && chosen)) goTo('/join', 'replace');
  }, [path, chosen]);

  const join = async (consent: boolean, requestId?: string): Promise<void> => {
    if (!chosen) return;
    setBusy(consent ? 'agree' : 'refuse');
    setError(undefined);
    try {
      onSeated(await door.join(form.address ?? '', joinRequest(form, chosen, consent, requestId)));
    } catch (caught) {
      const code = codeOf(caught);
      const offered = offerOf(caught);
      if (code === 'consent_refused') setOutcome('refused');
      else if (offered) setOffer(offered);
      else if (code === 'attempt_in_use') setOutcome('in_use');
      else if (code === 'consent_outdated') await readAgain(chosen.exam);
      else if (MENDED_ON_JOIN_PAGE.has(code) || caught instanceof NoRoomError) {
        setOffer(undefined);
        setRefusal(caught);
        goTo('/join');
      } else setError(caught);
    } finally {
      setBusy(undefined);
    }
  };
  const readAgain = async (exam: Chosen['exam']): Promise<void> => {
    try {
      const { exams, consent } = await door.lookUp(form.address ?? '', form.code);
      setChosen({ exam: exams.find(({ id }) => id === exam.id) ?? exam, consent });
      setOutdated(true);
    } catch (caught) {
      setError(caught);
    }
  };

  const latestJoin = useRef(join);
  latestJoin.current = join;
  const requestId = offer?.requestId;
  const joinApproved = useCallback(() => void latestJoin.current(true, requestId), [requestId]);

  if (outcome === 'refused') {
    return (
      <RefusedScreen
        onBack={() => {
          setOutcome(undefined);
          setChosen(undefined);
          setForm({ address: form.address, code: form.code, candidateNumber: '', accessCode: '', examId: undefined });
        }}
      />
    );
  }
  if (offer) {
    return (
      <RecoveryScreen
        key={offer.requestId}
        door={door}
        offer={offer}
        isJoining={busy !== undefined}
        joinError={error}
        onApproved={joinApproved}
        onRetry={() => void join(true)}
        onBack={() => {
          setOffer(undefined);
          setError(undefined);
        }}
      />
    );
  }
  if (outcome === 'in_use') {
    return <InUseScreen isBusy={busy !== undefined} onRetry={() => void join(true)} onBack={() => setOutcome(undefined)} />;
  }
  if (path === '/consent' && chosen) {
    return (
      <ConsentScreen
        examTitle={chosen.exam.title}
        candidateNumber={form.candidateNumber.trim()}
        consent={chosen.consent}
        notWatched={chosen.exam.notWatched}
        place={{ world: door.world, isExternal: chosen.exam.isExternal ?? false }}
        isOutdated={isOutdated}
        busy={busy}
        error={error}
        onAgree={() => void join(true)}
        onRefuse={() => void join(false)}
        onBack={() => goTo('/join')}
      />
    );
  }
  return (
    <JoinScreen
      door={door}
      form={form}
      refusal={refusal}
      onChange={(next) => {
        setForm(next);
        setRefusal(undefined);
      }}
      onContinue={(exam, consent) => {
        setRefusal(undefined);
        setOutdated(false);
        setChosen({ exam, consent });
        goTo('/consent');
      }}
      resumable={kept ? { name: kept.displayName, exam: kept.examTitle, onResume: () => onSeated(kept) } : undefined}
    />
  );
}
