import type { Database } from 'better-sqlite3';
import { invariant } from '../../../shared/assert.ts';
import type { AttemptId, ExamId, PersonId, UserId } from '../../../shared/model/ids.ts';
import type { RecoveryKind, RecoveryMethod, RecoveryRequestId, RecoveryState } from '../../../shared/model/recovery.ts';
import type { StoredDevice } from '../../domain/records.ts';
import type { Approval, RecoveryRequest } from '../../domain/recovery/recovery-state.ts';
import type { RecoveryRepo } from '../../domain/recovery/recovery-store.ts';
import type { PersonRepo } from '../../domain/store.ts';
import { json, orNull, orUndefined } from '../columns.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  id: string;
  kind: RecoveryKind;
  state: RecoveryState;
  method: RecoveryMethod;
  attempt_id: string;
  exam_id: string;
  user_id: string;
  reason_sealed: Buffer | null;
  custodians: 1 | 2;
  approvals: string;
  code_from: string | null;
  requested_at: number;
  expires_at: number;
  decided_at: number | null;
  decided_by: string | null;
  decision_reason_sealed: Buffer | null;
}
interface CodeRow {
  attempt_id: string;
  code_key: string;
  issued_by: string;
  issued_at: number;
  expires_at: number;
  wrong_tries: number;
}

const toRequest = (row: Row, texts: SealedText): RecoveryRequest => {
  const userId = row.user_id as UserId;
  return {
    id: row.id as RecoveryRequestId,
    kind: row.kind,
    state: row.state,
    method: row.method,
    attemptId: row.attempt_id as AttemptId,
    examId: row.exam_id as ExamId,
    userId,
    reason: texts.open(userId, row.reason_sealed),
    custodians: row.custodians,
    approvals: json<Approval[]>(row.approvals),
    codeFrom: orUndefined(row.code_from) as UserId | undefined,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    decidedAt: orUndefined(row.decided_at),
    decidedBy: orUndefined(row.decided_by) as UserId | undefined,
    decisionReason: texts.open(userId, row.decision_reason_sealed),
  };
};

const SELECT = `SELECT id, kind, state, method, attempt_id, exam_id, user_id, reason_sealed, custodians, approvals, code_from,
  requested_at, expires_at, decided_at, decided_by, decision_reason_sealed FROM recovery_requests`;
const OPEN = "state IN ('pending', 'approved')";

/** Requests to get back in, and the codes given out; where a request came from is sealed with the candidate's key (ID7). */
export function createRecoveryRepo(db: Database, persons: PersonRepo, texts: SealedText): RecoveryRepo {
  const byId = db.prepare<[string], Row>(`${SELECT} WHERE id = ?`);
  const open = db.prepare<[], Row>(`${SELECT} WHERE ${OPEN} ORDER BY number`);
  const openOfAttempt = db.prepare<[string], Row>(`${SELECT} WHERE attempt_id = ? AND ${OPEN} ORDER BY number`);
  const history = db.prepare<object, Row>(
    `${SELECT} WHERE (@examId IS NULL OR exam_id = @examId) AND (@userId IS NULL OR user_id = @userId) ORDER BY number DESC LIMIT @limit`,
  );
  const personOf = db.prepare<[string], { person_id: string }>('SELECT person_id FROM users WHERE id = ?');
  const device = db.prepare<[string], { person_id: string; device_sealed: Buffer | null }>(
    'SELECT person_id, device_sealed FROM recovery_requests JOIN users ON users.id = user_id WHERE recovery_requests.id = ?',
  );
  const insert = db.prepare(
    `INSERT INTO recovery_requests (id, kind, state, method, attempt_id, exam_id, user_id, reason_sealed, device_sealed, custodians,
       approvals, code_from, requested_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE recovery_requests SET state = ?, approvals = ?, code_from = ?, expires_at = ?, decided_at = ?, decided_by = ?,
       decision_reason_sealed = ? WHERE id = ?`,
  );
  const code = db.prepare<[string], CodeRow>('SELECT * FROM recovery_codes WHERE attempt_id = ?');
  const putCode = db.prepare(
    'INSERT OR REPLACE INTO recovery_codes (attempt_id, code_key, issued_by, issued_at, expires_at, wrong_tries) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const removeCode = db.prepare('DELETE FROM recovery_codes WHERE attempt_id = ?');
  const all = (rows: Row[]): RecoveryRequest[] => rows.map((row) => toRequest(row, texts));
  return {
    byId: (id) => {
      const row = byId.get(id);
      return row && toRequest(row, texts);
    },
    open: () => all(open.all()),
    openOfAttempt: (attemptId) => all(openOfAttempt.all(attemptId)),
    history: ({ examId, userId, limit }) => all(history.all({ examId: orNull(examId), userId: orNull(userId), limit })),
    insert: (request, from: StoredDevice) => {
      const person = personOf.get(request.userId);
      invariant(person, 'a request is made for a stored user');
      insert.run(
        request.id,
        request.kind,
        request.state,
        request.method,
        request.attemptId,
        request.examId,
        request.userId,
        texts.seal(request.userId, request.reason),
        persons.seal(person.person_id as PersonId, from),
        request.custodians,
        JSON.stringify(request.approvals),
        orNull(request.codeFrom),
        request.requestedAt,
        request.expiresAt,
      );
    },
    update: (request) =>
      void update.run(
        request.state,
        JSON.stringify(request.approvals),
        orNull(request.codeFrom),
        request.expiresAt,
        orNull(request.decidedAt),
        orNull(request.decidedBy),
        texts.seal(request.userId, request.decisionReason),
        request.id,
      ),
    deviceOf: (id) => {
      const row = device.get(id);
      return row?.device_sealed
        ? (persons.open(row.person_id as PersonId, row.device_sealed) as StoredDevice | undefined)
        : undefined;
    },
    code: (attemptId) => {
      const row = code.get(attemptId);
      return (
        row && {
          attemptId: row.attempt_id as AttemptId,
          codeKey: row.code_key,
          issuedBy: row.issued_by as UserId,
          issuedAt: row.issued_at,
          expiresAt: row.expires_at,
          wrongTries: row.wrong_tries,
        }
      );
    },
    putCode: (stored) =>
      void putCode.run(stored.attemptId, stored.codeKey, stored.issuedBy, stored.issuedAt, stored.expiresAt, stored.wrongTries),
    removeCode: (attemptId) => void removeCode.run(attemptId),
  };
}
