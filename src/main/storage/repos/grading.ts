import type { Database } from 'better-sqlite3';
import type { GradingRules, RegradeId, Treatment } from '../../../shared/model/grading.ts';
import type { AttemptId, ExamId, QuestionId, SittingId, UserId } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { GradingRepo, Keyed, Publication, StoredMark, StoredRegrade } from '../../domain/grading/grading-store.ts';
import { json } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { SealedText } from '../sealed-text.ts';
import { createCertificateRows } from './certificates.ts';

interface MarkRow {
  attempt_id: string;
  question_id: string;
  points: number;
  comment_sealed: Buffer | null;
  revision: number;
  marked_at: number;
  marked_by: string;
  user_id: string;
}
interface RegradeRow {
  id: string;
  sitting_id: string;
  question_id: string;
  treatment_before: Treatment;
  question_before: string;
  treatment: Treatment;
  question: string;
  reason_sealed: Buffer;
  changed: number;
  at: number;
  by_user: string;
}
interface PublicationRow {
  sitting_id: string;
  at: number;
  by_user: string;
  waived: number;
  waived_held: number;
  pass_percent: number | null;
}

const toMark = (row: MarkRow, texts: SealedText): StoredMark => ({
  attemptId: row.attempt_id as AttemptId,
  questionId: row.question_id as QuestionId,
  points: row.points,
  comment: texts.open(row.user_id as UserId, row.comment_sealed) ?? '',
  revision: row.revision,
  markedAt: row.marked_at,
  markedBy: row.marked_by as UserId,
});
const toRegrade = (row: RegradeRow, texts: SealedText): StoredRegrade => ({
  id: row.id as RegradeId,
  sittingId: row.sitting_id as SittingId,
  questionId: row.question_id as QuestionId,
  before: { treatment: row.treatment_before, question: json<Question>(row.question_before) },
  after: { treatment: row.treatment, question: json<Question>(row.question) },
  reason: texts.open(row.by_user as UserId, row.reason_sealed) ?? '',
  changed: row.changed,
  at: row.at,
  by: row.by_user as UserId,
});
const toPublication = (row: PublicationRow): Publication => ({
  sittingId: row.sitting_id as SittingId,
  at: row.at,
  by: row.by_user as UserId,
  waived: row.waived,
  waivedHeld: row.waived_held,
  passPercent: row.pass_percent,
});

