import type { Database } from 'better-sqlite3';
import type { ExamId, UserId } from '../../../shared/model/ids.ts';
import type { RosterEntry } from '../../domain/records.ts';
import type { RosterRepo } from '../../domain/store.ts';
import { orNull, orUndefined } from '../columns.ts';

interface Row {
  exam_id: string;
  user_id: string;
  seat: string | null;
  extra_minutes: number;
  access_code_key: string | null;
  wrong_access_codes: number;
}

const toEntry = (row: Row): RosterEntry => ({
  examId: row.exam_id as ExamId,
  userId: row.user_id as UserId,
  seat: orUndefined(row.seat),
  extraMinutes: row.extra_minutes,
  accessCodeKey: orUndefined(row.access_code_key),
  wrongAccessCodes: row.wrong_access_codes,
});

export function createRosterRepo(db: Database): RosterRepo {
  const get = db.prepare<[string, string], Row>('SELECT * FROM roster_entries WHERE exam_id = ? AND user_id = ?');
  const ofExam = db.prepare<[string], Row>('SELECT * FROM roster_entries WHERE exam_id = ?');
  const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM roster_entries WHERE exam_id = ?');
  const put = db.prepare(
    `INSERT INTO roster_entries (exam_id, user_id, seat, extra_minutes, access_code_key, wrong_access_codes) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (exam_id, user_id) DO UPDATE SET seat = excluded.seat, extra_minutes = excluded.extra_minutes,
       access_code_key = excluded.access_code_key, wrong_access_codes = excluded.wrong_access_codes`,
  );
  return {
    get: (examId, userId) => {
      const row = get.get(examId, userId);
      return row && toEntry(row);
    },
    ofExam: (examId) => ofExam.all(examId).map(toEntry),
    count: (examId) => count.get(examId)?.n ?? 0,
    put: (entry) =>
      void put.run(
        entry.examId,
        entry.userId,
        orNull(entry.seat),
        entry.extraMinutes,
        orNull(entry.accessCodeKey),
        entry.wrongAccessCodes,
      ),
  };
}
