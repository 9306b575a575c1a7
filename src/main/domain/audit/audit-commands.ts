import { toIso } from '../../../shared/model/time.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Hasher } from '../ports.ts';
import { type AuditVerdict, verifyAudit } from './audit-chain.ts';

const PAGE = 200;

/** Reading and checking the tamper-evident log (ST2). `pause` lets the room go on between two slices of a check. */
export function createAuditCommands(hasher: Hasher, pause: () => Promise<unknown>): SomeHandlers<'audit_list' | 'audit_verify'> {
  return {
    audit_list: {
      execute: ({ store }, { afterSeq = 0, limit = PAGE }) => ({
        entries: store.audit.after(afterSeq, limit).map(({ seq, at, actor, action, subject, details, hash }) => ({
          seq,
          at: toIso(at),
          actor,
          action,
          subject,
          details,
          hash,
        })),
      }),
    },
    audit_verify: {
      prepare: (_input, { store }) => verifyAudit(store.audit, hasher, pause),
      execute: (_work, _input, verdict: AuditVerdict) => verdict,
    },
  };
}
