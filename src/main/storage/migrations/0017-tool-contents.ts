import type { Migration } from '../migrate.ts';

/**
 * What tools consist of (TL1): the addresses a web page may go to, and files, each content kept once. A removed file stays known by
 * its name and hash, since uses name it; its bytes go with the last file that has them.
 */
export const toolContents: Migration = {
  version: 17,
  name: 'tool contents',
  up: `
    ALTER TABLE tools ADD COLUMN allow TEXT;
    CREATE TABLE tool_contents (
      sha256 TEXT PRIMARY KEY,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE tool_files (
      id TEXT PRIMARY KEY,
      tool_id TEXT NOT NULL REFERENCES tools(id),
      name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('dictionary', 'text', 'table', 'picture')),
      media_type TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      count INTEGER,
      added_at INTEGER NOT NULL,
      added_by TEXT NOT NULL,
      removed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tool_files_of_tool ON tool_files (tool_id) WHERE removed_at IS NULL;
    CREATE INDEX tool_files_by_content ON tool_files (sha256) WHERE removed_at IS NULL;
    CREATE TRIGGER content_of_no_tool AFTER UPDATE OF removed_at ON tool_files
    WHEN NOT EXISTS (SELECT 1 FROM tool_files WHERE sha256 = old.sha256 AND removed_at IS NULL)
    BEGIN
      DELETE FROM tool_contents WHERE sha256 = old.sha256;
    END;
  `,
};
