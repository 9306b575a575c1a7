import type { AlertId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { KNOWN_EVENT_TYPES } from '../../../shared/model/security-event.ts';
import { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { Attempt, Exam, Sitting } from '../records.ts';
import { serviceSource } from '../service-events/service-source.ts';
import type { AlertAction, Store } from '../store.ts';
import { decisionsAbout, isAutomatic, isDecided } from './decisions.ts';
import { inOrderOfId } from './in-order-of-id.ts';
import { type SittingRecord, UNKNOWN_TYPE } from './sitting-record.ts';

const ALL = Number.MAX_SAFE_INTEGER;
const known = new Set<string>(KNOWN_EVENT_TYPES);
const namedOrUnknown = (type: string, policy: Policy): string =>
  known.has(type) || Object.hasOwn(policy.weights, type) ? type : UNKNOWN_TYPE;

type Happened = Extract<SittingRecord, { kind: keyof typeof RANK }>;
/** At the same millisecond: who is there, what was seen, in the order it was numbered, then what people did. */
const RANK = { attempt: 0, suspension: 1, event: 2, service_event: 3, action: 4, alert_action: 5 } as const;
interface Numbered {
  readonly record: Happened;
  readonly number: number;
}
const inOrder = (one: Numbered, other: Numbered): number =>
  one.record.at - other.record.at || RANK[one.record.kind] - RANK[other.record.kind] || one.number - other.number;

function aboutAttempt(
  store: Store,
  { id: attemptId, joinedAt, risk }: Attempt,
  policy: Policy,
  actions: ReadonlyMap<AlertId, readonly AlertAction[]>,
) {
  const alerts = store.alerts.list({ attemptId, limit: ALL }).filter(isDecided).toReversed();
  const responses = store.responses.ofAttempt(attemptId);
  const happened: Numbered[] = [{ record: { kind: 'attempt', at: joinedAt, attemptId }, number: 0 }];
  const add = (record: Happened, number: number): void => void happened.push({ record, number });
  for (const event of store.events.ofAttempt(attemptId, ALL)) {
    const { receivedAt: at, sessionId, seq, prev, occurredAt, monotonicMs, offline, violation, number } = event;
    const type = namedOrUnknown(event.type, policy);
    add({ kind: 'event', at, attemptId, sessionId, type, seq, prev, occurredAt, monotonicMs, offline, violation }, number);
  }
  for (const [number, { receivedAt: at, userId, type, offline, violation }] of store.serviceEvents
    .ofAttempt(attemptId, ALL)
    .entries()) {
    const source = serviceSource(store, userId);
    add({ kind: 'service_event', at, attemptId, source, type: namedOrUnknown(type, policy), offline, violation }, number);
  }
  for (const [number, response] of responses.entries())
    if (!isAutomatic(response)) add({ kind: 'action', at: response.at, attemptId, action: response.action }, number);
    else if (response.action === 'suspend') add({ kind: 'suspension', at: response.at, attemptId }, number);
  for (const [alert, { id }] of alerts.entries())
    for (const [number, { at, action }] of (actions.get(id) ?? []).entries())
      add({ kind: 'alert_action', at, attemptId, alert, action: AlertActionName.parse(action) }, number);
  return { happened, decisions: decisionsAbout({ id: attemptId, risk }, alerts, responses) };
}

/**
 * A sitting of which no course was kept, as lines of JSON in the order of time, and what was decided. Lets others have their turn
 * between attempts. What one millisecond saw is told before what people did in it.
 */
export async function recordByTime(
  store: Store,
  { exam, sitting }: { readonly exam: Exam; readonly sitting: Sitting },
  nextTurn: () => Promise<void>,
): Promise<string[]> {
  const { policy, durationMinutes } = exam;
  const actions = new Map<AlertId, AlertAction[]>();
  for (const action of store.alerts.actionsOfExam(exam.id))
    actions.set(action.alertId, [...(actions.get(action.alertId) ?? []), action]);
  const happened: Numbered[] = [];
  const decided: SittingRecord[] = [];
  for (const attempt of inOrderOfId(store.attempts.ofSitting(sitting.id))) {
    const about = aboutAttempt(store, attempt, policy, actions);
    for (const one of about.happened) happened.push(one);
    for (const decision of about.decisions) decided.push({ kind: 'decided', decision });
    await nextTurn();
  }
  happened.sort(inOrder);
  const head: SittingRecord = {
    kind: 'sitting',
    version: 1,
    examId: exam.id,
    sittingId: sitting.id,
    startedAt: sitting.startedAt,
    endedAt: sitting.endedAt,
    durationMinutes,
    policy,
  };
  const lines: string[] = [JSON.stringify(head)];
  for (const [index, { record }] of happened.entries()) {
    lines.push(JSON.stringify(record));
    if (index % 1_000 === 999) await nextTurn();
  }
  for (const record of decided) lines.push(JSON.stringify(record));
  return lines;
}
