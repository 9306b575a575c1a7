import type { Database } from 'better-sqlite3';
import type { Logger } from '../domain/logger-port.ts';
import type { GroupCommit } from '../domain/ports.ts';
import { createCheckpoints } from '../storage/checkpoints.ts';
import type { OpenStore } from '../storage/create-store.ts';

/** What is written behind is so long behind when the room is quiet, and ten times as long when it never is (ADR 5). */
const EVERY_MS = 100;

export interface StoreChoresParts {
  readonly db: Database;
  readonly commits: GroupCommit;
  readonly behind: Pick<OpenStore, 'isWriteDue' | 'writeBehind'>;
  readonly logger: Logger;
}

/** What the store needs done now and then: writing what waits, carrying the log over. Returns the end of it. */
export function startStoreChores({ db, commits, behind, logger }: StoreChoresParts): () => Promise<void> {
  const checkpoints = createCheckpoints(db, {
    commit: commits.flush,
    onFailure: (error) => logger.error({ err: error }, 'the thread for checkpoints failed'),
  });
  const timer = setInterval(() => {
    checkpoints.check();
    if (!behind.isWriteDue()) return;
    commits.run(behind.writeBehind).catch((error: unknown) => logger.error({ err: error }, 'what waits could not be written'));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await checkpoints.stop();
  };
}
