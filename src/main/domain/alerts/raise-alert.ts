import { isOpenAlert } from '../../../shared/model/alert.ts';
import type { AlertId, AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import { type Severity, worstSeverity } from '../../../shared/model/severity.ts';
import type { StoredAlert } from '../records.ts';
import type { Work } from '../work.ts';
import { awaitAcknowledgement } from './escalation.ts';
import { toAlert } from './to-alert.ts';

/** An incident somebody should see. Texts carry no personal names: they are looked up by user. */
export interface Incident {
  readonly type: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly source: string;
  readonly reasons: readonly string[];
  readonly examId?: ExamId | undefined;
  readonly attemptId?: AttemptId | undefined;
  readonly sessionId?: SessionId | undefined;
  readonly userId?: UserId | undefined;
  readonly ip?: string | undefined;
  readonly riskScore?: number | undefined;
  readonly data?: Record<string, unknown>;
  /** Incidents of one key within the window are one alert that counts up. */
  readonly groupingKey?: string;
  readonly groupingMs?: number;
  /** So often it happened since it was last told; once when absent. */
  readonly times?: number;
  /** The number of the stored event that tells of it. */
  readonly raisedBy?: number | undefined;
  /** True: a stored event tells again of one more of these, but not of the first, which is written with all that came of it. */
  readonly repeatsAreTold?: boolean;
}

export interface RaisedAlert {
  readonly alert: StoredAlert;
  readonly isNew: boolean;
}

/** Closed by the room because it was part of its incident, and by nobody else. */
const isFoldedByRoom = ({ status, acknowledgedAt, data }: StoredAlert): boolean =>
  status === 'resolved' && acknowledgedAt === undefined && data.foldedInto !== undefined;

/** Stores the incident as a new alert, or as one more of an open one, and tells staff (protocol 3 and 5). */
export function raiseAlert(work: Work, incident: Incident): RaisedAlert {
  const { groupingKey, groupingMs = 0, times = 1, data = {}, repeatsAreTold = false, ...facts } = incident;
  const last = groupingKey === undefined ? undefined : work.store.alerts.lastOfGroup(groupingKey, incident.attemptId);
  // What was folded into an incident of the room comes out of it when the candidate goes on alone (EV6).
  const isFolded = last !== undefined && incident.raisedBy !== undefined && isFoldedByRoom(last);
  if (last && (isOpenAlert(last) || isFolded) && work.now - last.lastAt <= groupingMs) {
    const { foldedInto: _, ...kept } = last.data;
    const repeated: StoredAlert = {
      ...last,
      status: isFolded ? 'new' : last.status,
      rev: work.store.alerts.nextRev(),
      severity: worstSeverity(last.severity, incident.severity),
      reasons: incident.reasons,
      riskScore: incident.riskScore,
      count: last.count + times,
      lastAt: Math.max(work.now, last.lastAt),
      data: { ...kept, ...data },
    };
    // Lists are filtered by severity, in the table; and what no stored event tells again is written now (ADR 5).
    const isTold = incident.raisedBy !== undefined || repeatsAreTold;
    if (isFolded) work.store.alerts.noteFold(repeated);
    else if (isTold && repeated.severity === last.severity) work.store.alerts.noteRepeat(repeated);
    else work.store.alerts.update(repeated);
    // What comes out of the room's incident is as good as new: nobody has been asked to take it since.
    if (isFolded || repeated.severity !== last.severity) awaitAcknowledgement(work, repeated);
    work.emit({ name: 'alert-updated', payload: toAlert(repeated), rooms: ['security'] });
    return { alert: repeated, isNew: false };
  }
  const alert = work.store.alerts.insert({
    ...facts,
    data,
    groupingKey,
    id: work.ids.nextInOrder<AlertId>(),
    status: 'new',
    count: times,
    firstAt: work.now,
    lastAt: work.now,
  });
  awaitAcknowledgement(work, alert);
  work.emit({ name: 'security-alert', payload: toAlert(alert), rooms: ['security'] });
  return { alert, isNew: true };
}
