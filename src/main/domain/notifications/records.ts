import type { UserId } from '../../../shared/model/ids.ts';
import type { NotificationSeverity } from '../../../shared/model/notification.ts';

/** What was sent, the same for everybody it was sent to. */
export interface StoredNotification {
  readonly id: string;
  readonly type: string;
  readonly severity: NotificationSeverity;
  readonly title: string;
  readonly message: string;
  readonly data?: Record<string, unknown> | undefined;
  /** Epoch ms. */
  readonly at: number;
}

/** A notification as one recipient has it. */
export interface ReceivedNotification extends StoredNotification {
  /** Its place among everything this recipient was ever sent; ascending with time, with gaps. */
  readonly nth: number;
  readonly read: boolean;
}

/** Who is meant: whoever fits everything that is said. */
export interface Addressees {
  readonly userIds?: readonly UserId[] | undefined;
  /** Whoever is on its roster. */
  readonly examId?: string | undefined;
  readonly role?: string | undefined;
}

export interface NotificationFilter {
  readonly unread?: boolean | undefined;
  readonly type?: string | undefined;
  readonly severity?: NotificationSeverity | undefined;
  readonly beforeNth?: number | undefined;
  readonly limit: number;
}
