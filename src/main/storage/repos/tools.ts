import type { Database } from 'better-sqlite3';
import type { AttemptId, ExamId, UserId } from '../../../shared/model/ids.ts';
import type { ToolAccessId, ToolAccessState, ToolHistoryEntry, ToolId, ToolKind } from '../../../shared/model/tool.ts';
import type { StoredTool, StoredToolAccess, StoredToolEvent, ToolRepo } from '../../domain/tools/tool-store.ts';
import { json, orNull, orUndefined } from '../columns.ts';
import type { SealedText } from '../sealed-text.ts';

interface ToolRow {
  id: string;
  kind: ToolKind;
  name: string;
  address: string | null;
  data_points: string;
  allow: string | null;
  exam_id: string | null;
  added_at: number;
  removed_at: number | null;
}
interface AccessRow {
  id: string;
  client_id: string | null;
  attempt_id: string;
  exam_id: string;
  user_id: string;
  tool_id: string;
  state: ToolAccessState;
  data_points_sealed: Buffer | null;
  reason_sealed: Buffer | null;
  requested_at: number;
  decided_at: number | null;
  decided_by: string | null;
  decision_reason_sealed: Buffer | null;
  expires_at: number | null;
  uses: number;
}
interface EventRow {
  number: number;
  at: number;
  type: ToolHistoryEntry['type'];
  access_id: string | null;
  client_id: string | null;
  tool_id: string;
  attempt_id: string;
  exam_id: string;
  user_id: string;
  data_points_sealed: Buffer | null;
  by_user: string | null;
  reason_sealed: Buffer | null;
}

const toTool = (row: ToolRow): StoredTool => ({
  id: row.id as ToolId,
  kind: row.kind,
  name: row.name,
  address: orUndefined(row.address),
  dataPoints: json<string[]>(row.data_points),
  allow: row.allow === null ? undefined : json<string[]>(row.allow),
  examId: orUndefined(row.exam_id) as ExamId | undefined,
  addedAt: row.added_at,
  removedAt: orUndefined(row.removed_at),
});

/** Data points are typed by people as well: sealed as one text, gone with the person. */
const sealPoints = (texts: SealedText, about: UserId, points: readonly string[]): Uint8Array | null =>
  texts.seal(about, points.length === 0 ? undefined : JSON.stringify(points));
const openPoints = (texts: SealedText, about: UserId, sealed: Buffer | null): string[] =>
  json<string[]>(texts.open(about, sealed) ?? '[]');

const toAccess = (row: AccessRow, texts: SealedText): StoredToolAccess => {
  const userId = row.user_id as UserId;
  return {
    id: row.id as ToolAccessId,
    clientId: orUndefined(row.client_id),
    attemptId: row.attempt_id as AttemptId,
    examId: row.exam_id as ExamId,
    userId,
    toolId: row.tool_id as ToolId,
    state: row.state,
    dataPoints: openPoints(texts, userId, row.data_points_sealed),
    reason: texts.open(userId, row.reason_sealed),
    requestedAt: row.requested_at,
    decidedAt: orUndefined(row.decided_at),
    decidedBy: orUndefined(row.decided_by) as UserId | undefined,
    decisionReason: texts.open(userId, row.decision_reason_sealed),
    expiresAt: orUndefined(row.expires_at),
    uses: row.uses,
  };
};

const toEvent = (row: EventRow, texts: SealedText): StoredToolEvent => {
  const userId = row.user_id as UserId;
  return {
    number: row.number,
    at: row.at,
    type: row.type,
    accessId: orUndefined(row.access_id) as ToolAccessId | undefined,
    clientId: orUndefined(row.client_id),
    toolId: row.tool_id as ToolId,
    attemptId: row.attempt_id as AttemptId,
    examId: row.exam_id as ExamId,
    userId,
    dataPoints: openPoints(texts, userId, row.data_points_sealed),
    by: orUndefined(row.by_user) as UserId | undefined,
    reason: texts.open(userId, row.reason_sealed),
  };
};

