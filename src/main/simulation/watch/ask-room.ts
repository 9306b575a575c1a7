import { createRoomApi, type FetchPort, mayHeal, type RoomApi } from '../../../shared/client/index.ts';
import type { CandidateAtDesk } from '../candidate-at-desk.ts';
import type { Desk } from '../desk.ts';
import { codeOf } from '../join-room.ts';
import type { SeatTaken, Staff } from '../staff.ts';
import type { Waits } from '../waits.ts';
import { addVerdicts, judgeAttempt, NO_VERDICT, type RoomsWord, type Verdict } from './judge-attempt.ts';
import type { Tally } from './tally.ts';

/** A room that is busy with the whole class's questions is asked again. */
const MOST_TRIES = 5;
const ASK_AGAIN_MS = 1_000;

/** What was found by asking the room. */
export interface Findings extends Verdict {
  /** Candidates the room would or could not be asked about. */
  readonly unchecked: number;
}

export const NOTHING_FOUND: Findings = { ...NO_VERDICT, unchecked: 0 };

export const addFindings = (a: Findings, b: Findings): Findings => ({
  ...addVerdicts(a, b),
  unchecked: a.unchecked + b.unchecked,
});

export interface Asking {
  /** The room itself: what is asked here goes over no simulated network. */
  readonly url: string;
  readonly fetch: FetchPort;
  /** Not those of the simulation: what was called off is checked all the same. */
  readonly waits: Waits;
  readonly tally: Tally;
}

/** How many are asked about at once. */
const AT_ONCE = 20;

/** The room's answer; `refused` when it will not say, `gone` when it cannot be reached. */
async function patiently<T>(ask: () => Promise<T>, { waits, tally }: Asking): Promise<T | 'refused' | 'gone'> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      tally.error(`check: ${codeOf(error)}`);
      if (!mayHeal(error)) return 'refused';
      if (tries === MOST_TRIES) return 'gone';
      await waits.sleep(ASK_AGAIN_MS);
    }
  }
}

async function roomsWord(api: Pick<RoomApi, 'call'>): Promise<RoomsWord> {
  const { answers } = await api.call('attempt_get', {});
  const { events } = await api.call('attempt_events', {});
  return { answers, eventIds: events.map(({ id }) => id) };
}

const notChecked = ({ client }: Desk): Findings => ({
  ...NOTHING_FOUND,
  unchecked: 1,
  unacknowledged: client.snapshot().pending,
});

/**
 * Asks the room, as this candidate, what it has of their work, and holds it against what they made. Then signs out, which
 * leaves the seat free for the next simulation; where that fails the room ends the session by itself in time.
 */
async function checkCandidate(desk: Desk, candidate: CandidateAtDesk, asking: Asking): Promise<Findings | 'gone'> {
  const { url, fetch } = asking;
  const api = createRoomApi({ baseUrl: url, fetch, token: () => desk.joined.token });
  const word = await patiently(() => roomsWord(api), asking);
  if (word === 'gone') return word;
  await api.call('auth_logout', {}).catch(() => undefined);
  if (word === 'refused') return notChecked(desk);
  return { ...judgeAttempt(candidate.witness, word, desk.client.snapshot(), candidate.eventsLeftBehind()), unchecked: 0 };
}

/** Checks everybody who joined. A room that has gone for good is not asked about each of them. */
export async function checkCandidates(candidates: readonly CandidateAtDesk[], asking: Asking): Promise<Findings> {
  let found = NOTHING_FOUND;
  let isGone = false;
  for (let from = 0; from < candidates.length; from += AT_ONCE) {
    const checks = candidates.slice(from, from + AT_ONCE).map(async (candidate): Promise<Findings> => {
      const desk = candidate.desk();
      if (!desk) return NOTHING_FOUND;
      desk.close();
      const one = isGone ? 'gone' : await checkCandidate(desk, candidate, asking);
      if (one !== 'gone') return one;
      isGone = true;
      return notChecked(desk);
    });
    for (const one of await Promise.all(checks)) found = addFindings(found, one);
  }
  return found;
}

/**
 * Asks the room, as staff, whether every candidate has exactly one attempt, and whether those who were told that they
 * handed in have.
 */
export async function checkClass(
  staff: Staff,
  seats: ReadonlyMap<string, SeatTaken>,
  handedIn: ReadonlySet<string>,
  asking: Asking,
): Promise<Findings> {
  const examId = seats.values().next().value?.examId;
  if (examId === undefined) return NOTHING_FOUND;
  const answer = await patiently(() => staff.api.call('attempts_list', { examId }), asking);
  if (typeof answer === 'string') return { ...NOTHING_FOUND, unchecked: seats.size };
  let found = NOTHING_FOUND;
  for (const number of seats.keys()) {
    const own = answer.attempts.filter(({ candidateNumber }) => candidateNumber === number);
    const isLost = own.length === 0 || (handedIn.has(number) && own[0]?.state !== 'submitted');
    found = addFindings(found, { ...NOTHING_FOUND, lost: Number(isLost), doubled: Math.max(0, own.length - 1) });
  }
  return found;
}
