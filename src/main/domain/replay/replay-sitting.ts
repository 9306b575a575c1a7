import { UNDRAWN } from '../../../shared/model/drawing.ts';
import type { AttemptId, UserId } from '../../../shared/model/ids.ts';
import { changedByAction } from '../alerts/changed-by-action.ts';
import { type AttemptInExam, wireState } from '../attempts/attempt-views.ts';
import { countEvent } from '../attempts/count-event.ts';
import type { Attempt, StoredAlert } from '../records.ts';
import { suspendAfterWait } from '../responses/apply-policy.ts';
import { resumed, suspended } from '../responses/suspend.ts';
import { isWaitOver } from '../responses/suspend-waiting.ts';
import { NO_RISK } from '../risk/risk-state.ts';
import { countServiceEvent } from '../service-events/count-service-event.ts';
import type { Work } from '../work.ts';
import { alertDecisions, decisionsAbout } from './decisions.ts';
import { inOrderOfId } from './in-order-of-id.ts';
import { createMemoryStore, type Memory } from './memory-store.ts';
import { happenInCourse } from './replay-course.ts';
import type { Decision, SittingRecord } from './sitting-record.ts';

/** What older versions did not export. */
const LACKING = [
  'The record is of version 1 and is in the order of time: within one millisecond the order is a guess.',
  'It holds no rules: what a rule raised or did to an attempt is not decided again.',
  'It holds one policy: where the policy was changed during the sitting, what came before the change may be decided otherwise.',
  'It does not hold what the room noticed by itself: missing reports, and going offline right after a violation.',
];

type Head = Extract<SittingRecord, { kind: 'sitting' }>;

/** A recorded sitting that happens again, line by line, by its own clock (EV2, EV3). */
export interface SittingReplay {
  /** Lets one line happen. Says why it cannot, where it does not fit what came before; nothing has changed then. */
  take(record: SittingRecord): string | undefined;
  /** What is decided now, about each attempt. */
  decisions(): Decision[];
  /** What the record does not hold, each in a sentence: what it touched may be decided otherwise. */
  lacks(): readonly string[];
  /** What the record says was decided that day. */
  recorded(): readonly Decision[];
}

function open({ examId, sittingId, startedAt, endedAt, durationMinutes, policy }: Head): Memory {
  const exam = { id: examId, title: '', durationMinutes, instructions: '', policy, drawing: UNDRAWN, createdAt: 0 };
  // It runs: what did not count that day says so itself.
  const sitting = { id: sittingId, examId, number: 1, state: 'running' as const, createdAt: 0, startedAt, endedAt, pausedMs: 0 };
  return createMemoryStore(exam, sitting);
}

const NOBODY = '' as UserId;
const newAttempt = (head: Head, { at, attemptId }: Extract<SittingRecord, { kind: 'attempt' }>): Attempt => ({
  id: attemptId,
  sittingId: head.sittingId,
  examId: head.examId,
  userId: NOBODY,
  state: 'in_progress',
  monitoring: 'normal',
  identity: 'unchecked',
  reducedIntegrity: false,
  joinedAt: at,
  extraMs: 0,
  answered: 0,
  risk: NO_RISK,
});

/** What people did to an attempt, as far as later decisions depend on it. */
function act(work: Work, whole: AttemptInExam, action: string): string | undefined {
  const { attempt, sitting } = whole;
  const put = (after: Attempt): undefined => void work.store.attempts.update(after);
  switch (action) {
    case 'suspend':
      return attempt.state === 'suspended' ? 'the attempt is suspended already' : put(suspended(whole, work.now, ''));
    case 'resume':
      return attempt.state === 'suspended' ? put(resumed(work, whole)) : 'the attempt is not suspended';
    case 'terminate':
      return wireState(attempt, sitting) === 'ended' ? 'the attempt has ended already' : put({ ...attempt, state: 'ended' });
    default:
      return undefined;
  }
}

/** A wait that is over and led to a suspension has a line of its own, so one without led to none. */
function withoutOldWait(whole: AttemptInExam, now: number): AttemptInExam {
  if (!isWaitOver(whole.attempt, now)) return whole;
  const { suspendAt: _, ...risk } = whole.attempt.risk;
  return { ...whole, attempt: { ...whole.attempt, risk } };
}

