import type { Database } from 'better-sqlite3';
import { invariant } from '../../../shared/assert.ts';
import type { AttemptId, UserId } from '../../../shared/model/ids.ts';
import type { StoredResponse } from '../../domain/records.ts';
import type { ResponseRepo } from '../../domain/store.ts';
import { flag, orNull, orUndefined } from '../columns.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  id: string;
  attempt_id: string;
  action: string;
  automatic: number;
  dry_run: number;
  by_user: string | null;
  reason_sealed: Buffer | null;
  risk_score: number | null;
  at: number;
  user_id: string;
}

const toResponse = (row: Row, texts: SealedText): StoredResponse => ({
  id: row.id,
  attemptId: row.attempt_id as AttemptId,
  action: row.action,
  automatic: row.automatic === 1,
  dryRun: row.dry_run === 1,
  by: orUndefined(row.by_user) as UserId | undefined,
  reason: texts.open(row.user_id as UserId, row.reason_sealed),
  riskScore: orUndefined(row.risk_score),
  at: row.at,
});

/** What was done to attempts; why is sealed with the candidate's key. */
export function createResponseRepo(db: Database, texts: SealedText): ResponseRepo {
  const insert = db.prepare(
    'INSERT INTO responses (id, attempt_id, action, automatic, dry_run, by_user, reason_sealed, risk_score, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const ofAttempt = db.prepare<[string], Row>(
    'SELECT responses.*, attempts.user_id FROM responses JOIN attempts ON attempts.id = attempt_id WHERE attempt_id = ? ORDER BY number',
  );
  const candidate = db.prepare<[string], { user_id: string }>('SELECT user_id FROM attempts WHERE id = ?');
  return {
    insert: (response) => {
      const about = candidate.get(response.attemptId);
      invariant(about, 'a response is to a stored attempt');
      insert.run(
        response.id,
        response.attemptId,
        response.action,
        flag(response.automatic),
        flag(response.dryRun),
        orNull(response.by),
        texts.seal(about.user_id as UserId, response.reason),
        orNull(response.riskScore),
        response.at,
      );
    },
    ofAttempt: (attemptId) => ofAttempt.all(attemptId).map((row) => toResponse(row, texts)),
  };
}
