import type { Database } from 'better-sqlite3';
import type { Drawing } from '../../../shared/model/drawing.ts';
import type { ExamId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { Exam } from '../../domain/records.ts';
import type { ExamRepo } from '../../domain/store.ts';
import { json, orNull } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { WriteBehind } from '../write-behind.ts';

interface Row {
  id: string;
  title: string;
  duration_minutes: number;
  instructions: string;
  policy: string;
  drawing: string;
  created_at: number;
}

/** As many states of a paper can be gone back to; each is the whole paper, so that large ones have fewer. */
const MOST_KEPT = 120;
const MOST_KEPT_BYTES = 16_000_000;

const toExam = (row: Row): Exam => ({
  id: row.id as ExamId,
  title: row.title,
  durationMinutes: row.duration_minutes,
  instructions: row.instructions,
  policy: json<Policy>(row.policy),
  drawing: json<Drawing>(row.drawing),
  createdAt: row.created_at,
});

export function createExamRepo(db: Database, caches: RowCaches, behind: WriteBehind): ExamRepo {
  const kept = caches.create<ExamId, Exam>(1_000);
  const byId = db.prepare<[string], Row>('SELECT * FROM exams WHERE id = ? AND unfinished = 0');
  const all = db.prepare<[], Row>('SELECT * FROM exams WHERE unfinished = 0 ORDER BY created_at DESC');
  const insert = db.prepare(
    `INSERT INTO exams (id, title, duration_minutes, instructions, policy, drawing, created_at, unfinished)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const finish = db.prepare('UPDATE exams SET unfinished = 0 WHERE id = ?');
  const dropQuestions = db.prepare<[string | null]>(
    'DELETE FROM questions WHERE exam_id IN (SELECT id FROM exams WHERE unfinished = 1 AND id = coalesce(?, id))',
  );
  const dropUnfinished = db.prepare<[string | null]>('DELETE FROM exams WHERE unfinished = 1 AND id = coalesce(?, id)');
  const insertQuestion = db.prepare('INSERT INTO questions (exam_id, position, id, body) VALUES (?, ?, ?, ?)');
  const update = db.prepare(
    'UPDATE exams SET title = ?, duration_minutes = ?, instructions = ?, policy = ?, drawing = ? WHERE id = ?',
  );
  const questions = db.prepare<[string], { body: string }>('SELECT body FROM questions WHERE exam_id = ? ORDER BY position');
  const revision = db.prepare<[string], number>('SELECT revision FROM exams WHERE id = ?').pluck();
  const raise = db.prepare<[string], number>('UPDATE exams SET revision = revision + 1 WHERE id = ? RETURNING revision').pluck();
  const removeQuestions = db.prepare('DELETE FROM questions WHERE exam_id = ?');
  const keep = db.prepare('INSERT OR IGNORE INTO exam_papers (exam_id, revision, exam, questions) VALUES (?, ?, ?, ?)');
  /** The newest states to go back to, the one before the present one whatever its size; what a sitting was held with stays for good. */
  const dropOld = db.prepare(
    `DELETE FROM exam_papers WHERE exam_id = :id AND revision IN (
       SELECT revision FROM (
         SELECT revision, row_number() OVER newest AS place, sum(octet_length(questions)) OVER newest AS bytes
           FROM exam_papers WHERE exam_id = :id WINDOW newest AS (ORDER BY revision DESC)
       ) WHERE place > 1 AND (place > ${MOST_KEPT} OR bytes > ${MOST_KEPT_BYTES})
     ) AND revision NOT IN (SELECT paper FROM sittings WHERE exam_id = :id AND paper IS NOT NULL)`,
  );
  const keptPaper = db.prepare<[string, number], { exam: string; questions: string }>(
    'SELECT exam, questions FROM exam_papers WHERE exam_id = ? AND revision = ?',
  );
  const keptPapers = caches.create<string, { exam: Exam; questions: readonly Question[] }>(200);
  const findKept = (id: ExamId, of: number) =>
    keptPapers.get(`${id} ${of}`, () => {
      const row = keptPaper.get(id, of);
      return row && { exam: json<Exam>(row.exam), questions: json<Question[]>(row.questions) };
    });
  /** Asked for with every answer: parsed once. */
  const papers = caches.create<ExamId, readonly Question[]>(200);
  const find = (id: ExamId): Exam | undefined =>
    kept.get(id, () => {
      const row = byId.get(id);
      return row && toExam(row);
    });
  const current = (id: ExamId): readonly Question[] =>
    papers.get(id, () => questions.all(id).map((row) => json<Question>(row.body))) ?? [];
  const insertExam = (exam: Exam, unfinished: 0 | 1): void => {
    const { id, title, durationMinutes, instructions, policy, drawing, createdAt } = exam;
    insert.run(id, title, durationMinutes, instructions, JSON.stringify(policy), JSON.stringify(drawing), createdAt, unfinished);
  };
  const addQuestions: ExamRepo['addQuestions'] = (id, from, some) => {
    for (const [place, question] of some.entries()) insertQuestion.run(id, from + place, question.id, JSON.stringify(question));
  };
  return {
    byId: find,
    all: () => all.all().map(toExam),
    insert: (exam, paper) => {
      insertExam(exam, 0);
      addQuestions(exam.id, 0, paper);
    },
    begin: (exam) => insertExam(exam, 1),
    addQuestions,
    finish: (id, paper) => {
      finish.run(id);
      papers.put(id, paper);
    },
    dropUnfinished: (id) => {
      dropQuestions.run(orNull(id));
      dropUnfinished.run(orNull(id));
    },
    update: (changed) => {
      // Of a paper that a sitting keeps only the policy can be changed: that is the exam's.
      const live = changed.paper === undefined ? undefined : find(changed.id);
      const exam: Exam = live ? { ...live, policy: changed.policy } : changed;
      const { id, title, durationMinutes, instructions, policy, drawing } = exam;
      update.run(title, durationMinutes, instructions, JSON.stringify(policy), JSON.stringify(drawing), id);
      kept.put(exam.id, exam);
      // Events so far were weighed by the policy as it was.
      behind.demandFullCommit();
    },
    questions: (id, paper) => (paper === undefined ? current(id) : (findKept(id, paper)?.questions ?? [])),
    revision: (id) => revision.get(id) ?? 1,
    raiseRevision: (id) => raise.get(id) ?? 1,
    setQuestions: (id, paper) => {
      removeQuestions.run(id);
      for (const [position, question] of paper.entries()) insertQuestion.run(id, position, question.id, JSON.stringify(question));
      papers.put(id, paper);
    },
    keepPaper: (id) => {
      const exam = find(id);
      const number = revision.get(id) ?? 1;
      keep.run(id, number, JSON.stringify(exam), JSON.stringify(current(id)));
      dropOld.run({ id });
    },
    keptPaper: findKept,
  };
}