type ByTime = Extract<SittingRecord, { kind: 'attempt' | 'event' | 'service_event' | 'suspension' | 'action' }> | AlertActionOf;
/** The same with the attempt, which older records always name. */
type AlertActionOf = Extract<SittingRecord, { kind: 'alert_action' }> & { readonly attemptId: AttemptId };
const BY_TIME: readonly string[] = ['attempt', 'event', 'service_event', 'suspension', 'action', 'alert_action'];
const isByTime = (record: SittingRecord): record is ByTime =>
  BY_TIME.includes(record.kind) && 'attemptId' in record && record.attemptId !== undefined;

/** The same pure steps as on the day, over a store in memory; nothing is told to anybody. */
export function createSittingReplay(): SittingReplay {
  let head: Head | undefined;
  let memory: Memory | undefined;
  let ids = 0;
  const recorded: Decision[] = [];
  const nextId = <Id extends string>(): Id => String(++ids) as Id;
  const workAt = (now: number, { store }: Memory): Work => ({
    actor: { kind: 'room' },
    now,
    servingSince: 0,
    ids: { next: nextId, nextInOrder: nextId },
    store,
    presence: { connections: () => [], isConnected: () => false },
    emit: () => {},
    afterCommit: () => {},
    audit: () => {},
    disconnect: () => {},
  });

  /** A record of version 1. */
  function happenByTime(record: ByTime, day: Head, known: Memory): string | undefined {
    const work = workAt(record.at, known);
    const attempt = known.attempts.get(record.attemptId);
    if (record.kind === 'attempt') {
      if (attempt) return 'this attempt has begun already';
      known.store.attempts.update(newAttempt(day, record));
      return undefined;
    }
    const exam = known.store.exams.byId(day.examId);
    const sitting = known.store.sittings.byId(day.sittingId);
    if (!attempt || !exam || !sitting) return 'this attempt has not begun';
    const whole: AttemptInExam = { attempt, sitting, exam };
    switch (record.kind) {
      case 'suspension':
        return isWaitOver(attempt, record.at) ? void suspendAfterWait(work, whole) : undefined;
      case 'event':
        return void countEvent(work, withoutOldWait(whole, record.at), { ...record, number: known.nextNumber() });
      case 'service_event':
        return record.violation
          ? void countServiceEvent(work, withoutOldWait(whole, record.at), { ...record, from: '' })
          : undefined;
      case 'action':
        return act(work, whole, record.action);
      case 'alert_action': {
        const alert = known.alertsOf(record.attemptId)[record.alert];
        if (!alert) return 'this attempt has no such alert';
        return void known.store.alerts.update({ ...alert, ...changedByAction(alert, record.action, record.at) });
      }
    }
  }

  function happen(record: Exclude<SittingRecord, { kind: 'sitting' | 'decided' }>, day: Head, known: Memory): string | undefined {
    const unfit = `a record of version ${day.version} has no such line`;
    if (day.version === 2) {
      if (record.kind === 'service_event' || record.kind === 'suspension') return unfit;
      return happenInCourse(workAt(record.at, known), record, { head: day, memory: known, begin: newAttempt });
    }
    if (!isByTime(record)) return unfit;
    return happenByTime(record, day, known);
  }
  const ofRoom = ({ span }: Head, known: Memory): StoredAlert[] =>
    known.alertsOf(undefined).filter(({ firstAt }) => span === undefined || (firstAt >= span.from && firstAt <= span.to));

  return {
    take: (record) => {
      if (record.kind === 'sitting') {
        if (head) return 'a record holds one sitting';
        head = record;
        memory = open(record);
        return undefined;
      }
      if (record.kind === 'decided') return void recorded.push(record.decision);
      return head && memory ? happen(record, head, memory) : 'the sitting has to stand first';
    },
    decisions: () =>
      memory === undefined
        ? []
        : inOrderOfId([...memory.attempts.values()])
            .flatMap((attempt) =>
              decisionsAbout(attempt, memory?.alertsOf(attempt.id) ?? [], memory?.responsesOf(attempt.id) ?? []),
            )
            .concat(head?.version === 2 ? alertDecisions(ofRoom(head, memory)) : []),
    lacks: () => (head?.version === 1 ? LACKING : []),
    recorded: () => recorded,
  };
}
