import { ROOM_REASONS, timesInWords, wordsFor } from '../../../shared/model/event-words.ts';
import type { AlertId, AttemptId, SessionId, UserId } from '../../../shared/model/ids.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { toAlert } from '../alerts/to-alert.ts';
import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { StoredAlert, StoredSecurityEvent } from '../records.ts';
import { staffReasons } from '../responses/reasons.ts';
import { violationKey } from '../responses/violation-key.ts';
import { withoutReports } from '../responses/without-reports.ts';
import { evidenceKey, severityOf, weightOf } from '../risk/event-weights.ts';
import { excuse } from '../risk/held.ts';
import { explainScore } from '../risk/risk-score.ts';
import {
  type BurstEntry,
  happenedAt,
  isOfTheNetwork,
  NO_BURST,
  type SeenInBurst,
  seeInBurst,
  severalOf,
  spanOf,
} from '../walls/ether/burst.ts';
import type { Work } from '../work.ts';
import { takeBack } from './take-back.ts';

/** One of those whom an incident of the room hit, as it stands in `data.members` of its alert. No name: it is looked up. */
export interface IncidentMember {
  readonly attemptId: AttemptId;
  readonly userId: UserId;
  /** Absent where nobody knows in which session it was. */
  readonly sessionId?: SessionId;
}

/** One soft violation: a stored event of the candidate's client, or what `source` saw, with its place in the course as number. */
export type SeenViolation = Pick<StoredSecurityEvent, 'number' | 'type' | 'offline' | 'occurredAt'> & {
  readonly sessionId?: SessionId | undefined;
  readonly source?: string;
};

/** So many are listed; more are only counted. */
const MOST_LISTED = 200;

type Found = NonNullable<SeenInBurst['found']>;

/** Shows a violation to the room's correlation. Undefined unless it is part of an incident of the room (EV6). */
export function correlate(work: Work, { attempt, sitting, exam }: AttemptInExam, event: SeenViolation): Found | undefined {
  const { policy } = exam;
  if (weightOf(event.type, policy).kind !== 'soft') return undefined;
  const key = `${sitting.id} ${evidenceKey(event.type, policy)}`;
  const entry: BurstEntry = {
    attempt: attempt.id,
    session: event.sessionId ?? '',
    ...(event.source === undefined ? {} : { source: event.source }),
    number: event.number,
    at: work.now,
    happenedAt: happenedAt({
      occurredAt: Date.parse(event.occurredAt),
      receivedAt: work.now,
      offline: event.offline === true,
    }),
  };
  const several = () => severalOf(work.store.attempts.joinedBefore(sitting.id, work.now));
  const { burst, found } = seeInBurst(work.store.bursts.get(key) ?? NO_BURST, entry, spanOf(event.type), several);
  work.store.bursts.put(key, burst);
  return found;
}

interface IncidentData {
  readonly eventType: string;
  readonly incident: number;
  readonly memberCount: number;
  readonly members: readonly IncidentMember[];
}

/** The list itself when nobody is new on it: the same few are hit again thousands of times in a bad hour. */
function withNewcomers(listed: readonly IncidentMember[], hit: readonly IncidentMember[]): readonly IncidentMember[] {
  if (listed.length >= MOST_LISTED) return listed;
  const newcomers = hit.filter(({ attemptId }) => !listed.some((one) => one.attemptId === attemptId));
  return newcomers.length === 0 ? listed : [...listed, ...newcomers].slice(0, MOST_LISTED);
}

/** Raises the room's alert, or adds to it who was hit as well; repeats within the grouping window are one alert. */
function tellRoom(
  work: Work,
  { exam, sitting }: AttemptInExam,
  event: SeenViolation,
  found: Found,
  hit: readonly IncidentMember[],
) {
  const { type } = event;
  const groupingKey = `incident:${sitting.id}:${evidenceKey(type, exam.policy)}`;
  const last = work.store.alerts.lastOfGroup(groupingKey, undefined);
  const known = last?.data as IncidentData | undefined;
  const isSame = known?.incident === found.incident.foundBy;
  const reports = 1 + found.earlier.length;
  const before = isSame ? known : undefined;
  const listed = before?.members ?? [];
  const data: IncidentData = {
    eventType: type,
    incident: found.incident.foundBy,
    memberCount: found.incident.members.length,
    members: withNewcomers(listed, hit),
  };
  const total = (isSame && last ? last.count : 0) + reports;
  const facts = {
    message: `${wordsFor(type)}: ${data.memberCount} candidates at once.`,
    reasons: [timesInWords(type, total)],
    data: { ...data },
  };
  if (isSame && last) {
    const grown: StoredAlert = {
      ...last,
      reasons: facts.reasons,
      // Who was asked to take it since stays in it.
      data: { ...last.data, ...facts.data },
      rev: work.store.alerts.nextRev(),
      count: total,
      lastAt: Math.max(work.now, last.lastAt),
    };
    work.store.alerts.noteRepeat(grown);
    work.emit({ name: 'alert-updated', payload: toAlert(grown), rooms: ['security'] });
    return grown;
  }
  return raiseAlert(work, {
    ...facts,
    type: 'room_incident',
    // Told so that somebody looks at the room, not at a candidate.
    severity: isOfTheNetwork(type) ? 'low' : severityOf(type, exam.policy),
    title: wordsFor('room_incident'),
    source: 'ether',
    examId: exam.id,
    groupingKey,
    raisedBy: event.source === undefined ? event.number : undefined,
    times: reports,
  }).alert;
}

