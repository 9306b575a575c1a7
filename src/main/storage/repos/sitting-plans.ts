import type { Database } from 'better-sqlite3';
import type { ExternalPaper } from '../../../shared/model/external-paper.ts';
import type { AttemptId, SittingId, UserId } from '../../../shared/model/ids.ts';
import { type CreditKind, DEFAULT_LATE_JOIN, type LateJoin } from '../../../shared/model/sitting-plan.ts';
import type { CreditRepo, EntranceRepo, PlanRepo, StoredCredit, StoredPlan } from '../../domain/sittings/sitting-store.ts';
import { orNull, orUndefined } from '../columns.ts';
import type { SealedText } from '../sealed-text.ts';

interface PlanRow {
  sitting_id: string;
  opens_at: number | null;
  starts_at: number | null;
  utc_offset_minutes: number;
  held: 'missed' | 'identity' | null;
}

const toPlan = (row: PlanRow): StoredPlan => ({
  sittingId: row.sitting_id as SittingId,
  opensAt: orUndefined(row.opens_at),
  startsAt: orUndefined(row.starts_at),
  utcOffsetMinutes: row.utc_offset_minutes,
  held: orUndefined(row.held),
});

/** When sittings open and start by themselves. */
export function createPlanRepo(db: Database): PlanRepo {
  const get = db.prepare<[string], PlanRow>('SELECT * FROM sitting_plans WHERE sitting_id = ?');
  const put = db.prepare(
    'INSERT OR REPLACE INTO sitting_plans (sitting_id, opens_at, starts_at, utc_offset_minutes, held) VALUES (?, ?, ?, ?, ?)',
  );
  const due = db.prepare<[number, number], PlanRow>(
    `SELECT sitting_plans.* FROM sitting_plans JOIN sittings ON sittings.id = sitting_id
     WHERE held IS NULL AND ((state = 'draft' AND opens_at <= ?) OR (state IN ('draft', 'open') AND starts_at <= ?))`,
  );
  return {
    get: (sittingId) => {
      const row = get.get(sittingId);
      return row && toPlan(row);
    },
    put: (plan) =>
      void put.run(plan.sittingId, orNull(plan.opensAt), orNull(plan.startsAt), plan.utcOffsetMinutes, orNull(plan.held)),
    due: (now) => due.all(now, now).map(toPlan),
  };
}

interface EntranceRow {
  late_until_minutes: number | null;
  late_time: LateJoin['time'];
  start_code_key: string | null;
  external: string | null;
}
interface EntryRow {
  wrong_start_codes: number;
  passed_at: number | null;
  ready_at: number | null;
  ready: string | null;
}

/** How one gets into an exam, and how far each candidate has come. */
export function createEntranceRepo(db: Database): EntranceRepo {
  const get = db.prepare<[string], EntranceRow>('SELECT * FROM exam_entrances WHERE exam_id = ?');
  const put = db.prepare(
    'INSERT OR REPLACE INTO exam_entrances (exam_id, late_until_minutes, late_time, start_code_key, external) VALUES (?, ?, ?, ?, ?)',
  );
  const entry = db.prepare<[string], EntryRow>('SELECT * FROM attempt_entries WHERE attempt_id = ?');
  const putEntry = db.prepare(
    'INSERT OR REPLACE INTO attempt_entries (attempt_id, wrong_start_codes, passed_at, ready_at, ready) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    get: (examId) => {
      const row = get.get(examId);
      if (!row) return { lateJoin: DEFAULT_LATE_JOIN };
      const until = row.late_until_minutes === null ? {} : { untilMinutes: row.late_until_minutes };
      return {
        lateJoin: { time: row.late_time, ...until },
        startCodeKey: orUndefined(row.start_code_key),
        external: row.external === null ? undefined : (JSON.parse(row.external) as ExternalPaper),
      };
    },
    put: (examId, { lateJoin, startCodeKey, external }) =>
      void put.run(
        examId,
        orNull(lateJoin.untilMinutes),
        lateJoin.time,
        orNull(startCodeKey),
        external === undefined ? null : JSON.stringify(external),
      ),
    entry: (attemptId) => {
      const row = entry.get(attemptId);
      if (!row) return { wrongStartCodes: 0 };
      return {
        wrongStartCodes: row.wrong_start_codes,
        passedAt: orUndefined(row.passed_at),
        readyAt: orUndefined(row.ready_at),
        ready: row.ready === null ? undefined : (JSON.parse(row.ready) as unknown),
      };
    },
    putEntry: (attemptId, { wrongStartCodes, passedAt, readyAt, ready }) =>
      void putEntry.run(
        attemptId,
        wrongStartCodes,
        orNull(passedAt),
        orNull(readyAt),
        ready === undefined ? null : JSON.stringify(ready),
      ),
  };
}

interface CreditRow {
  sitting_id: string;
  attempt_id: string | null;
  at: number;
  credit_ms: number;
  kind: CreditKind;
  by_user: string | null;
  reason_sealed: Buffer | null;
  candidate: string | null;
}

/** Every change of anybody's time. Why is sealed: under the candidate's key, or that of who gave it where it is everybody's. */
export function createCreditRepo(db: Database, texts: SealedText): CreditRepo {
  const insert = db.prepare(
    'INSERT INTO time_credits (sitting_id, attempt_id, at, credit_ms, kind, by_user, reason_sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const candidateOf = db.prepare<[string], string>('SELECT user_id FROM attempts WHERE id = ?').pluck();
  const ofSitting = db.prepare<[string], CreditRow>(
    `SELECT time_credits.*, attempts.user_id AS candidate FROM time_credits LEFT JOIN attempts ON attempts.id = attempt_id
     WHERE time_credits.sitting_id = ? ORDER BY number`,
  );
  const toCredit = (row: CreditRow): StoredCredit => {
    const key = row.candidate ?? row.by_user;
    return {
      sittingId: row.sitting_id as SittingId,
      attemptId: orUndefined(row.attempt_id as AttemptId | null),
      at: row.at,
      creditMs: row.credit_ms,
      kind: row.kind,
      by: orUndefined(row.by_user as UserId | null),
      reason: key === null ? undefined : texts.open(key as UserId, row.reason_sealed),
    };
  };
  return {
    insert: ({ sittingId, attemptId, at, creditMs, kind, by, reason }) => {
      const key = (attemptId === undefined ? undefined : candidateOf.get(attemptId)) ?? by;
      const sealed = key === undefined ? null : texts.seal(key as UserId, reason);
      insert.run(sittingId, orNull(attemptId), at, creditMs, kind, orNull(by), sealed);
    },
    ofSitting: (sittingId) => ofSitting.all(sittingId).map(toCredit),
  };
}
