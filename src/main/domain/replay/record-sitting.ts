import { wordsFor } from '../../../shared/model/event-words.ts';
import type { AlertId, AttemptId } from '../../../shared/model/ids.ts';
import { KNOWN_EVENT_TYPES } from '../../../shared/model/security-event.ts';
import type { PlacedEntry } from '../course/course-store.ts';
import { policiesFrom } from '../course/policies.ts';
import { type Step, walk } from '../course/walk.ts';
import type { Exam, Sitting, StoredAlert, StoredSecurityEvent } from '../records.ts';
import { DEFAULT_WEIGHTS } from '../risk/event-weights.ts';
import { type Recorded as Seen, toRecorded } from '../rules/recorded.ts';
import type { Store } from '../store.ts';
import { alertDecisions, decisionsAbout, isDecided, isOfRule } from './decisions.ts';
import { createElsewhere, sittingOf } from './elsewhere.ts';
import { inOrderOfId } from './in-order-of-id.ts';
import { recordByTime } from './record-by-time.ts';
import { rulesFrom } from './recorded-rules.ts';
import { type Decision, type SittingRecord, UNKNOWN_TYPE } from './sitting-record.ts';
import { spanOf } from './span.ts';

const ALL = Number.MAX_SAFE_INTEGER;
/** So many steps are written before the room goes on. */
const SLICE = 500;
/** So often a record is begun again because somebody changed what it tells of; the last time nobody has a turn meanwhile. */
const TRIES = 3;

interface Recorded {
  readonly exam: Exam;
  readonly sitting: Sitting;
}

/** Where an alert stands among those of its attempt, or of the room. */
interface Known {
  readonly attemptId: AttemptId | undefined;
  readonly alert: number;
}

/** The whole record, exact, or in the order of time where no course was kept of the sitting. */
export async function recordSitting(store: Store, recorded: Recorded, nextTurn: () => Promise<void>): Promise<string[]> {
  const begun = recorded.sitting.openedAt ?? recorded.sitting.createdAt;
  if ((store.course.since() ?? Number.POSITIVE_INFINITY) > begun) return recordByTime(store, recorded, nextTurn);
  const marked = (): string => `${store.alerts.lastRev()} ${store.events.lastBefore(ALL)} ${store.course.count()}`;
  for (let left = TRIES; ; left--) {
    const mark = marked();
    const lines = await recordCourse(store, recorded, left > 1 ? nextTurn : async () => {});
    if (left === 1 || marked() === mark) return lines;
  }
}

