import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createOpenApi } from '../link/connect-candidate.ts';
import { type StoredSeat, saveResumeProof, saveSeat } from '../link/stored-seat.ts';
import { ConsentScreen } from './features/consent/consent-screen.tsx';
import { RefusedScreen } from './features/consent/outcome-screens.tsx';
import { shapeCode } from './features/join/join-code-shape.ts';
import type { JoinForm } from './features/join/join-form.ts';
import { JoinScreen } from './features/join/join-screen.tsx';
import { RecoveryScreen } from './features/recovery/recovery-screen.tsx';
import type { RecoveryOffer } from './features/recovery/use-recovery.ts';
import { goTo, useHashRoute } from './hash-route.ts';
import { type Chosen, joinRequest, offerOf, seatOf } from './join-request.ts';

interface EntranceProps {
  readonly onSeated: (seat: StoredSeat) => void;
  /** A place this browser still has; shown, not taken, to whoever follows a join link. */
  readonly kept: StoredSeat | undefined;
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
  'attempt_finished',
  'invalid_input',
  'rate_limited',
]);

/** From a join code to a seat: join, consent, and what can come of them. */
export function Entrance({ onSeated, kept }: EntranceProps) {
  const api = useMemo(createOpenApi, []);
  const { path, query } = useHashRoute();
  const [form, setForm] = useState<JoinForm>(() => ({
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
  const [isRefused, setRefused] = useState(false);
  const [offer, setOffer] = useState<RecoveryOffer>();

  // A link followed while the page is open prefills like one that opened it; it never joins by itself.
  const linkedCode = query.get('code');
  useEffect(() => {
    if (linkedCode) setForm((before) => ({ ...before, code: shapeCode(linkedCode) }));
  }, [linkedCode]);
  useEffect(() => {
    if (path !== '/join' && !(path === '/consent' && chosen)) goTo('/join', 'replace');
  }, [path, chosen]);

  const join = async (consent: boolean, requestId?: string): Promise<void> => {
    if (!chosen) return;
    setBusy(consent ? 'agree' : 'refuse');
    setError(undefined);
    try {
      const joined = await api.call('join', joinRequest(form, chosen, consent, requestId));
      const seat = seatOf(joined, form.candidateNumber.trim());
      saveSeat(seat);
      const { examId, candidateNumber, resumeToken, attemptId } = seat;
      saveResumeProof({ examId, candidateNumber, resumeToken, attemptId });
      onSeated(seat);
    } catch (caught) {
      const code = codeOf(caught);
      const offered = offerOf(caught);
      if (code === 'consent_refused') setRefused(true);
      else if (offered) setOffer(offered);
      else if (code === 'consent_outdated') await readAgain(chosen.exam);
      else if (MENDED_ON_JOIN_PAGE.has(code)) {
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
      const { consent } = await api.call('join_info', { code: form.code });
      setChosen({ exam, consent });
      setOutdated(true);
    } catch (caught) {
      setError(caught);
    }
  };

  const latestJoin = useRef(join);
  latestJoin.current = join;
  const requestId = offer?.requestId;
  const joinApproved = useCallback(() => void latestJoin.current(true, requestId), [requestId]);

  if (isRefused) {
    return (
      <RefusedScreen
        onBack={() => {
          setRefused(false);
          setChosen(undefined);
          setForm({ code: form.code, candidateNumber: '', accessCode: '', examId: undefined });
        }}
      />
    );
  }
  if (offer) {
    return (
      <RecoveryScreen
        key={offer.requestId}
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
  if (path === '/consent' && chosen) {
    return (
      <ConsentScreen
        examTitle={chosen.exam.title}
        candidateNumber={form.candidateNumber.trim()}
        consent={chosen.consent}
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
      api={api}
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
