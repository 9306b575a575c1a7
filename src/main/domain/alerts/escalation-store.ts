import type { AlertId } from '../../../shared/model/ids.ts';

/** An alert that goes to the next people when nobody has taken it by then. */
export interface StoredEscalation {
  readonly alertId: AlertId;
  /** Which step of the chain comes next, from 0. */
  readonly step: number;
  /** Epoch ms. */
  readonly dueAt: number;
}

export interface EscalationRepo {
  byAlert(alertId: AlertId): StoredEscalation | undefined;
  /** Leaves one that is there as it is. */
  insert(escalation: StoredEscalation): void;
  put(escalation: StoredEscalation): void;
  remove(alertId: AlertId): void;
  /** Those whose time has come, oldest first. */
  due(now: number, limit: number): StoredEscalation[];
}
