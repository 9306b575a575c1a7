import type { UserId } from '../../../shared/model/ids.ts';
import type { Attempt } from '../records.ts';
import type { Work } from '../work.ts';

interface ResponseFacts {
  readonly action: string;
  readonly by?: UserId | undefined;
  readonly reason?: string | undefined;
  readonly riskScore?: number | undefined;
  readonly dryRun?: boolean;
}

/**
 * Keeps what was done to an attempt, in its own table and in the audit log: every response can be explained later. The
 * reason stands in the table alone: people type names, and types of events are the client's own words.
 */
export function recordResponse(work: Work, attempt: Attempt, facts: ResponseFacts): void {
  const automatic = facts.by === undefined;
  const dryRun = facts.dryRun ?? false;
  work.store.responses.insert({ id: work.ids.next(), attemptId: attempt.id, at: work.now, ...facts, automatic, dryRun });
  work.audit(`response.${facts.action}`, `attempt:${attempt.id}`, {
    automatic,
    dryRun,
    hasText: facts.reason !== undefined,
    riskScore: facts.riskScore,
  });
}
