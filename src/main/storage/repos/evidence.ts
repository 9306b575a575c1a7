import type { Database } from 'better-sqlite3';
import type { EvidenceId, PictureType } from '../../../shared/model/evidence.ts';
import type { AlertId, AttemptId, UserId } from '../../../shared/model/ids.ts';
import type { EvidenceRepo, StoredEvidence } from '../../domain/evidence/evidence-store.ts';
import { orNull, orUndefined } from '../columns.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  id: string;
  attempt_id: string;
  alert_id: string | null;
  media_type: PictureType;
  size: number;
  sha256: string;
  at: number;
}

/** Everything but the picture, which lists must not read. */
const COLUMNS = 'id, attempt_id, alert_id, media_type, size, sha256, at';

const toEvidence = (row: Row): StoredEvidence => ({
  id: row.id as EvidenceId,
  attemptId: row.attempt_id as AttemptId,
  alertId: orUndefined(row.alert_id) as AlertId | undefined,
  mediaType: row.media_type,
  size: row.size,
  sha256: row.sha256,
  at: row.at,
});

export function createEvidenceRepo(db: Database, texts: SealedText): EvidenceRepo {
  const insert = db.prepare(`INSERT INTO evidence (${COLUMNS}, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM evidence WHERE id = ?`);
  const bySha256 = db.prepare<[string, string], Row>(`SELECT ${COLUMNS} FROM evidence WHERE attempt_id = ? AND sha256 = ?`);
  const ofAttempt = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM evidence WHERE attempt_id = ? ORDER BY number`);
  const ofAlert = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM evidence WHERE alert_id = ? ORDER BY number`);
  const sealed = db.prepare<[string], { sealed: Buffer; user_id: string }>(
    'SELECT sealed, user_id FROM evidence JOIN attempts ON attempts.id = attempt_id WHERE evidence.id = ?',
  );
  const amount = db.prepare<[string], { pictures: number; bytes: number }>(
    'SELECT count(*) AS pictures, coalesce(sum(size), 0) AS bytes FROM evidence WHERE attempt_id = ?',
  );
  const one = (row: Row | undefined): StoredEvidence | undefined => row && toEvidence(row);
  return {
    insert: ({ id, attemptId, alertId, mediaType, size, sha256, at }, about, picture) =>
      void insert.run(id, attemptId, orNull(alertId), mediaType, size, sha256, at, texts.sealBytes(about, picture)),
    byId: (id) => one(byId.get(id)),
    bySha256: (attemptId, sha256) => one(bySha256.get(attemptId, sha256)),
    picture: (id) => {
      const row = sealed.get(id);
      return row && texts.openBytes(row.user_id as UserId, row.sealed);
    },
    ofAttempt: (attemptId) => ofAttempt.all(attemptId).map(toEvidence),
    ofAlert: (alertId) => ofAlert.all(alertId).map(toEvidence),
    amount: (attemptId) => amount.get(attemptId) ?? { pictures: 0, bytes: 0 },
  };
}