/** Marks, corrections, what was published and who is still to be told (EX7). */
export function createGradingRepo(db: Database, texts: SealedText, caches: RowCaches): GradingRepo {
  const rules = db.prepare<[string], { body: string }>('SELECT body FROM grading_rules WHERE exam_id = ?');
  const setRules = db.prepare(
    'INSERT INTO grading_rules (exam_id, body) VALUES (?, ?) ON CONFLICT (exam_id) DO UPDATE SET body = excluded.body',
  );
  const MARKS = 'SELECT m.*, a.user_id FROM marks m JOIN attempts a ON a.id = m.attempt_id';
  const mark = db.prepare<[string, string], MarkRow>(`${MARKS} WHERE m.attempt_id = ? AND m.question_id = ?`);
  const ofAttempt = db.prepare<[string], MarkRow>(`${MARKS} WHERE m.attempt_id = ?`);
  const ofSitting = db.prepare<[string], MarkRow>(`${MARKS} WHERE a.sitting_id = ?`);
  const marked = db.prepare<[string], Pick<MarkRow, 'attempt_id' | 'question_id' | 'revision'>>(
    'SELECT m.attempt_id, m.question_id, m.revision FROM marks m JOIN attempts a ON a.id = m.attempt_id WHERE a.sitting_id = ?',
  );
  const points = db.prepare<[string], { question_id: string; points: number }>(
    'SELECT question_id, points FROM marks WHERE attempt_id = ?',
  );
  const ownerOf = db.prepare<[string], string>('SELECT user_id FROM attempts WHERE id = ?').pluck();
  const putMark = db.prepare(
    `INSERT INTO marks (attempt_id, question_id, points, comment_sealed, revision, marked_at, marked_by) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id, question_id) DO UPDATE SET points = excluded.points, comment_sealed = excluded.comment_sealed,
       revision = excluded.revision, marked_at = excluded.marked_at, marked_by = excluded.marked_by`,
  );
  const voidMark = db.prepare('DELETE FROM marks WHERE attempt_id = ? AND question_id = ?');
  const regrades = db.prepare<[string], RegradeRow>('SELECT * FROM regrades WHERE sitting_id = ? ORDER BY number');
  const latest = db.prepare<[string], Pick<RegradeRow, 'question_id' | 'treatment' | 'question'>>(
    'SELECT question_id, treatment, question FROM regrades WHERE sitting_id = ? ORDER BY number',
  );
  const addRegrade = db.prepare(
    `INSERT INTO regrades (id, sitting_id, question_id, treatment_before, question_before, treatment, question, reason_sealed,
       changed, at, by_user) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const publication = db.prepare<[string], PublicationRow>('SELECT * FROM publications WHERE sitting_id = ?');
  const publish = db.prepare(
    'INSERT INTO publications (sitting_id, at, by_user, waived, waived_held, pass_percent) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const tellAll = db.prepare('INSERT OR IGNORE INTO results_to_tell (attempt_id) SELECT id FROM attempts WHERE sitting_id = ?');
  const tellLater = db.prepare('INSERT OR IGNORE INTO results_to_tell (attempt_id) VALUES (?)');
  const toTell = db.prepare<[number], string>('SELECT attempt_id FROM results_to_tell LIMIT ?').pluck();
  const forget = db.prepare('DELETE FROM results_to_tell WHERE attempt_id = ?');
  const countToTell = db
    .prepare<[string], number>(
      'SELECT count(*) FROM results_to_tell t JOIN attempts a ON a.id = t.attempt_id WHERE a.sitting_id = ?',
    )
    .pluck();
  const answersTo = db.prepare<[string, string], { attempt_id: string; value: string; revision: number }>(
    `SELECT s.attempt_id, s.value, s.revision FROM answers s JOIN attempts a ON a.id = s.attempt_id
     WHERE a.sitting_id = ? AND s.question_id = ? AND a.state IN ('submitted', 'ended')`,
  );
  /** Asked for with every attempt that is graded. */
  const corrections = caches.create<SittingId, ReadonlyMap<QuestionId, Keyed>>(100);
  const readCorrections = (sittingId: SittingId): ReadonlyMap<QuestionId, Keyed> =>
    new Map(
      latest
        .all(sittingId)
        .map((row) => [row.question_id as QuestionId, { treatment: row.treatment, question: json<Question>(row.question) }]),
    );

  return {
    ...createCertificateRows(db, texts),
    rules: (examId: ExamId): GradingRules | undefined => {
      const row = rules.get(examId);
      return row && json<GradingRules>(row.body);
    },
    setRules: (examId, body) => void setRules.run(examId, JSON.stringify(body)),
    mark: (attemptId, questionId) => {
      const row = mark.get(attemptId, questionId);
      return row && toMark(row, texts);
    },
    pointsOf: (attemptId) => new Map(points.all(attemptId).map((row) => [row.question_id as QuestionId, row.points])),
    marksOfAttempt: (attemptId) => ofAttempt.all(attemptId).map((row) => toMark(row, texts)),
    marksOfSitting: (sittingId) => ofSitting.all(sittingId).map((row) => toMark(row, texts)),
    markedOf: (sittingId) =>
      marked.all(sittingId).map((row) => ({
        attemptId: row.attempt_id as AttemptId,
        questionId: row.question_id as QuestionId,
        revision: row.revision,
      })),
    putMark: ({ attemptId, questionId, points: given, comment, revision, markedAt, markedBy }) => {
      const owner = ownerOf.get(attemptId) as UserId;
      putMark.run(attemptId, questionId, given, texts.seal(owner, comment || undefined), revision, markedAt, markedBy);
    },
    voidMark: (attemptId, questionId) => void voidMark.run(attemptId, questionId),
    corrections: (sittingId) => corrections.get(sittingId, () => readCorrections(sittingId)) ?? new Map(),
    regrades: (sittingId) => regrades.all(sittingId).map((row) => toRegrade(row, texts)),
    addRegrade: ({ id, sittingId, questionId, before, after, reason, changed, at, by }) => {
      addRegrade.run(
        id,
        sittingId,
        questionId,
        before.treatment,
        JSON.stringify(before.question),
        after.treatment,
        JSON.stringify(after.question),
        texts.seal(by, reason),
        changed,
        at,
        by,
      );
      corrections.put(sittingId, readCorrections(sittingId));
    },
    publication: (sittingId) => {
      const row = publication.get(sittingId);
      return row && toPublication(row);
    },
    publish: ({ sittingId, at, by, waived, waivedHeld, passPercent }) =>
      void publish.run(sittingId, at, by, waived, waivedHeld, passPercent),
    tellAll: (sittingId) => void tellAll.run(sittingId),
    tellLater: (attemptId) => void tellLater.run(attemptId),
    hasToTell: () => toTell.get(1) !== undefined,
    takeToTell: (most) => {
      const ids = toTell.all(most) as AttemptId[];
      for (const id of ids) forget.run(id);
      return ids;
    },
    countToTell: (sittingId) => countToTell.get(sittingId) ?? 0,
    answersTo: (sittingId, questionId) =>
      answersTo.all(sittingId, questionId).flatMap((row) => {
        const text = json<unknown>(row.value);
        return typeof text === 'string' && text.trim() !== ''
          ? [{ attemptId: row.attempt_id as AttemptId, text, revision: row.revision }]
          : [];
      }),
  };
}
