import type { Database } from 'better-sqlite3';
import type { AnswerValue, HeldReason, StoredAnswer } from '../../../shared/model/answer.ts';
import type { AttemptId, QuestionId } from '../../../shared/model/ids.ts';
import type { AnswerRepo } from '../../domain/store.ts';
import { flag, json, orNull, orUndefined } from '../columns.ts';
import { createKeptShare } from '../kept-share.ts';

/** Of one attempt: what its answers were before they were what they are. */
const MOST_DRAFT_BYTES = 16 * 1024 * 1024;
/** In place of a text that is not kept: an answer that says nothing. */
const NOT_KEPT = 'null';

interface Row {
  question_id: string;
  value: string;
  revision: number;
}

const toAnswer = (row: Row): StoredAnswer => ({
  questionId: row.question_id as QuestionId,
  value: json<AnswerValue>(row.value),
  revision: row.revision,
});

export function createAnswerRepo(db: Database): AnswerRepo {
  const save = db.prepare<[string, string], { revision: number; held: HeldReason | null; stale: number }>(
    'SELECT revision, held, stale FROM answer_saves WHERE attempt_id = ? AND client_id = ?',
  );
  const log = db.prepare(
    'INSERT INTO answer_saves (client_id, attempt_id, session_id, question_id, revision, value, held, stale, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  // By more than its number, which a save that was undone gives back.
  const forget = db.prepare(
    'UPDATE answer_saves SET value = ? WHERE number = ? AND number < ? AND attempt_id = ? AND question_id = ?',
  );
  const drafts = createKeptShare(MOST_DRAFT_BYTES);
  /** Of an attempt without a share left and its question: the last that was kept apart, the only one that can still count. */
  const lastHeld = new Map<string, number | bigint>();
  const get = db.prepare<[string, string], Row>(
    'SELECT question_id, value, revision FROM answers WHERE attempt_id = ? AND question_id = ?',
  );
  const put = db.prepare(
    `INSERT INTO answers (attempt_id, question_id, value, revision, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id, question_id) DO UPDATE SET value = excluded.value, revision = excluded.revision, saved_at = excluded.saved_at`,
  );
  const isHeld = db
    .prepare<[string, string, number], number>(
      'SELECT 1 FROM answer_saves WHERE attempt_id = ? AND question_id = ? AND revision = ? AND held IS NOT NULL LIMIT 1',
    )
    .pluck();
  // A reloaded page may count its revisions from lower again: what was made later is newer, whatever its number.
  const heldOf = db.prepare<[string], Row>(
    `SELECT question_id, value, revision FROM answer_saves AS kept
     WHERE attempt_id = ? AND held IS NOT NULL AND stale = 0
       AND revision > coalesce(
         (SELECT revision FROM answers WHERE attempt_id = kept.attempt_id AND question_id = kept.question_id), 0)
       AND NOT EXISTS (
         SELECT 1 FROM answer_saves AS later
         WHERE later.attempt_id = kept.attempt_id AND later.question_id = kept.question_id
           AND later.number > kept.number AND later.held IS NULL AND later.stale = 0)
     ORDER BY number`,
  );
  const ofAttempt = db.prepare<[string], Row>('SELECT question_id, value, revision FROM answers WHERE attempt_id = ?');
  const revisionsOf = db.prepare<[string], { attempt_id: string; revisions: number }>(
    `SELECT s.attempt_id, sum(s.revision) AS revisions FROM answers s JOIN attempts a ON a.id = s.attempt_id
     WHERE a.sitting_id = ? GROUP BY s.attempt_id ORDER BY s.attempt_id`,
  );
  return {
    save: (attemptId, clientId) => {
      const row = save.get(attemptId, clientId);
      return row && { revision: row.revision, held: orUndefined(row.held), stale: row.stale === 1 };
    },
    log: (entry) => {
      const { attemptId, questionId } = entry;
      const isLeft = drafts.isLeft(attemptId);
      const canCount = entry.held !== undefined && !entry.stale;
      const value = isLeft || canCount ? JSON.stringify(entry.value) : NOT_KEPT;
      const { lastInsertRowid } = log.run(
        entry.clientId,
        attemptId,
        entry.sessionId,
        questionId,
        entry.revision,
        value,
        orNull(entry.held),
        flag(entry.stale),
        entry.savedAt,
      );
      drafts.take(attemptId, value.length);
      if (isLeft || !canCount) return;
      const key = `${attemptId} ${questionId}`;
      const before = lastHeld.get(key);
      if (before !== undefined) forget.run(NOT_KEPT, before, lastInsertRowid, attemptId, questionId);
      lastHeld.set(key, lastInsertRowid);
    },
    get: (attemptId, questionId) => {
      const row = get.get(attemptId, questionId);
      return row && toAnswer(row);
    },
    put: (attemptId, answer, savedAt) =>
      void put.run(attemptId, answer.questionId, JSON.stringify(answer.value), answer.revision, savedAt),
    isHeld: (attemptId, questionId, revision) => isHeld.get(attemptId, questionId, revision) !== undefined,
    heldOf: (attemptId) => {
      const newest = new Map<QuestionId, StoredAnswer>();
      for (const answer of heldOf.all(attemptId).map(toAnswer)) {
        const revision = Math.max(answer.revision, newest.get(answer.questionId)?.revision ?? 0);
        newest.set(answer.questionId, { ...answer, revision });
      }
      return [...newest.values()];
    },
    revisionsOf: (sittingId) =>
      revisionsOf.all(sittingId).map((row) => ({ attemptId: row.attempt_id as AttemptId, revisions: row.revisions })),
    ofAttempt: (attemptId) => ofAttempt.all(attemptId).map(toAnswer),
  };
}
