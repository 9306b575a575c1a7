import { randomUUID } from 'node:crypto';
import {
  type ClientClock,
  createRoomApi,
  type FetchPort,
  mayHeal,
  type OutboxStore,
  type Report,
  type SocketFactory,
} from '../../shared/client/index.ts';
import type { AnswerValue } from '../../shared/model/answer.ts';
import type { AttemptState } from '../../shared/model/attempt.ts';
import type { QuestionId } from '../../shared/model/ids.ts';
import type { CandidateQuestion } from '../../shared/model/question.ts';
import { createStanding, type Desk, isFinished, type Machine, openDesk, type Standing } from './desk.ts';
import { codeOf, type JoinTarget, joinRoom, type Seat } from './join-room.ts';
import type { SeatTaken, Staff } from './staff.ts';
import type { Waits } from './waits.ts';
import type { Tally } from './watch/tally.ts';
import { createWitness, type Witness } from './watch/witness.ts';

/** What a class shares. */
export interface ClassParts {
  readonly target: JoinTarget;
  readonly tally: Tally;
  readonly waits: Waits;
  readonly clock: ClientClock;
  readonly fetch: FetchPort;
  readonly socketFactory?: SocketFactory | undefined;
  readonly openOutbox: () => OutboxStore;
  /** Frees seats for candidates who move; without, they sign out first. */
  readonly staff?: Pick<Staff, 'release'> | undefined;
  readonly seats: Map<string, SeatTaken>;
  /** Told of every report a candidate makes, at the moment it is made. */
  readonly onReport?: ((candidateNumber: string, type: string) => void) | undefined;
}

export interface CandidateAtDeskOptions extends ClassParts {
  readonly seat: Seat;
  /** The room, or the relay that leads to it. */
  readonly url: string;
  readonly healedAt: () => number;
  /** May a room that is away still be waited for? */
  readonly isInTime: () => boolean;
}

/** A candidate and the computer they sit at, which may be another one later. */
export interface CandidateAtDesk {
  readonly witness: Witness;
  readonly standing: Standing;
  /** The page as it is now; undefined before joining. */
  desk(): Desk | undefined;
  /** Events nobody acknowledged, on machines left for good. */
  eventsLeftBehind(): number;
  /** Joins and opens the page. Answers whether that worked. */
  sitDown(): Promise<boolean>;
  reload(): Promise<void>;
  /** The machine is dead for so long, then goes on where it was. Answers whether the candidate is in again. */
  crash(awayMs: number): Promise<boolean>;
  /** Goes to another machine. Answers whether the candidate is in again. */
  move(awayMs: number): Promise<boolean>;
  /** Asks for the attempt until the room answers. */
  load(): Promise<{ readonly state: AttemptState; readonly questions: readonly CandidateQuestion[] | undefined }>;
  answer(questionId: QuestionId, value: AnswerValue): void;
  report(report: Report): void;
}

/** A person who changes machines waits until what they wrote is saved, but not for ever. */
const SAVED_FIRST_MS = 10_000;
const ASK_AGAIN_MS = 1_000;

export function createCandidateAtDesk(options: CandidateAtDeskOptions): CandidateAtDesk {
  const { url, clock, fetch, tally, waits, seat, seats, staff } = options;
  const witness = createWitness();
  const standing = createStanding();
  const newMachine = (): Machine => ({ deviceId: randomUUID(), outbox: options.openOutbox() });
  let machine = newMachine();
  let desk: Desk | undefined;
  let eventsLeftBehind = 0;
  let hasJoined = false;

  const open = () => {
    if (!desk) throw new Error('Nobody has joined yet.');
    return desk;
  };
  const isOffline = () => open().connection.state.state !== 'connected';

  async function openPage(joined: Desk['joined']): Promise<void> {
    desk = await openDesk({ ...options, joined, machine, standing, witness });
  }

  async function join(freeSeat?: () => Promise<boolean>): Promise<boolean> {
    const askedAt = clock.monotonic();
    const api = createRoomApi({ baseUrl: url, fetch, clock });
    const { deviceId, resumeToken } = machine;
    // Only who was in before gives up by itself: a room that is not open yet is waited for.
    const isInTime = hasJoined ? options.isInTime : () => true;
    const joined = await joinRoom(api, options.target, seat, { waits, tally, deviceId, resumeToken, freeSeat, isInTime });
    if (!joined) return false;
    if (!hasJoined) {
      hasJoined = true;
      tally.counts.joined += 1;
      tally.join.add(clock.monotonic() - askedAt);
    }
    standing.state = joined.attempt.state;
    seats.set(seat.candidateNumber, {
      examId: joined.exam.id,
      attemptId: joined.attempt.id,
      sessionId: joined.session.id,
    });
    await openPage(joined);
    return true;
  }

  async function load(): ReturnType<CandidateAtDesk['load']> {
    for (;;) {
      try {
        const { attempt, questions } = await open().client.loadAttempt();
        return { state: attempt.state, questions };
      } catch (error) {
        tally.error(codeOf(error));
        if (!mayHeal(error) || waits.isOver || !options.isInTime()) throw error;
        await waits.sleep(ASK_AGAIN_MS);
      }
    }
  }

  /** What a page does when it comes up in the middle of an exam. */
  async function goOn(): Promise<void> {
    standing.state = (await load()).state;
    if (!isFinished(standing.state)) report({ type: 'client_started' });
    // Told whenever the room can be reached; a page that is closed before gives up.
    open()
      .client.ready()
      .catch(() => undefined);
  }

  function report(what: Report): void {
    options.onReport?.(seat.candidateNumber, what.type);
    witness.eventMade(open().client.report(what));
    tally.counts.events += 1;
    if (isOffline()) tally.counts.madeOffline += 1;
  }

  function leaveBehind(): void {
    const { saves, pending, pendingAnswers } = open().client.snapshot();
    const unsaved = [...saves].filter(([, { state }]) => state === 'saving' || state === 'offline').map(([id]) => id);
    witness.leftBehind(unsaved);
    eventsLeftBehind += pending - pendingAnswers;
  }

  return {
    witness,
    standing,
    desk: () => desk,
    eventsLeftBehind: () => eventsLeftBehind,
    sitDown: () => join(),
    async reload() {
      const { joined } = open();
      open().close();
      await openPage(joined);
      tally.counts.reloads += 1;
      await goOn();
    },
    async crash(awayMs) {
      open().close();
      tally.counts.crashes += 1;
      await waits.sleep(awayMs);
      if (!(await join())) return false;
      await goOn();
      return true;
    },
    async move(awayMs) {
      const { client, api } = open();
      await waits.until(() => client.snapshot().pending === 0, client.subscribe, SAVED_FIRST_MS);
      leaveBehind();
      if (!staff) await api.call('auth_logout', {}).catch((error: unknown) => tally.error(codeOf(error)));
      open().close();
      tally.counts.moves += 1;
      await waits.sleep(awayMs);
      machine = newMachine();
      if (!(await join(staff && (() => staff.release(seat.candidateNumber))))) return false;
      await goOn();
      return true;
    },
    load,
    answer(questionId, value) {
      witness.answerMade(questionId, value);
      open().client.saveAnswer(questionId, value);
      tally.counts.answers += 1;
      if (isOffline()) tally.counts.madeOffline += 1;
    },
    report,
  };
}
