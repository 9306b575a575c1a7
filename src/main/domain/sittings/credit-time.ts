import type { CreditKind } from '../../../shared/model/sitting-plan.ts';
import type { Attempt, Sitting } from '../records.ts';
import type { Work } from '../work.ts';

/** How each kind stands in the audit log. */
const WHY: Readonly<Record<CreditKind, string>> = {
  extension: 'extension',
  pause: 'pause',
  suspension: 'suspension',
  outage: 'outage of the room',
  roster: 'roster',
  accommodation: 'accommodation',
  break: 'break',
  late_join: 'late join',
};

interface Credit {
  readonly kind: CreditKind;
  readonly creditMs: number;
  /** What a person gave as reason: stands sealed in the store, never in the audit log. */
  readonly reason?: string | undefined;
}

/** Keeps that time was given (or taken) and why: every credit is audited, and shown to whom it was given (EX9). */
export function noteCredit(work: Work, sitting: Sitting, attempt: Attempt | undefined, { kind, creditMs, reason }: Credit): void {
  const by = work.actor.kind === 'user' && work.actor.role !== 'student' ? work.actor.userId : undefined;
  work.store.credits.insert({ sittingId: sitting.id, attemptId: attempt?.id, at: work.now, creditMs, kind, by, reason });
  work.audit('time.credited', attempt ? `attempt:${attempt.id}` : `sitting:${sitting.id}`, {
    creditMs,
    why: WHY[kind],
    ...(reason === undefined ? {} : { hasText: true }),
  });
}
