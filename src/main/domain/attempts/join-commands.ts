import { CONSENT } from '../../../shared/model/consent-text.ts';
import type { AttemptId, ExamId, SessionId } from '../../../shared/model/ids.ts';
import type { DeviceClaim } from '../../../shared/model/session.ts';
import { watchOf } from '../../../shared/model/watch-list.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { breaksMs, grantedExtraMs } from '../exams/accommodation.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import { isReducedIntegrity, storedDevice } from '../identity/device.ts';
import { CANDIDATE_GRACE_MS, makeTokens, openSession, type SessionTokens, tokensOut } from '../identity/open-session.ts';
import type { IdentityServices } from '../identity/services.ts';
import { toSessionUser } from '../identity/user-view.ts';
import { givePaper } from '../papers/give-paper.ts';
import type { Attempt, Exam, RosterEntry, Sitting, User } from '../records.ts';
import type { RecoveryServices } from '../recovery/services.ts';
import { NO_RISK } from '../risk/risk-state.ts';
import { noteCredit } from '../sittings/credit-time.ts';
import { lateJoinCredit } from '../sittings/late-join.ts';
import type { Store } from '../store.ts';
import { RecordedRefusal, type Work } from '../work.ts';
import { emitAttemptState, toOwnView } from './attempt-views.ts';
import { examOfSitting } from './find-attempt.ts';
import { freeSeat } from './free-seat.ts';

interface Joinable {
  readonly exam: Exam;
  readonly sitting: Sitting;
}
interface JoinPrepared extends Joinable {
  readonly user?: User;
  readonly tokens?: SessionTokens;
  readonly resume: { token: string; hash: string };
}

function joinableExams(
  store: Store,
  services: IdentityServices,
  code: string | undefined,
  examId: ExamId | undefined,
): Joinable[] {
  if (code === undefined && examId === undefined)
    throw new RoomError('invalid_input', 'Give the join code of the room.', { field: 'code' });
  if (code !== undefined && services.normaliseJoinCode(code) !== services.joinCode) {
    throw new RoomError('join_code_invalid', 'This is not the join code of this room: compare it with the one on the board.', {
      field: 'code',
    });
  }
  const open = store.sittings.joinable().flatMap((sitting) => {
    const exam = examOfSitting(store, sitting);
    return exam ? [{ exam, sitting }] : [];
  });
  if (examId === undefined) return open;
  if (!store.exams.byId(examId))
    throw new RoomError('exam_not_found', 'There is no such exam in this room.', { field: 'examId' });
  return open.filter(({ exam }) => exam.id === examId);
}

function theOne(open: Joinable[]): Joinable {
  const [first, ...others] = open;
  if (!first) throw new RoomError('exam_not_open', 'The exam is not open: wait until the invigilator opens it.');
  if (others.length > 0) {
    throw new RoomError('exam_ambiguous', 'Several exams are open: say which.', {
      field: 'examId',
      data: { exams: open.map(({ exam }) => ({ id: exam.id, title: exam.title })) },
    });
  }
  return first;
}

function checkConsent(work: Work, { refusals }: IdentityServices, exam: Exam, input: CommandInput<'join'>): void {
  if (!input.consent) {
    refusals.note(work, 'consent.refused', `exam:${exam.id}`);
    throw new RecordedRefusal('consent_refused', 'Without consent the exam cannot be taken here: talk to the invigilator.', {
      field: 'consent',
    });
  }
  if (input.consentVersion !== undefined && input.consentVersion !== CONSENT.version) {
    throw new RoomError('consent_outdated', 'The consent text has changed: read it again.', { field: 'consentVersion' });
  }
  // Nobody is watched for more than they read before they agreed (ID5); for less may be.
  const { notWatched } = notWatchedOf(exam.policy);
  if (input.notWatched?.some((type) => !notWatched?.includes(type)))
    throw new RoomError('consent_outdated', 'What this exam watches for has changed: read it again.', { field: 'notWatched' });
}

function newAttempt(
  work: Work,
  { exam, sitting }: Joinable,
  entry: RosterEntry,
  facts: Pick<Attempt, 'resumeTokenHash' | 'reducedIntegrity'>,
  creditMs: number,
): Attempt {
  return {
    ...facts,
    id: work.ids.next<AttemptId>(),
    sittingId: sitting.id,
    examId: sitting.examId,
    userId: entry.userId,
    // Whoever joins a running sitting is in it at once.
    state: sitting.startedAt === undefined ? 'waiting' : 'in_progress',
    monitoring: 'normal',
    identity: entry.accessCodeKey === undefined ? 'unchecked' : 'access_code',
    joinedAt: work.now,
    extraMs: grantedExtraMs(entry, exam) + creditMs,
    answered: 0,
    risk: NO_RISK,
  };
}

/** What a browser can enforce is little: the exam says whether that is enough, and where its paper is elsewhere it is asked again. */
function assertDeviceFits(store: Store, exam: Exam, device: DeviceClaim | undefined, reducedIntegrity: boolean): void {
  const { external } = store.entrances.get(exam.id);
  const isRefused = external?.inBrowser === 'refused' && device?.deviceType !== 'desktop';
  if (isRefused || (reducedIntegrity && !exam.policy.allowBrowser))
    throw new RoomError('browser_not_allowed', 'This exam is taken in the Invigil app, not in a browser.');
}

