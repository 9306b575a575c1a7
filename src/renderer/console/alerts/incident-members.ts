import type { Alert } from '../../../shared/model/alert.ts';
import type { AttemptSummary } from '../../../shared/model/attempt.ts';
import type { CandidateIndex } from './candidate-index.ts';

/** Whom an incident of the room hit (EV6). */
export interface IncidentMembers {
  /** All of them, also those who are not listed. */
  readonly count: number;
  /** Neighbours beside each other: by seat, then by number. Who is not known here is left out. */
  readonly listed: readonly AttemptSummary[];
}

const order = new Intl.Collator('en', { numeric: true });

/** Undefined for an alert that is about one candidate or none. */
export function membersOf(alert: Alert, candidates: CandidateIndex): IncidentMembers | undefined {
  const { members, memberCount } = alert.data;
  if (!Array.isArray(members)) return undefined;
  const listed = members.flatMap((member: unknown) => {
    const id = typeof member === 'object' && member !== null && 'attemptId' in member ? member.attemptId : undefined;
    return (typeof id === 'string' ? candidates.get(id) : undefined) ?? [];
  });
  listed.sort((a, b) => order.compare(a.seat ?? '', b.seat ?? '') || order.compare(a.candidateNumber, b.candidateNumber));
  return { count: typeof memberCount === 'number' ? memberCount : members.length, listed };
}
