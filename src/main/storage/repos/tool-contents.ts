import type { Database } from 'better-sqlite3';
import type { UserId } from '../../../shared/model/ids.ts';
import type { ToolId } from '../../../shared/model/tool.ts';
import type { ToolFileId, ToolFileKind, ToolMediaType } from '../../../shared/model/tool-content.ts';
import type { StoredToolFile, ToolContentRepo } from '../../domain/tools/tool-content-store.ts';
import { orNull, orUndefined } from '../columns.ts';

interface FileRow {
  id: string;
  tool_id: string;
  name: string;
  kind: ToolFileKind;
  media_type: ToolMediaType;
  sha256: string;
  size: number;
  count: number | null;
  added_at: number;
  added_by: string;
  removed_at: number | null;
}

const toFile = (row: FileRow): StoredToolFile => ({
  id: row.id as ToolFileId,
  toolId: row.tool_id as ToolId,
  name: row.name,
  kind: row.kind,
  mediaType: row.media_type,
  sha256: row.sha256,
  size: row.size,
  count: orUndefined(row.count),
  addedAt: row.added_at,
  addedBy: row.added_by as UserId,
  removedAt: orUndefined(row.removed_at),
});

/** Books in memory at once; a room searches in one or two dictionaries. */
const REMEMBERED = 4;

export function createToolContentRepo(db: Database): ToolContentRepo {
  const ofTool = db.prepare<[string], FileRow>(
    'SELECT * FROM tool_files WHERE tool_id = ? AND removed_at IS NULL ORDER BY added_at, id',
  );
  const keep = db.prepare('INSERT INTO tool_contents (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const insert = db.prepare(
    `INSERT INTO tool_files (id, tool_id, name, kind, media_type, sha256, size, count, added_at, added_by, removed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare('UPDATE tool_files SET removed_at = ? WHERE id = ?');
  const bytes = db.prepare<[string], { bytes: Buffer }>('SELECT bytes FROM tool_contents WHERE sha256 = ?');
  /** By content, so nothing that happens to the store makes it wrong. The least lately asked for goes first. */
  const remembered = new Map<string, string>();
  return {
    filesOf: (toolId) => ofTool.all(toolId).map(toFile),
    add: (file, content) => {
      keep.run(file.sha256, content);
      insert.run(
        file.id,
        file.toolId,
        file.name,
        file.kind,
        file.mediaType,
        file.sha256,
        file.size,
        orNull(file.count),
        file.addedAt,
        file.addedBy,
        orNull(file.removedAt),
      );
    },
    remove: (id, at) => void remove.run(at, id),
    bytes: (sha256) => bytes.get(sha256)?.bytes,
    book: (sha256) => {
      const found = remembered.get(sha256) ?? bytes.get(sha256)?.bytes.toString('utf8');
      if (found === undefined) return undefined;
      remembered.delete(sha256);
      remembered.set(sha256, found);
      const [oldest] = remembered.keys();
      if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return found;
    },
  };
}
