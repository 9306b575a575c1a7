import { toIso } from '../../../shared/model/time.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Hasher } from '../ports.ts';
import { verifyAudit } from './audit-chain.ts';

const PAGE = 200;

/** Reading and checking the tamper-evident log (ST2). */
export function createAuditCommands(hasher: Hasher): SomeHandlers<'audit_list' | 'audit_verify'> {
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
    audit_verify: { execute: ({ store }) => verifyAudit(store.audit, hasher) },
  };
}
