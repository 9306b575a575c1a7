import type { Database } from 'better-sqlite3';
import type { Identity, Monitoring } from '../../../shared/model/attempt.ts';
import type { AttemptId, ExamId, SittingId, UserId } from '../../../shared/model/ids.ts';
import type { Attempt, StoredAttemptState } from '../../domain/records.ts';
import type { RiskState } from '../../domain/risk/risk-state.ts';
import type { AttemptRepo } from '../../domain/store.ts';
import { flag, json, orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { SealedText } from '../sealed-text.ts';
import type { WriteBehind } from '../write-behind.ts';

interface Row {
  id: string;
  sitting_id: string;
  exam_id: string;
  user_id: string;
  state: StoredAttemptState;
  monitoring: Monitoring;
  identity: Identity;
  reduced_integrity: number;
  joined_at: number;
  finished_at: number | null;
  extra_ms: number;
  suspended_at: number | null;
  suspended_paused_ms: number | null;
  reason_sealed: Buffer | null;
  break_started_at: number | null;
  break_paused_ms: number | null;
  break_granted_ms: number | null;
  breaks_taken: number;
  answered: number;
  risk: string;
  last_event_type: string | null;
  last_event_at: number | null;
  resume_token_hash: string | null;
  score: number | null;
  max_score: number | null;
  pending_points: number | null;
}

const toAttempt = (row: Row, texts: SealedText): Attempt => ({
  id: row.id as AttemptId,
  sittingId: row.sitting_id as SittingId,
  examId: row.exam_id as ExamId,
  userId: row.user_id as UserId,
  state: row.state,
  monitoring: row.monitoring,
  identity: row.identity,
  reducedIntegrity: row.reduced_integrity === 1,
  joinedAt: row.joined_at,
  finishedAt: orUndefined(row.finished_at),
  extraMs: row.extra_ms,
  suspendedAt: orUndefined(row.suspended_at),
  suspendedPausedMs: orUndefined(row.suspended_paused_ms),
  reason: texts.open(row.user_id as UserId, row.reason_sealed),
  breakStartedAt: orUndefined(row.break_started_at),
  breakPausedMs: orUndefined(row.break_paused_ms),
  breakGrantedMs: orUndefined(row.break_granted_ms),
  breaksTaken: row.breaks_taken,
  answered: row.answered,
  risk: json<RiskState>(row.risk),
  lastEventType: orUndefined(row.last_event_type),
  lastEventAt: orUndefined(row.last_event_at),
  resumeTokenHash: orUndefined(row.resume_token_hash),
  score: orUndefined(row.score),
  maxScore: orUndefined(row.max_score),
  pendingPoints: orUndefined(row.pending_points),
});

const toParameters = (attempt: Attempt, texts: SealedText) => ({
  id: attempt.id,
  sittingId: attempt.sittingId,
  examId: attempt.examId,
  userId: attempt.userId,
  state: attempt.state,
  monitoring: attempt.monitoring,
  identity: attempt.identity,
  reducedIntegrity: flag(attempt.reducedIntegrity),
  joinedAt: attempt.joinedAt,
  finishedAt: orNull(attempt.finishedAt),
  extraMs: attempt.extraMs,
  suspendedAt: orNull(attempt.suspendedAt),
  suspendedPausedMs: orNull(attempt.suspendedPausedMs),
  reason: texts.seal(attempt.userId, attempt.reason),
  breakStartedAt: orNull(attempt.breakStartedAt),
  breakPausedMs: orNull(attempt.breakPausedMs),
  breakGrantedMs: orNull(attempt.breakGrantedMs),
  breaksTaken: attempt.breaksTaken ?? 0,
  answered: attempt.answered,
  risk: JSON.stringify(attempt.risk),
  lastEventType: orNull(attempt.lastEventType),
  lastEventAt: orNull(attempt.lastEventAt),
  resumeTokenHash: orNull(attempt.resumeTokenHash),
  score: orNull(attempt.score),
  maxScore: orNull(attempt.maxScore),
  pendingPoints: orNull(attempt.pendingPoints),
});

interface AttemptRepoParts {
  readonly texts: SealedText;
  readonly caches: RowCaches;
  readonly behind: WriteBehind;
}

export function createAttemptRepo(db: Database, { texts, caches, behind }: AttemptRepoParts): AttemptRepo {
  const kept = caches.create<AttemptId, Attempt>(20_000);
  const byId = db.prepare<[string], Row>('SELECT * FROM attempts WHERE id = ?');
  const ofCandidate = db.prepare<[string, string], Row>('SELECT * FROM attempts WHERE sitting_id = ? AND user_id = ?');
  const ofSitting = db.prepare<[string], Row>('SELECT * FROM attempts WHERE sitting_id = ? ORDER BY joined_at');
  const ofExam = db.prepare<[string], Row>('SELECT * FROM attempts WHERE exam_id = ? ORDER BY joined_at');
  const countOfSitting = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM attempts WHERE sitting_id = ?');
  const joinTimes = db
    .prepare<[string], number>('SELECT joined_at FROM attempts WHERE sitting_id = ? ORDER BY joined_at')
    .pluck();
  const mostShortened = db
    .prepare<[string], number | null>('SELECT min(extra_ms) FROM attempts WHERE sitting_id = ? AND extra_ms < 0')
    .pluck();
  const joined = caches.create<SittingId, readonly number[]>(1_000);
  /** A superset: whoever asks looks at the attempt itself. */
  const awaiting = new Set(
    db
      .prepare<[], string>(`SELECT id FROM attempts WHERE instr(risk, '"suspendAt"') > 0 OR instr(risk, '"held"') > 0`)
      .pluck()
      .all() as AttemptId[],
  );
  const noteAwaiting = ({ id, risk }: Attempt): void => {
    if (risk.suspendAt !== undefined || risk.held !== undefined) awaiting.add(id);
  };
  const insert = db.prepare(
    `INSERT INTO attempts (id, sitting_id, exam_id, user_id, state, monitoring, identity, reduced_integrity, joined_at, finished_at, extra_ms,
       suspended_at, suspended_paused_ms, reason_sealed, answered, risk, last_event_type, last_event_at, resume_token_hash, score, max_score, pending_points,
       break_started_at, break_paused_ms, break_granted_ms, breaks_taken)
     VALUES (:id, :sittingId, :examId, :userId, :state, :monitoring, :identity, :reducedIntegrity, :joinedAt, :finishedAt, :extraMs,
       :suspendedAt, :suspendedPausedMs, :reason, :answered, :risk, :lastEventType, :lastEventAt, :resumeTokenHash, :score, :maxScore, :pendingPoints,
       :breakStartedAt, :breakPausedMs, :breakGrantedMs, :breaksTaken)`,
  );
  const onBreak = db.prepare<[], Row>('SELECT * FROM attempts WHERE break_started_at IS NOT NULL');
  const consent = db.prepare('INSERT INTO consents (attempt_id, text_version, given_at) VALUES (?, ?, ?)');
  const update = db.prepare(
    `UPDATE attempts SET state = :state, monitoring = :monitoring, identity = :identity, reduced_integrity = :reducedIntegrity,
       finished_at = :finishedAt, extra_ms = :extraMs, suspended_at = :suspendedAt, suspended_paused_ms = :suspendedPausedMs, reason_sealed = :reason,
       answered = :answered, risk = :risk, last_event_type = :lastEventType, last_event_at = :lastEventAt, resume_token_hash = :resumeTokenHash,
       score = :score, max_score = :maxScore, pending_points = :pendingPoints,
       break_started_at = :breakStartedAt, break_paused_ms = :breakPausedMs, break_granted_ms = :breakGrantedMs, breaks_taken = :breaksTaken
     WHERE id = :id`,
  );
  const updateSeen = db.prepare(
    'UPDATE attempts SET risk = ?, monitoring = ?, last_event_type = ?, last_event_at = ? WHERE id = ?',
  );
  const seen = behind.rows<AttemptId, Attempt>(({ id, risk, monitoring, lastEventType, lastEventAt }) => {
    updateSeen.run(JSON.stringify(risk), monitoring, orNull(lastEventType), orNull(lastEventAt), id);
  });
  const toNewest = (row: Row): Attempt => seen.get(row.id as AttemptId) ?? toAttempt(row, texts);
  const one = (row: Row | undefined) => row && toNewest(row);
  return {
    byId: (id) => kept.get(id, () => one(byId.get(id))),
    ofCandidate: (sittingId, userId) => one(ofCandidate.get(sittingId, userId)),
    ofSitting: (sittingId) => ofSitting.all(sittingId).map(toNewest),
    ofExam: (examId) => ofExam.all(examId).map(toNewest),
    countOfSitting: (sittingId) => countOfSitting.get(sittingId)?.n ?? 0,
    mostShortened: (sittingId) => mostShortened.get(sittingId) ?? 0,
    joinedBefore: (sittingId, at) => {
      const times = joined.get(sittingId, () => joinTimes.all(sittingId)) ?? [];
      return times.findLastIndex((time) => time < at) + 1;
    },
    onBreak: () => onBreak.all().map(toNewest),
    awaitingSuspension: () => [...awaiting],
    insert: (attempt, { textVersion, givenAt }) => {
      insert.run(toParameters(attempt, texts));
      joined.forget(attempt.sittingId);
      consent.run(attempt.id, textVersion, givenAt);
    },
    update: (attempt) => {
      const { sittingId: _s, examId: _e, userId: _u, joinedAt: _j, ...parameters } = toParameters(attempt, texts);
      update.run(parameters);
      seen.drop(attempt.id);
      kept.put(attempt.id, attempt);
      noteAwaiting(attempt);
      behind.demandFullCommit();
    },
    noteEvent: (attempt) => {
      seen.put(attempt.id, attempt);
      kept.put(attempt.id, attempt);
      noteAwaiting(attempt);
    },
  };
}
