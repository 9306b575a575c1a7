import type { CandidateSnapshot } from '../../../shared/client/index.ts';
import type { StoredAnswer } from '../../../shared/model/answer.ts';
import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { Witness } from './witness.ts';

/** How what a candidate made stands against what the room has. */
export interface Verdict {
  /** Answers and events compared. */
  readonly checked: number;
  /** Not in the room as it was acknowledged, or gone from the client as well. */
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  /** Still with the client: late, not lost. */
  readonly unacknowledged: number;
  /** The latest change is kept apart by the room: made in a pause, a suspension or after the end. */
  readonly keptApart: number;
  /** Never acknowledged and on a machine that was left for good. */
  readonly leftBehind: number;
}

export const NO_VERDICT: Verdict = {
  checked: 0,
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  unacknowledged: 0,
  keptApart: 0,
  leftBehind: 0,
};

export const addVerdicts = (a: Verdict, b: Verdict): Verdict => ({
  checked: a.checked + b.checked,
  lost: a.lost + b.lost,
  doubled: a.doubled + b.doubled,
  outOfOrder: a.outOfOrder + b.outOfOrder,
  unacknowledged: a.unacknowledged + b.unacknowledged,
  keptApart: a.keptApart + b.keptApart,
  leftBehind: a.leftBehind + b.leftBehind,
});

/** What the room says of an attempt when it is asked. */
export interface RoomsWord {
  readonly answers: readonly StoredAnswer[];
  /** Ids in the order the room took them. */
  readonly eventIds: readonly string[];
}

/** What the client still holds. */
export type ClientsWord = Pick<CandidateSnapshot, 'saves' | 'pending' | 'pendingAnswers'>;

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

type Outcome = 'fine' | 'lost' | 'unacknowledged' | 'keptApart' | 'leftBehind';

function judgeAnswer(questionId: string, { answers }: Witness, room: StoredAnswer | undefined, client: ClientsWord): Outcome {
  const mine = answers.get(questionId);
  if (!mine) return 'fine';
  if (mine.acked) {
    if (!room || room.revision < mine.acked.revision) return 'lost';
    if (room.revision === mine.acked.revision && !isSame(room.value, mine.acked.value)) return 'lost';
  }
  if (room && isSame(room.value, mine.made)) return 'fine';
  const state = client.saves.get(questionId)?.state;
  if (state === 'saving' || state === 'offline') return 'unacknowledged';
  if (state === 'held' || (mine.held !== undefined && isSame(mine.held, mine.made))) return 'keptApart';
  return mine.isLeftBehind ? 'leftBehind' : 'lost';
}

/** Events of one session in the room's order must be in the order of their numbers. */
function countDisorder(witness: Witness, eventIds: readonly string[]): number {
  const last = new Map<string, number>();
  let disorder = 0;
  for (const id of eventIds) {
    const sentAs = witness.events.get(id)?.sentAs;
    // One that was handed on to a later session could have been taken under either number.
    if (sentAs?.size !== 1) continue;
    const [session = '', seq = ''] = [...sentAs][0]?.split('/') ?? [];
    if (Number(seq) < (last.get(session) ?? 0)) disorder += 1;
    last.set(session, Number(seq));
  }
  return disorder;
}

/** Events the room does not have: those it acknowledged are lost; of the others no more can be missing than the client still holds. */
function judgeEvents(witness: Witness, eventIds: readonly string[], client: ClientsWord, leftBehind: number): Verdict {
  const inRoom = new Set(eventIds);
  const missing = [...witness.events].filter(([id]) => !inRoom.has(id));
  const ackedMissing = missing.filter(([, { isAcked }]) => isAcked).length;
  const open = missing.length - ackedMissing;
  const unacknowledged = Math.min(open, client.pending - client.pendingAnswers);
  const stayed = Math.min(open - unacknowledged, leftBehind);
  return {
    ...NO_VERDICT,
    checked: witness.events.size,
    lost: ackedMissing + open - unacknowledged - stayed,
    doubled: eventIds.length - inRoom.size,
    outOfOrder: countDisorder(witness, eventIds),
    unacknowledged,
    leftBehind: stayed,
  };
}

/** Holds what a candidate made and was told against what the room has and what the client still holds. */
export function judgeAttempt(witness: Witness, room: RoomsWord, client: ClientsWord, eventsLeftBehind = 0): Verdict {
  const stored = new Map<string, StoredAnswer>(room.answers.map((answer) => [answer.questionId, answer]));
  const outcomes = [...witness.answers.keys()].map((id) => judgeAnswer(id, witness, stored.get(id), client));
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  return addVerdicts(judgeEvents(witness, room.eventIds, client, eventsLeftBehind), {
    checked: outcomes.length,
    lost: count('lost'),
    doubled: witness.doubled(),
    outOfOrder: witness.outOfOrder(),
    unacknowledged: count('unacknowledged'),
    keptApart: count('keptApart'),
    leftBehind: count('leftBehind'),
  });
}