async function recordCourse(store: Store, { exam, sitting }: Recorded, nextTurn: () => Promise<void>): Promise<string[]> {
  const attempts = inOrderOfId(store.attempts.ofSitting(sitting.id));
  const { from, to, alerts: ofRoom } = spanOf(store, exam, sitting, attempts);
  const widest = rulesFrom(store, from).versions.map(({ rule }) => rule.when.windowSeconds);
  const begin = from - Math.max(0, ...widest) * 1000;
  const policies = policiesFrom(store, begin);
  const rules = rulesFrom(store, begin);
  const entries = store.course.from(begin);
  const firstPolicy = policies.at(exam.id, 0) ?? exam.policy;
  // A client makes types up; one that a policy or a rule names is no secret.
  const named = new Set<string>([
    ...KNOWN_EVENT_TYPES,
    ...Object.keys(DEFAULT_WEIGHTS),
    ...entries.flatMap((entry) => (entry.kind === 'finding' ? [entry.type] : [])),
    ...rules.versions.flatMap(({ rule }) => rule.when.types),
    ...[exam.policy, firstPolicy, ...entries.flatMap((entry) => (entry.kind === 'policy' ? entry.after : []))].flatMap(
      ({ weights }) => Object.keys(weights),
    ),
  ]);
  const nameOf = (type: string): string => (named.has(type) ? type : UNKNOWN_TYPE);

  /** A rule's alert says what was seen last. */
  const asRecorded = (alert: StoredAlert): StoredAlert => {
    const { eventType } = alert.data;
    const [, ...others] = alert.reasons;
    return isOfRule(alert) && typeof eventType === 'string'
      ? { ...alert, reasons: [wordsFor(nameOf(eventType)), ...others] }
      : alert;
  };

  const known = new Map<AlertId, Known>();
  for (const [alert, { id }] of ofRoom.entries()) known.set(id, { attemptId: undefined, alert });
  const decided: Decision[] = [];
  for (const attempt of attempts) {
    const alerts = store.alerts
      .list({ attemptId: attempt.id, limit: ALL })
      .filter((alert) => isDecided(alert) || isOfRule(alert))
      .map(asRecorded)
      .toReversed();
    for (const [alert, { id }] of alerts.entries()) known.set(id, { attemptId: attempt.id, alert });
    decided.push(...decisionsAbout(attempt, alerts, store.responses.ofAttempt(attempt.id)));
    await nextTurn();
  }
  decided.push(...alertDecisions(ofRoom.map(asRecorded)));

  const head: SittingRecord = {
    kind: 'sitting',
    version: 2,
    examId: exam.id,
    sittingId: sitting.id,
    startedAt: sitting.startedAt,
    endedAt: sitting.endedAt,
    durationMinutes: exam.durationMinutes,
    policy: firstPolicy,
    span: { from, to },
  };
  const lines = [JSON.stringify(head)];
  const write = (record: SittingRecord): void => void lines.push(JSON.stringify(record));

  const elsewhere = createElsewhere(exam.id, entries, policies);
  for (const rule of rules.atBegin) {
    elsewhere.follow(rule.id, rule);
    write({ kind: 'rule', at: begin, ruleId: rule.id, rule: rules.toRecorded(rule) });
  }
  const mine = new Set(attempts.map(({ id }) => id));
  const joining = attempts.toSorted((one, other) => one.joinedAt - other.joinedAt);
  const writeEntry = (entry: PlacedEntry): void => {
    const { at } = entry;
    switch (entry.kind) {
      case 'policy':
        if (entry.examId === exam.id) write({ kind: 'policy', at, policy: entry.after });
        return;
      case 'rule':
        elsewhere.follow(entry.ruleId, entry.after);
        write({ kind: 'rule', at, ruleId: entry.ruleId, rule: entry.after && rules.toRecorded(entry.after) });
        return;
      case 'alert_action': {
        const place = known.get(entry.alertId);
        if (place) write({ kind: 'alert_action', at, ...place, action: entry.action });
        return;
      }
      case 'start':
      case 'scored':
        return;
      case 'observation': {
        const { place: _, gap: _gap, ...observed } = entry;
        if (mine.has(entry.attemptId)) write({ ...observed, type: nameOf(observed.type) });
        return;
      }
      case 'action':
      case 'finding':
      case 'finished':
      case 'wait':
      case 'withdrawn': {
        const { place: _, ...facts } = entry;
        if (mine.has(entry.attemptId)) write(facts);
        return;
      }
    }
  };
  const writeElsewhere = (recorded: Seen): void => {
    const { at, attempt: attemptId, exam: examId, seen } = recorded;
    const counted = at <= to ? elsewhere.countedFor(recorded) : [];
    if (counted.length > 0) write({ kind: 'elsewhere', at, attemptId, examId, type: nameOf(seen.type), rules: counted });
  };
  const writeEvent = (event: StoredSecurityEvent): void => {
    const { receivedAt: at, attemptId, sessionId, seq, prev, occurredAt, monotonicMs, offline, violation } = event;
    const held = rules.heldBy(event);
    const facts = { type: nameOf(event.type), seq, prev, occurredAt, monotonicMs, offline, violation };
    write({ kind: 'event', at, attemptId, sessionId, ...facts, ...(held.length > 0 ? { held } : {}) });
  };
  const writeJoined = (until: number): void => {
    for (let next = joining[0]; next && next.joinedAt <= until; next = joining[0]) {
      joining.shift();
      write({ kind: 'attempt', at: next.joinedAt, attemptId: next.id });
    }
  };
  const writeStep = (step: Step): void => {
    writeJoined('event' in step ? step.event.receivedAt : step.entry.at);
    const recorded = toRecorded(store, step);
    if (recorded && sittingOf(store, recorded) !== sitting.id) writeElsewhere(recorded);
    else if ('entry' in step) writeEntry(step.entry);
    else writeEvent(step.event);
  };
  let steps = 0;
  // What comes after the sitting's last event is nothing to it, save what people do with its alerts.
  for (const step of walk(store, begin, store.events.lastBefore(to + 1))) {
    writeStep(step);
    if (++steps % SLICE === 0) await nextTurn();
  }
  writeJoined(Number.POSITIVE_INFINITY);
  for (const decision of decided) write({ kind: 'decided', decision });
  return lines;
}
