import type { Database } from 'better-sqlite3';
import type { AttemptId, UserId } from '../../../shared/model/ids.ts';
import type { ResponseRepo, StoredResponse } from '../../domain/store.ts';
import { flag, orNull, orUndefined } from '../columns.ts';

interface Row {
  id: string;
  attempt_id: string;
  action: string;
  automatic: number;
  dry_run: number;
  by_user: string | null;
  reason: string | null;
  risk_score: number | null;
  at: number;
}

const toResponse = (row: Row): StoredResponse => ({
  id: row.id,
  attemptId: row.attempt_id as AttemptId,
  action: row.action,
  automatic: row.automatic === 1,
  dryRun: row.dry_run === 1,
  by: orUndefined(row.by_user) as UserId | undefined,
  reason: orUndefined(row.reason),
  riskScore: orUndefined(row.risk_score),
  at: row.at,
});

export function createResponseRepo(db: Database): ResponseRepo {
  const insert = db.prepare(
    'INSERT INTO responses (id, attempt_id, action, automatic, dry_run, by_user, reason, risk_score, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const ofAttempt = db.prepare<[string], Row>('SELECT * FROM responses WHERE attempt_id = ? ORDER BY number');
  return {
    insert: (response) =>
      void insert.run(
        response.id,
        response.attemptId,
        response.action,
        flag(response.automatic),
        flag(response.dryRun),
        orNull(response.by),
        orNull(response.reason),
        orNull(response.riskScore),
        response.at,
      ),
    ofAttempt: (attemptId) => ofAttempt.all(attemptId).map(toResponse),
  };
}
