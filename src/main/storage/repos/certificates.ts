import type { Database } from 'better-sqlite3';
import type { CertificateId, CertificateState } from '../../../shared/model/grading.ts';
import type { AttemptId, SittingId, UserId } from '../../../shared/model/ids.ts';
import type { GradingRepo, StoredCertificate } from '../../domain/grading/grading-store.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  id: string;
  code: string;
  attempt_id: string;
  sitting_id: string;
  user_id: string;
  exam_title: string;
  sat_at: number;
  score: number;
  max_score: number;
  issued_at: number;
  state: CertificateState;
}

const toCertificate = (row: Row): StoredCertificate => ({
  id: row.id as CertificateId,
  code: row.code,
  attemptId: row.attempt_id as AttemptId,
  sittingId: row.sitting_id as SittingId,
  userId: row.user_id as UserId,
  examTitle: row.exam_title,
  satAt: row.sat_at,
  score: row.score,
  maxScore: row.max_score,
  issuedAt: row.issued_at,
  state: row.state,
});

type CertificateRows = Pick<
  GradingRepo,
  'certificate' | 'certificateByCode' | 'validCertificate' | 'certificates' | 'wasRevoked' | 'addCertificate' | 'endCertificate'
>;

/** Certificates, those that no longer count too. The name is not among them: it is looked up, so that it can be erased. */
export function createCertificateRows(db: Database, texts: SealedText): CertificateRows {
  const byId = db.prepare<[string], Row>('SELECT * FROM certificates WHERE id = ?');
  const byCode = db.prepare<[string], Row>('SELECT * FROM certificates WHERE code = ?');
  const valid = db.prepare<[string], Row>("SELECT * FROM certificates WHERE attempt_id = ? AND state = 'valid'");
  const ofSitting = db.prepare<[string], Row>('SELECT * FROM certificates WHERE sitting_id = ? ORDER BY issued_at, id');
  const revoked = db.prepare<[string], object>("SELECT 1 FROM certificates WHERE attempt_id = ? AND state = 'revoked' LIMIT 1");
  const add = db.prepare(
    `INSERT INTO certificates (id, code, attempt_id, sitting_id, user_id, exam_title, sat_at, score, max_score, issued_at, state,
       state_at) VALUES (:id, :code, :attemptId, :sittingId, :userId, :examTitle, :satAt, :score, :maxScore, :issuedAt, :state, :issuedAt)`,
  );
  const end = db.prepare('UPDATE certificates SET state = ?, state_at = ?, reason_sealed = ? WHERE id = ?');
  const one = (row: Row | undefined): StoredCertificate | undefined => row && toCertificate(row);
  return {
    certificate: (id) => one(byId.get(id)),
    certificateByCode: (code) => one(byCode.get(code)),
    validCertificate: (attemptId) => one(valid.get(attemptId)),
    certificates: (sittingId) => ofSitting.all(sittingId).map(toCertificate),
    wasRevoked: (attemptId) => revoked.get(attemptId) !== undefined,
    addCertificate: (certificate) => void add.run(certificate),
    endCertificate: (id, state, at, reason) => {
      const owner = byId.get(id)?.user_id as UserId | undefined;
      if (owner) end.run(state, at, texts.seal(owner, reason), id);
    },
  };
}