/** Tools, who may use them, and everything that happened with them (TL1). */
export function createToolRepo(db: Database, texts: SealedText): ToolRepo {
  const byId = db.prepare<[string], ToolRow>('SELECT * FROM tools WHERE id = ?');
  const catalogue = db.prepare<[string | null, string | null], ToolRow>(
    'SELECT * FROM tools WHERE removed_at IS NULL AND (exam_id IS NULL OR ? IS NULL OR exam_id = ?) ORDER BY added_at, name',
  );
  const put = db.prepare(
    `INSERT INTO tools (id, kind, name, address, data_points, allow, exam_id, added_at, removed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET address = excluded.address, allow = excluded.allow, removed_at = excluded.removed_at`,
  );
  const access = db.prepare<[string], AccessRow>('SELECT * FROM tool_accesses WHERE id = ?');
  const ofClient = db.prepare<[string, string], AccessRow>('SELECT * FROM tool_accesses WHERE attempt_id = ? AND client_id = ?');
  const ofAttempt = db.prepare<[string], AccessRow>('SELECT * FROM tool_accesses WHERE attempt_id = ? ORDER BY requested_at, id');
  const open = db.prepare<[], AccessRow>(
    "SELECT * FROM tool_accesses WHERE state IN ('requested', 'granted') ORDER BY requested_at, id",
  );
  const overdue = db.prepare<[number], AccessRow>(
    "SELECT * FROM tool_accesses WHERE state IN ('requested', 'granted') AND state = 'granted' AND expires_at <= ?",
  );
  const putAccess = db.prepare(
    `INSERT INTO tool_accesses (id, client_id, attempt_id, exam_id, user_id, tool_id, state, data_points_sealed, reason_sealed,
       requested_at, decided_at, decided_by, decision_reason_sealed, expires_at, uses)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, data_points_sealed = excluded.data_points_sealed,
       decided_at = excluded.decided_at, decided_by = excluded.decided_by,
       decision_reason_sealed = excluded.decision_reason_sealed, expires_at = excluded.expires_at, uses = excluded.uses`,
  );
  const log = db.prepare(
    `INSERT INTO tool_events (at, type, access_id, client_id, tool_id, attempt_id, exam_id, user_id, data_points_sealed, by_user,
       reason_sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const use = db.prepare<[string, string], EventRow>(
    "SELECT * FROM tool_events WHERE attempt_id = ? AND client_id = ? AND type IN ('used', 'blocked')",
  );
  const PAGE = 'AND (@examId IS NULL OR exam_id = @examId) ORDER BY number DESC LIMIT @limit';
  const history = db.prepare<object, EventRow>(`SELECT * FROM tool_events WHERE number < @before ${PAGE}`);
  const historyOfUser = db.prepare<object, EventRow>(
    `SELECT * FROM tool_events WHERE user_id = @userId AND number < @before ${PAGE}`,
  );
  const one = (row: AccessRow | undefined): StoredToolAccess | undefined => row && toAccess(row, texts);
  const all = (rows: AccessRow[]): StoredToolAccess[] => rows.map((row) => toAccess(row, texts));
  return {
    byId: (id) => {
      const row = byId.get(id);
      return row && toTool(row);
    },
    catalogue: (examId) => catalogue.all(orNull(examId), orNull(examId)).map(toTool),
    put: (tool) =>
      void put.run(
        tool.id,
        tool.kind,
        tool.name,
        orNull(tool.address),
        JSON.stringify(tool.dataPoints),
        tool.allow === undefined ? null : JSON.stringify(tool.allow),
        orNull(tool.examId),
        tool.addedAt,
        orNull(tool.removedAt),
      ),
    access: (id) => one(access.get(id)),
    accessOfClient: (attemptId, clientId) => one(ofClient.get(attemptId, clientId)),
    accessOfAttempt: (attemptId) => all(ofAttempt.all(attemptId)),
    open: () => all(open.all()),
    overdue: (now) => all(overdue.all(now)),
    putAccess: (stored) =>
      void putAccess.run(
        stored.id,
        orNull(stored.clientId),
        stored.attemptId,
        stored.examId,
        stored.userId,
        stored.toolId,
        stored.state,
        sealPoints(texts, stored.userId, stored.dataPoints),
        texts.seal(stored.userId, stored.reason),
        stored.requestedAt,
        orNull(stored.decidedAt),
        orNull(stored.decidedBy),
        texts.seal(stored.userId, stored.decisionReason),
        orNull(stored.expiresAt),
        stored.uses,
      ),
    log: (event) =>
      void log.run(
        event.at,
        event.type,
        orNull(event.accessId),
        orNull(event.clientId),
        event.toolId,
        event.attemptId,
        event.examId,
        event.userId,
        sealPoints(texts, event.userId, event.dataPoints),
        orNull(event.by),
        texts.seal(event.userId, event.reason),
      ),
    use: (attemptId, clientId) => {
      const row = use.get(attemptId, clientId);
      if (!row) return undefined;
      const { accessId, dataPoints } = toEvent(row, texts);
      return { type: row.type === 'used' ? 'used' : 'blocked', accessId, dataPoints };
    },
    history: ({ examId, userId, beforeNumber, limit }) => {
      const page = { examId: orNull(examId), before: beforeNumber ?? Number.MAX_SAFE_INTEGER, limit };
      const rows = userId === undefined ? history.all(page) : historyOfUser.all({ ...page, userId });
      return rows.map((row) => toEvent(row, texts));
    },
  };
}
