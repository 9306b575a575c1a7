import { isOpenAlert } from '../../../shared/model/alert.ts';
import type { AlertId, AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import { type Severity, worstSeverity } from '../../../shared/model/severity.ts';
import type { StoredAlert } from '../records.ts';
import type { Work } from '../work.ts';
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
  /** The number of the stored event that tells of it. */
  readonly raisedBy?: number | undefined;
  /** How many reports it is made of already. */
  readonly reports?: number;
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
  const { groupingKey, groupingMs = 0, data = {}, reports = 1, ...facts } = incident;
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
      count: last.count + 1,
      lastAt: Math.max(work.now, last.lastAt),
      data: { ...kept, ...data },
    };
    // Lists are filtered by severity, in the table; and what no stored event tells again is written now (ADR 5).
    if (isFolded) work.store.alerts.noteFold(repeated);
    else if (incident.raisedBy !== undefined && repeated.severity === last.severity) work.store.alerts.noteRepeat(repeated);
    else work.store.alerts.update(repeated);
    work.emit({ name: 'alert-updated', payload: toAlert(repeated), rooms: ['security'] });
    return { alert: repeated, isNew: false };
  }
  const alert = work.store.alerts.insert({
    ...facts,
    data,
    groupingKey,
    id: work.ids.nextInOrder<AlertId>(),
    status: 'new',
    count: reports,
    firstAt: work.now,
    lastAt: work.now,
  });
  work.emit({ name: 'security-alert', payload: toAlert(alert), rooms: ['security'] });
  return { alert, isNew: true };
}
