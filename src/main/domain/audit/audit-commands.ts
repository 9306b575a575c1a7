import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Hasher } from '../ports.ts';
import type { AuditEntry } from '../records.ts';
import { type AuditVerdict, verifyAudit } from './audit-chain.ts';

const PAGE = 200;

const toView = ({ seq, at, actor, action, subject, details, hash }: AuditEntry) => ({
  seq,
  at: toIso(at),
  actor,
  action,
  subject,
  details,
  hash,
});

/** Reading and checking the tamper-evident log (ST2). `pause` lets the room go on between two slices of a check. */
export function createAuditCommands(hasher: Hasher, pause: () => Promise<unknown>): SomeHandlers<'audit_list' | 'audit_verify'> {
  return {
    audit_list: {
      execute: ({ store }, { afterSeq, beforeSeq, order = beforeSeq === undefined ? 'oldest' : 'newest', limit = PAGE }) => {
        if (order === 'oldest') {
          if (beforeSeq !== undefined)
            throw new RoomError('invalid_input', 'beforeSeq: It goes with order=newest; oldest first is read with afterSeq.', {
              field: 'beforeSeq',
            });
          return { entries: store.audit.after(afterSeq ?? 0, limit).map(toView) };
        }
        const found = store.audit.before(beforeSeq, limit + 1).filter(({ seq }) => seq > (afterSeq ?? 0));
        const entries = found.slice(0, limit).map(toView);
        const last = entries.at(-1);
        return { entries, ...(found.length > limit && last ? { nextBeforeSeq: last.seq } : {}) };
      },
    },
    audit_verify: {
      prepare: (_input, { store }) => verifyAudit(store.audit, hasher, pause),
      execute: (_work, _input, verdict: AuditVerdict) => verdict,
    },
  };
}
