import type { Database } from 'better-sqlite3';
import type { MediaType } from '../../../shared/model/media.ts';
import type { MediaRepo } from '../../domain/media/media-store.ts';

export function createMediaRepo(db: Database): MediaRepo {
  const keep = db.prepare('INSERT INTO media (sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const link = db.prepare('INSERT INTO exam_media (exam_id, sha256) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const get = db.prepare<[string], { media_type: MediaType; bytes: Buffer }>(
    'SELECT media_type, bytes FROM media WHERE sha256 = ?',
  );
  return {
    add: (examId, { sha256, mediaType, bytes }) => {
      keep.run(sha256, mediaType, bytes);
      link.run(examId, sha256);
    },
    get: (sha256) => {
      const row = get.get(sha256);
      return row && { sha256, mediaType: row.media_type, bytes: row.bytes };
    },
  };
}
