import type { NotificationMessage } from '../../../shared/model/notification.ts';
import { Severity } from '../../../shared/model/severity.ts';
import type { CandidateSecurityEvent, ExamMessage } from '../../../shared/protocol/events.ts';

/** Something the room told the candidate, shown until it is closed. */
export interface Notice {
  readonly id: string;
  readonly kind:
    | 'security_warning'
    | 'taken_back'
    | 'monitoring_increased'
    | 'critical'
    | 'message'
    | 'time_changed'
    | 'watch_changed';
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
  readonly reasons: readonly string[];
  readonly from?: string;
  readonly at: string;
  /** For `time_changed`: the new end. */
  readonly endsAt?: string;
  /** And by how much it moved; negative when time was taken. */
  readonly byMs?: number;
  /** For `watch_changed`: what is watched from now on, and what no longer. */
  readonly watch?: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** A security event that concerns this candidate; the reasons are in plain words already. */
export const noticeOfEvent = (kind: Notice['kind'], event: CandidateSecurityEvent): Notice => ({
  id: event.id,
  kind,
  severity: event.severity,
  title: event.title,
  text: event.message,
  reasons: event.reasons,
  at: event.timestamp,
});

/**
 * A warning that was kept until it arrives, e.g. one given while this seat was offline; undefined for every other notification, and for
 * one of another exam: it waits for days, and whoever sits the next exam by then is warned of nothing.
 */
export function noticeOfNotification(
  { id, data, title, message, timestamp }: NotificationMessage,
  attemptId: string,
): Notice | undefined {
  if ((data?.attemptId ?? attemptId) !== attemptId) return undefined;
  const common = { id, severity: 'low', title, text: message, reasons: [], at: timestamp } as const;
  if (data?.event === 'warning_taken_back') return { ...common, kind: 'taken_back' };
  if (data?.event !== 'security_warning') return undefined;
  const severity = Severity.safeParse(data.severity);
  const { reasons } = data;
  return {
    id,
    kind: 'security_warning',
    severity: severity.success ? severity.data : 'medium',
    title,
    text: message,
    reasons: Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : [],
    at: timestamp,
  };
}

/** A message of the proctor to this candidate or to everybody. */
export const noticeOfMessage = (message: ExamMessage): Notice => ({
  id: message.id,
  kind: 'message',
  severity: message.severity,
  title: message.title,
  text: message.message,
  reasons: [],
  from: message.from,
  at: message.timestamp,
});

/** Time given or taken back; `endsAt` and `now` in the room's epoch ms. */
export const noticeOfNewEnd = (endsAt: number, byMs: number, now: number): Notice => ({
  id: `time-${endsAt}`,
  kind: 'time_changed',
  severity: 'low',
  title: '',
  text: '',
  reasons: [],
  at: new Date(now).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
  byMs,
});

/** What is watched was changed during the exam (LD8); `now` in the room's epoch ms. */
export const noticeOfWatch = (watch: NonNullable<Notice['watch']>, now: number): Notice => ({
  id: `watch-${now}`,
  kind: 'watch_changed',
  severity: 'low',
  title: '',
  text: '',
  reasons: [],
  at: new Date(now).toISOString(),
  watch,
});
