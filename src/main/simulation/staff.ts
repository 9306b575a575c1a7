import { randomUUID } from 'node:crypto';
import { createRoomApi, type FetchPort, type RoomApi } from '../../shared/client/index.ts';
import type { AttemptId, ExamId, SessionId } from '../../shared/model/ids.ts';
import { codeOf } from './join-room.ts';
import type { ProctorDeed } from './plan/class-plan.ts';
import type { Tally } from './watch/tally.ts';

/** Where a candidate of the class sits now. */
export interface SeatTaken {
  readonly examId: ExamId;
  readonly attemptId: AttemptId;
  readonly sessionId: SessionId;
}

export interface Staff {
  readonly api: Pick<RoomApi, 'call'>;
  /** What staff are signed in with, for a connection of their own. */
  token(): string | undefined;
  /** Does one thing of the script; what the room refuses is counted, never thrown. */
  act(deed: ProctorDeed): Promise<void>;
  /** Ends the session that holds a seat, so that its candidate can move. Answers whether that worked. */
  release(candidateNumber: string): Promise<boolean>;
  signOut(): Promise<void>;
}

export interface StaffOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly fetch: FetchPort;
  /** Candidate number -> seat, kept up to date by the candidates. */
  readonly seats: ReadonlyMap<string, SeatTaken>;
  readonly tally: Tally;
}

const ATTEMPT_ACTIONS = ['warn', 'increase_monitoring', 'suspend', 'resume', 'extend_time', 'message'] as const;
type AttemptDeed = Extract<ProctorDeed, { do: (typeof ATTEMPT_ACTIONS)[number] }>;
const isAboutAttempts = (deed: ProctorDeed): deed is AttemptDeed => (ATTEMPT_ACTIONS as readonly string[]).includes(deed.do);

/** What the room may answer to an action because the candidate was faster: no error. */
const isOvertaken = (code: string): boolean => code === 'state_conflict' || code === 'attempt_finished';

/** Signs in as staff. Rejects as `RoomApi.call` does. */
export async function signInStaff(options: StaffOptions): Promise<Staff> {
  const { seats, tally, username, password } = options;
  let token: string | undefined;
  const api = createRoomApi({ baseUrl: options.url, fetch: options.fetch, token: () => token });
  ({ token } = await api.call('auth_login', { username, password }));

  async function tryTo(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      tally.counts.proctorActions += 1;
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (!isOvertaken(code)) tally.error(`staff: ${code}`);
      return false;
    }
  }

  const actOn = (attemptId: AttemptId, deed: Pick<AttemptDeed, 'do' | 'minutes' | 'message'>) =>
    tryTo(() =>
      api.call('proctor_action', {
        id: randomUUID(),
        attemptId,
        action: deed.do,
        ...(deed.minutes === undefined ? {} : { minutes: deed.minutes }),
        ...(deed.message === undefined ? {} : { message: deed.message }),
        ...(deed.do === 'suspend' ? { reason: 'By the script of the simulation' } : {}),
      }),
    );

  /** The exam the class sits: the first that anybody joined. */
  const examId = () => seats.values().next().value?.examId;

  async function resumeSuspended(): Promise<void> {
    const exam = examId();
    if (exam === undefined) return;
    await tryTo(async () => {
      const { attempts } = await api.call('attempts_list', { examId: exam });
      const own = new Set([...seats.values()].map(({ attemptId }) => attemptId));
      for (const { id, state } of attempts) if (state === 'suspended' && own.has(id)) await actOn(id, { do: 'resume' });
    });
  }

  return {
    api,
    token: () => token,
    async act(deed) {
      if (isAboutAttempts(deed)) {
        for (const number of deed.candidates) {
          const seat = seats.get(number);
          if (seat) await actOn(seat.attemptId, deed);
        }
        return;
      }
      const { do: what } = deed;
      if (what === 'resume_suspended') return resumeSuspended();
      const exam = examId();
      if (exam !== undefined) await tryTo(() => api.call(what, { examId: exam }));
    },
    async release(candidateNumber) {
      const seat = seats.get(candidateNumber);
      return seat !== undefined && (await tryTo(() => api.call('session_terminate', { sessionId: seat.sessionId })));
    },
    signOut: async () => void (await api.call('auth_logout', {}).catch(() => undefined)),
  };
}