/** So many reports of one candidate that one alert tells of; `source` as in the violation. */
interface Reports {
  readonly source: string | undefined;
  reports: number;
}

/** The candidate's own alert, as far as it tells of these reports, becomes part of the room's. */
function foldAlert(work: Work, whole: AttemptInExam, type: string, { source, reports }: Reports, roomAlert: AlertId): void {
  const { attempt, exam } = whole;
  const own = work.store.alerts.lastOfGroup(violationKey(attempt.id, type, source, exam.policy), attempt.id);
  if (!own) return;
  const folded = Math.min(own.count, (typeof own.data.folded === 'number' ? own.data.folded : 0) + reports);
  const isAll = folded === own.count;
  const { score, contributions } = explainScore(attempt.risk, work.now, exam.policy);
  const after: StoredAlert = {
    ...own,
    rev: work.store.alerts.nextRev(),
    // What somebody has taken up or closed stays as they left it.
    status: isAll && own.status === 'new' ? 'resolved' : own.status,
    reasons: isAll ? [ROOM_REASONS.room_incident] : staffReasons(contributions),
    riskScore: score,
    data: { ...own.data, folded, ...(isAll ? { foldedInto: roomAlert } : {}) },
  };
  work.store.alerts.noteFold(after);
  work.emit({ name: 'alert-updated', payload: toAlert(after), rooms: ['security'] });
}

/** Takes back what reports of one candidate added to their score, and what rules would have done for them. */
function withdraw(
  work: Work,
  { attempt, sitting, exam }: AttemptInExam,
  type: string,
  reports: readonly BurstEntry[],
): AttemptInExam {
  const times = reports.map(({ at }) => at);
  const excused = excuse(
    attempt.risk,
    reports.map(({ number }) => number),
  );
  const after = { ...attempt, risk: withoutReports(excused, { type, times }, work.now, exam.policy) };
  const eased = takeBack(work, { attempt: after, sitting, exam }, attempt.risk.level);
  work.store.attempts.noteEvent(eased);
  return { attempt: eased, sitting, exam };
}

const byAttempt = (entries: readonly BurstEntry[]): Map<string, BurstEntry[]> => Map.groupBy(entries, ({ attempt }) => attempt);
const bySource = (entries: readonly BurstEntry[]): Reports[] =>
  [...Map.groupBy(entries, ({ source }) => source)].map(([source, { length }]) => ({ source, reports: length }));

/**
 * Makes one incident of the room of what several candidates were hit by alike: one alert with all of them, their own folded into it
 * and told again, and nothing left of it in anybody's score (EV6).
 */
export function foldIntoRoom(work: Work, whole: AttemptInExam, event: SeenViolation, found: Found): void {
  const { type } = event;
  // Withdrawn first, so that whoever hears of the incident reads scores without it.
  const hit = [...byAttempt(found.earlier)].map(([id, entries]) => ({
    whole: withdraw(work, findAttempt(work.store, id as AttemptId), type, entries),
    reports: bySource(entries),
    sessionId: entries.at(-1)?.session,
  }));
  const { attempt } = findAttempt(work.store, whole.attempt.id);
  work.store.attempts.noteEvent({ ...attempt, risk: excuse(attempt.risk, [event.number]) });
  const own = hit.find((one) => one.whole.attempt.id === whole.attempt.id);
  const last: Reports = { source: event.source, reports: own || found.isNewMember ? 1 : 0 };
  if (own) {
    const same = own.reports.find(({ source }) => source === event.source);
    if (same) same.reports += 1;
    else own.reports.push(last);
  } else hit.push({ whole: findAttempt(work.store, whole.attempt.id), reports: [last], sessionId: event.sessionId });
  const members = hit.map((one): IncidentMember => {
    const { id, userId } = one.whole.attempt;
    return { attemptId: id, userId, ...(one.sessionId ? { sessionId: one.sessionId as SessionId } : {}) };
  });
  const roomAlert = tellRoom(work, whole, event, found, members);
  for (const one of hit)
    for (const reports of one.reports) if (reports.reports > 0) foldAlert(work, one.whole, type, reports, roomAlert.id);
}
