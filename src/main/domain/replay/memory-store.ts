import type { AlertId, AttemptId, SittingId } from '../../../shared/model/ids.ts';
import type { RuleId } from '../../../shared/model/rule.ts';
import type { NotificationRepo } from '../notifications/store.ts';
import type { Attempt, Exam, Sitting, StoredAlert, StoredResponse } from '../records.ts';
import type { StoredRule } from '../rules/rule-store.ts';
import type { AlertRepo, RosterRepo, Store } from '../store.ts';
import type { Burst } from '../walls/ether/burst.ts';

/** What a replay remembers, beside the store that counting works on. */
export interface Memory {
  readonly store: Store;
  readonly attempts: ReadonlyMap<AttemptId, Attempt>;
  /** Of one attempt, in the order they were raised. */
  alertsOf(attemptId: AttemptId | undefined): readonly StoredAlert[];
  responsesOf(attemptId: AttemptId): readonly StoredResponse[];
  /** The next number of what is counted: they rise. */
  nextNumber(): number;
  /** A rule stands like that from now on; undefined: it is gone. */
  setRule(id: RuleId, rule: StoredRule | undefined): void;
}

type Counting = Pick<
  Store,
  'attempts' | 'sittings' | 'exams' | 'sessions' | 'users' | 'responses' | 'settings' | 'rules' | 'bursts' | 'course'
> & {
  readonly notifications: Pick<NotificationRepo, 'has' | 'insert'>;
  readonly roster: Pick<RosterRepo, 'get'>;
  readonly alerts: Pick<AlertRepo, 'lastOfGroup' | 'nextRev' | 'insert' | 'update' | 'noteRepeat' | 'noteFold'>;
};

/**
 * A store of one sitting in memory, with what counting events reads and writes and nothing else: no names, no sessions, no answers.
 * A repo that counting comes to need is missed by the test that replays a day.
 */
export function createMemoryStore(first: Exam, sitting: Sitting): Memory {
  let exam = first;
  const rules = new Map<RuleId, StoredRule>();
  let enabled: readonly StoredRule[] = [];
  let numbers = 0;
  const nextNumber = (): number => ++numbers;
  const attempts = new Map<AttemptId, Attempt>();
  const alerts = new Map<AlertId, StoredAlert>();
  const alertsByAttempt = new Map<AttemptId | undefined, AlertId[]>();
  const groups = new Map<string, AlertId>();
  const responses = new Map<AttemptId, StoredResponse[]>();
  const bursts = new Map<string, Burst>();
  let rev = 0;
  const putAttempt = (attempt: Attempt): void => void attempts.set(attempt.id, attempt);
  const putAlert = (alert: StoredAlert): void => void alerts.set(alert.id, alert);
  const alertsOf = (attemptId: AttemptId | undefined): StoredAlert[] =>
    (alertsByAttempt.get(attemptId) ?? []).flatMap((id) => alerts.get(id) ?? []);

  const counting = {
    attempts: {
      byId: (id: AttemptId) => attempts.get(id),
      insert: putAttempt,
      update: putAttempt,
      noteEvent: putAttempt,
      joinedBefore: (_: SittingId, at: number) => [...attempts.values()].filter(({ joinedAt }) => joinedAt < at).length,
    },
    sittings: { byId: () => sitting },
    exams: {
      byId: () => exam,
      questions: () => [],
      update: (changed: Exam) => {
        exam = changed;
      },
    },
    papers: { of: () => undefined },
    sessions: { liveOfAttempt: () => [] },
    // Time that was given is no decision of the watch.
    credits: { insert: () => {} },
    users: { byId: () => undefined },
    // Nobody is told anything of a day that is over, nor woken.
    notifications: { has: () => false, insert: () => {} },
    settings: { get: () => undefined },
    // What an accommodation lets pass stands in the record as no violation.
    roster: { get: () => undefined },
    rules: { enabled: () => enabled },
    // What is decided again notes nothing: it only takes its place.
    course: { note: nextNumber, stands: () => true },
    alerts: {
      lastOfGroup: (key: string) => alerts.get(groups.get(key) as AlertId),
      nextRev: () => ++rev,
      insert: (facts: Omit<StoredAlert, 'seq' | 'rev'>): StoredAlert => {
        const alert = { ...facts, seq: alerts.size + 1, rev: ++rev };
        putAlert(alert);
        if (alert.groupingKey !== undefined) groups.set(alert.groupingKey, alert.id);
        alertsByAttempt.set(alert.attemptId, [...(alertsByAttempt.get(alert.attemptId) ?? []), alert.id]);
        return alert;
      },
      update: putAlert,
      noteRepeat: putAlert,
      noteFold: putAlert,
    },
    bursts: { get: (key: string) => bursts.get(key), put: (key: string, burst: Burst) => void bursts.set(key, burst) },
    responses: {
      insert: (response: StoredResponse) =>
        void responses.set(response.attemptId, [...(responses.get(response.attemptId) ?? []), response]),
    },
  } as unknown as Counting;
  return {
    store: counting as unknown as Store,
    attempts,
    alertsOf,
    responsesOf: (attemptId) => responses.get(attemptId) ?? [],
    nextNumber,
    setRule: (id, rule) => {
      if (rule) rules.set(id, rule);
      else rules.delete(id);
      enabled = [...rules.values()].filter((one) => one.enabled);
    },
  };
}
