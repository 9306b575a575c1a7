import type { Database } from 'better-sqlite3';
import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Draw } from '../../domain/papers/draw-paper.ts';
import type { PaperRepo } from '../../domain/papers/paper-store.ts';
import { json } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';

export function createPaperRepo(db: Database, caches: RowCaches): PaperRepo {
  /** `null`: looked for, and there is none. */
  const kept = caches.create<AttemptId, Draw | null>(5_000);
  const of = db.prepare<[string], string>('SELECT draw FROM papers WHERE attempt_id = ?').pluck();
  const put = db.prepare(
    'INSERT INTO papers (attempt_id, draw) VALUES (?, ?) ON CONFLICT (attempt_id) DO UPDATE SET draw = excluded.draw',
  );
  return {
    of: (attemptId) =>
      kept.get(attemptId, () => {
        const draw = of.get(attemptId);
        return draw === undefined ? null : json<Draw>(draw);
      }) ?? undefined,
    put: (attemptId, draw) => {
      put.run(attemptId, JSON.stringify(draw));
      kept.put(attemptId, draw);
    },
  };
}
