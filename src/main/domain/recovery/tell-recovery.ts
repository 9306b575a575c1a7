import { notify } from '../notifications/notify.ts';
import type { Work } from '../work.ts';
import type { RecoveryRequest } from './recovery-state.ts';

const TITLE = 'Coming back into the exam';

/** What was decided, for who asked from inside their session, and about another device that asked for their place. */
const WORDS = {
  approved: {
    resume: 'Your request was approved: you can go on.',
    seat: 'Another device asked to take over your exam, and it was approved.',
    severity: 'success',
  },
  denied: {
    resume: 'Your request was not approved: raise your hand if you need help.',
    seat: 'Another device asked to take over your exam, and it was not approved.',
    severity: 'warning',
  },
  expired: {
    resume: 'Nobody decided about your request in time: you can ask again.',
    seat: 'Another device asked to take over your exam, and nothing came of it.',
    severity: 'info',
  },
} as const;

/**
 * Keeps for the candidate how a request ended (NT1, ID6). The id of one for another device is not told: with an approval it opens
 * the attempt to whoever names it, and it belongs to the device that asked.
 */
export function tellRecovery(work: Work, { id, kind, state, userId, decisionReason }: RecoveryRequest): void {
  if (state === 'pending') return;
  const outcome = state === 'used' ? 'approved' : state;
  const { severity, ...words } = WORDS[outcome];
  notify(work, [userId], {
    type: 'recovery_status',
    title: TITLE,
    message: words[kind],
    severity,
    data: {
      kind,
      outcome,
      ...(kind === 'resume' ? { requestId: id } : {}),
      ...(decisionReason === undefined ? {} : { reason: decisionReason }),
    },
  });
}
