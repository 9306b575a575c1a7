import type { Database } from 'better-sqlite3';
import type { SittingState } from '../../../shared/model/exam.ts';
import type { ExamId, SittingId } from '../../../shared/model/ids.ts';
import type { Sitting } from '../../domain/records.ts';
import type { SittingRepo } from '../../domain/store.ts';
import { orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';

interface Row {
  id: string;
  exam_id: string;
  number: number;
  state: SittingState;
  created_at: number;
  opened_at: number | null;
  started_at: number | null;
  paused_at: number | null;
  paused_ms: number;
  extra_ms: number;
  ended_at: number | null;
  paper: number | null;
}

const toSitting = (row: Row): Sitting => ({
  id: row.id as SittingId,
  examId: row.exam_id as ExamId,
  number: row.number,
  state: row.state,
  createdAt: row.created_at,
  openedAt: orUndefined(row.opened_at),
  startedAt: orUndefined(row.started_at),
  pausedAt: orUndefined(row.paused_at),
  pausedMs: row.paused_ms,
  extraMs: row.extra_ms,
  endedAt: orUndefined(row.ended_at),
  paper: orUndefined(row.paper),
});

export function createSittingRepo(db: Database, caches: RowCaches): SittingRepo {
  const kept = caches.create<SittingId, Sitting>(1_000);
  const byId = db.prepare<[string], Row>('SELECT * FROM sittings WHERE id = ?');
  const current = db.prepare<[string], Row>('SELECT * FROM sittings WHERE exam_id = ? ORDER BY number DESC LIMIT 1');
  const ofExam = db.prepare<[string], Row>('SELECT * FROM sittings WHERE exam_id = ? ORDER BY number DESC');
  const joinable = db.prepare<[], Row>(`SELECT * FROM sittings WHERE state IN ('open', 'running', 'paused') ORDER BY opened_at`);
  const insert = db.prepare('INSERT INTO sittings (id, exam_id, number, state, created_at, paused_ms) VALUES (?, ?, ?, ?, ?, ?)');
  const update = db.prepare(
    'UPDATE sittings SET state = ?, opened_at = ?, started_at = ?, paused_at = ?, paused_ms = ?, extra_ms = ?, ended_at = ?, paper = ? WHERE id = ?',
  );
  const one = (row: Row | undefined) => row && toSitting(row);
  return {
    byId: (id) => kept.get(id, () => one(byId.get(id))),
    current: (examId) => one(current.get(examId)),
    ofExam: (examId) => ofExam.all(examId).map(toSitting),
    joinable: () => joinable.all().map(toSitting),
    insert: (sitting) =>
      void insert.run(sitting.id, sitting.examId, sitting.number, sitting.state, sitting.createdAt, sitting.pausedMs),
    update: (sitting) => {
      update.run(
        sitting.state,
        orNull(sitting.openedAt),
        orNull(sitting.startedAt),
        orNull(sitting.pausedAt),
        sitting.pausedMs,
        sitting.extraMs ?? 0,
        orNull(sitting.endedAt),
        orNull(sitting.paper),
        sitting.id,
      );
      kept.put(sitting.id, sitting);
    },
  };
}
