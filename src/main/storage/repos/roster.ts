import type { Database } from 'better-sqlite3';
import type { Accommodations } from '../../../shared/model/accommodations.ts';
import type { ExamId, UserId } from '../../../shared/model/ids.ts';
import type { RosterEntry } from '../../domain/records.ts';
import type { RosterRepo } from '../../domain/store.ts';
import { json, orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { SealedText } from '../sealed-text.ts';

const accommodationsIn = (text: string | undefined): Accommodations | undefined =>
  text === undefined ? undefined : json<Accommodations>(text);

interface Row {
  exam_id: string;
  user_id: string;
  seat: string | null;
  extra_minutes: number;
  access_code_key: string | null;
  access_code_sealed: Buffer | null;
  accommodations_sealed: Buffer | null;
  wrong_access_codes: number;
}

const toEntry = (row: Row, texts: SealedText): RosterEntry => ({
  examId: row.exam_id as ExamId,
  userId: row.user_id as UserId,
  seat: orUndefined(row.seat),
  extraMinutes: row.extra_minutes,
  accessCodeKey: orUndefined(row.access_code_key),
  accessCode: texts.open(row.user_id as UserId, row.access_code_sealed),
  accommodations: accommodationsIn(texts.open(row.user_id as UserId, row.accommodations_sealed)),
  wrongAccessCodes: row.wrong_access_codes,
});

/** A roster is asked for with every report of a candidate: opened once. */
const KEPT = 20_000;

export function createRosterRepo(db: Database, texts: SealedText, caches: RowCaches): RosterRepo {
  const kept = caches.create<string, RosterEntry>(KEPT);
  const get = db.prepare<[string, string], Row>('SELECT * FROM roster_entries WHERE exam_id = ? AND user_id = ?');
  const ofExam = db.prepare<[string], Row>('SELECT * FROM roster_entries WHERE exam_id = ?');
  const userIds = db.prepare<[string], UserId>('SELECT user_id FROM roster_entries WHERE exam_id = ?').pluck();
  const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM roster_entries WHERE exam_id = ?');
  const put = db.prepare(
    `INSERT INTO roster_entries (exam_id, user_id, seat, extra_minutes, access_code_key, wrong_access_codes,
       access_code_sealed, accommodations_sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (exam_id, user_id) DO UPDATE SET seat = excluded.seat, extra_minutes = excluded.extra_minutes,
       access_code_key = excluded.access_code_key, wrong_access_codes = excluded.wrong_access_codes,
       access_code_sealed = excluded.access_code_sealed, accommodations_sealed = excluded.accommodations_sealed`,
  );
  return {
    get: (examId, userId) =>
      kept.get(`${examId} ${userId}`, () => {
        const row = get.get(examId, userId);
        return row && toEntry(row, texts);
      }),
    ofExam: (examId) => ofExam.all(examId).map((row) => toEntry(row, texts)),
    userIds: (examId) => userIds.all(examId),
    count: (examId) => count.get(examId)?.n ?? 0,
    put: (entry) => {
      put.run(
        entry.examId,
        entry.userId,
        orNull(entry.seat),
        entry.extraMinutes,
        orNull(entry.accessCodeKey),
        entry.wrongAccessCodes,
        texts.seal(entry.userId, entry.accessCode),
        texts.seal(entry.userId, entry.accommodations && JSON.stringify(entry.accommodations)),
      );
      kept.put(`${entry.examId} ${entry.userId}`, entry);
    },
  };
}
