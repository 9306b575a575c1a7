import { EscalationChain, type EscalationStep, NO_ESCALATION } from '../../../shared/model/escalation.ts';
import type { UserId } from '../../../shared/model/ids.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import { asNotificationSeverity, notify } from '../notifications/notify.ts';
import type { StoredAlert } from '../records.ts';
import type { Work } from '../work.ts';
import { toAlert } from './to-alert.ts';

const CHAIN = 'escalation_chain';
/** So many at a time; the next ones a moment later. */
const MOST_AT_ONCE = 50;

/** By its text as it is stored: it is asked for with every new alert. */
let read: { readonly text: string; readonly chain: EscalationChain } | undefined;

/** The chain of the room; no steps until somebody sets some. */
export function escalationChain({ store }: Pick<Work, 'store'>): EscalationChain {
  const text = store.settings.get(CHAIN);
  if (text === undefined) return NO_ESCALATION;
  if (read?.text !== text) read = { text, chain: EscalationChain.parse(JSON.parse(text)) };
  return read.chain;
}

/** Keeps the chain of the room in place of the one before. */
export function setEscalationChain({ store }: Work, chain: EscalationChain): void {
  store.settings.set(CHAIN, JSON.stringify(chain));
}

/** Notes by when somebody has to take the alert, if the chain is for alerts like it. One that waits already goes on waiting. */
export function awaitAcknowledgement(work: Work, alert: StoredAlert): void {
  const { severities, steps } = escalationChain(work);
  const [first] = steps;
  if (!first || alert.status !== 'new' || !severities.includes(alert.severity)) return;
  work.store.escalations.insert({ alertId: alert.id, step: 0, dueAt: work.now + first.afterSeconds * 1000 });
}

/** The alert goes to the first people of the chain with the next look at the clock, whatever its severity. */
export function escalateNow(work: Work, alert: StoredAlert): void {
  if (alert.status === 'new' && escalationChain(work).steps.length > 0)
    work.store.escalations.put({ alertId: alert.id, step: 0, dueAt: work.now });
}

/** What somebody's action means for the chain: who takes an alert ends it, who escalates one does not wait for it. */
export function followAction(work: Work, alert: StoredAlert, action: AlertActionName): void {
  if (alert.status !== 'new') work.store.escalations.remove(alert.id);
  else if (action === 'escalate') escalateNow(work, alert);
  else if (action === 'reopen') awaitAcknowledgement(work, alert);
}

function peopleOf(work: Work, { to, users = [] }: EscalationStep): UserId[] {
  const staff = work.store.users.staff().filter(({ active }) => active);
  return staff
    .filter(({ id, role }) => (to === 'people' ? users.includes(id) : to === 'staff' || role === to))
    .map(({ id }) => id);
}

function escalate(work: Work, before: StoredAlert, step: EscalationStep, number: number): void {
  const recipients = peopleOf(work, step);
  const severity = asNotificationSeverity(before.severity);
  const title = `Nobody has taken: ${before.title}`;
  notify(work, recipients, { type: 'security_alert', title, message: before.message, severity, data: { alertId: before.id } });
  const alert: StoredAlert = {
    ...before,
    rev: work.store.alerts.nextRev(),
    data: { ...before.data, sound: true, escalation: { step: number + 1, to: step.to, people: recipients.length } },
  };
  work.store.alerts.update(alert);
  work.audit('alert.escalated', `alert:${alert.id}`, { step: number + 1, to: step.to, people: recipients.length });
  work.emit({ name: 'alert-updated', payload: toAlert(alert), rooms: ['security'] });
}

/**
 * Takes alerts that nobody has acknowledged in time to the next people, step by step until somebody takes them (AL2). What waits
 * stands in the store: after a restart the steps that were missed come one after the other.
 */
export function escalateOverdue(work: Work): void {
  const { steps } = escalationChain(work);
  for (const { alertId, step: number } of work.store.escalations.due(work.now, MOST_AT_ONCE)) {
    const alert = work.store.alerts.byId(alertId);
    const step = steps[number];
    const next = steps[number + 1];
    if (alert?.status === 'new' && step) escalate(work, alert, step, number);
    if (alert?.status === 'new' && step && next)
      work.store.escalations.put({
        alertId,
        step: number + 1,
        dueAt: work.now + (next.afterSeconds - step.afterSeconds) * 1000,
      });
    else work.store.escalations.remove(alertId);
  }
}