/** Stores a new attempt with its consent, and the time somebody who comes late is given. Throws RoomError `late_join_closed`. */
function comeIn(
  work: Work,
  exam: Exam,
  sitting: Sitting,
  entry: RosterEntry,
  facts: Pick<Attempt, 'resumeTokenHash' | 'reducedIntegrity'>,
): Attempt {
  const creditMs = lateJoinCredit(work.store, sitting, work.now);
  const attempt = newAttempt(work, { exam, sitting }, entry, facts, creditMs);
  work.store.attempts.insert(attempt, { textVersion: CONSENT.version, givenAt: work.now });
  givePaper(work, exam, attempt);
  work.audit('consent.given', `attempt:${attempt.id}`, { version: CONSENT.version });
  if (creditMs > 0) noteCredit(work, sitting, attempt, { kind: 'late_join', creditMs });
  return attempt;
}

/** What this exam does not watch for of what others do: for the list beside the consent (LD8). */
function notWatchedOf(policy: Exam['policy']): { notWatched?: string[] } {
  const { notWatched } = watchOf(policy);
  return notWatched ? { notWatched } : {};
}

/** How candidates come in (protocol 6, Join; ID5). */
export function createJoinCommands(
  services: IdentityServices,
  recovery: RecoveryServices,
  newSessionId: () => SessionId,
): SomeHandlers<'join_info' | 'join'> {
  return {
    join_info: {
      execute: ({ store }, { code, examId }) => ({
        exams: joinableExams(store, services, code, examId).map(({ exam }) => ({
          id: exam.id,
          title: exam.title,
          needsAccessCode: store.roster.ofExam(exam.id).some((entry) => entry.accessCodeKey !== undefined),
          ...notWatchedOf(exam.policy),
          ...(store.entrances.get(exam.id).external ? { isExternal: true } : {}),
        })),
        consent: { version: CONSENT.version, text: CONSENT.text },
      }),
    },
    join: {
      prepare: async (input: CommandInput<'join'>, { store, now }: Preparation): Promise<JoinPrepared> => {
        const found = theOne(joinableExams(store, services, input.code, input.examId));
        const resume = services.secrets.make();
        const user = store.users.byLogin(services.lookup.of('candidate', input.candidateNumber));
        if (!user) return { ...found, resume };
        const entry = store.roster.get(found.exam.id, user.id);
        const extraMs = entry ? grantedExtraMs(entry, found.exam) + breaksMs(entry) : 0;
        // Whole milliseconds, whatever part of a minute the exam lasts: the store takes no others.
        const durationMs = Math.ceil(found.exam.durationMinutes * 60_000);
        const plannedEnd = Math.max(now, found.sitting.startedAt ?? now) + durationMs + extraMs;
        return {
          ...found,
          resume,
          user,
          tokens: await makeTokens(services, user, newSessionId(), plannedEnd + CANDIDATE_GRACE_MS),
        };
      },
      execute: (work, input, { exam: asked, resume, user, tokens, sitting: before }: JoinPrepared) => {
        const sitting = work.store.sittings.byId(before.id);
        // The paper, and what is watched for, may have been changed while the tokens were made.
        const exam = (sitting && examOfSitting(work.store, sitting)) ?? asked;
        checkConsent(work, services, exam, input);
        if (!sitting || sitting.state === 'draft' || sitting.state === 'ended') {
          throw new RoomError('exam_not_open', 'The exam is not open any more.');
        }
        const entry = user && work.store.roster.get(exam.id, user.id);
        if (!user || !entry || !tokens) {
          services.refusals.note(work, 'join.refused', `exam:${exam.id}`, 'not on the roster');
          throw new RecordedRefusal(
            'not_on_roster',
            'This candidate number is not on the list of this exam: check it, or ask the invigilator.',
            { field: 'candidateNumber' },
          );
        }
        if (!work.store.users.byId(user.id)?.active) {
          services.refusals.note(work, 'join.refused', `user:${user.id}`, 'inactive');
          throw new RecordedRefusal('user_inactive', 'This candidate may not take part: ask the invigilator.');
        }
        const reducedIntegrity = isReducedIntegrity(input.device);
        assertDeviceFits(work.store, exam, input.device, reducedIntegrity);
        const existing = freeSeat(work, services, recovery, entry, work.store.attempts.ofCandidate(sitting.id, user.id), input);
        const facts = { resumeTokenHash: resume.hash, reducedIntegrity };
        const attempt = existing ? { ...existing, ...facts } : comeIn(work, exam, sitting, entry, facts);
        if (existing) work.store.attempts.update(attempt);
        openSession(
          work,
          user,
          tokens,
          storedDevice(work.actor.kind === 'room' ? 'local' : work.actor.ip, input.device),
          attempt.id,
        );
        work.audit(existing ? 'attempt.rejoined' : 'attempt.joined', `attempt:${attempt.id}`);
        const whole = { attempt, sitting, exam };
        emitAttemptState(work, whole);
        return {
          ...tokensOut(tokens),
          resumeToken: resume.token,
          user: toSessionUser(work.store, user),
          session: { id: tokens.sessionId },
          attempt: toOwnView(work.store, whole),
          exam: { id: exam.id, title: exam.title },
        };
      },
    },
  };
}
