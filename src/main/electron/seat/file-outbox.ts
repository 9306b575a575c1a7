import type { OutboxStore, ProblemPort } from '../../../shared/client/index.ts';
import type { Keeping } from '../../../shared/ipc.ts';
import type { OutboxDisk } from './outbox-disk.ts';
import { applyChange, type OutboxChange, readLines, writeAll, writeLine } from './outbox-lines.ts';

/** Written anew once this much of it says nothing any more; a little less where nothing is waiting, so that little of it stays. */
const MOST_DEAD_BYTES = 256 * 1024;
const MOST_DEAD_BYTES_EMPTY = 8 * 1024;

/** The outbox of one attempt in a file. */
export interface FileOutbox {
  readonly store: OutboxStore;
  /** `durable`: past a power cut. `page`: the disk refuses, and it lasts as long as the program runs. */
  keeping(): Extract<Keeping, 'durable' | 'page'>;
  /** Called when it changed. The answer ends it. */
  onKeeping(listener: () => void): () => void;
  /** Leaves on the disk what is still waiting and nothing else. */
  close(): Promise<void>;
}

/**
 * Opens an outbox that is written line after line (EX6). `put` resolves once the item survives a power cut. Removing is only handed to
 * the system: what comes back after a power cut is sent again under its old id, and the room knows it. The same holds for where a
 * chain ends: an event is kept before its number is used, and tells. Rejects if there is a file that cannot be read.
 */
export async function openFileOutbox(disk: OutboxDisk, onProblem?: ProblemPort): Promise<FileOutbox> {
  const { items, chains, lines, isTorn, damaged } = readLines(await disk.read());
  const contents = { items, chains };
  const listeners = new Set<() => void>();
  let keeping: 'durable' | 'page' = 'durable';
  let deadBytes = 0;
  /** Is the end of the file in doubt, or behind what is known here? */
  let isBehind = isTorn || damaged > 0 || lines > items.size + chains.size;
  let last: Promise<void> = Promise.resolve();

  function become(next: typeof keeping): void {
    if (keeping === next) return;
    keeping = next;
    for (const listener of listeners) listener();
  }

  function writeAnew(): void {
    disk.replace(writeAll(contents));
    deadBytes = 0;
    isBehind = false;
    become('durable');
  }

  async function write(change: OutboxChange): Promise<void> {
    const line = writeLine(change);
    applyChange(contents, change);
    try {
      // After a failure the file may end in half a line and lack some: written whole it is right again.
      if (isBehind) return writeAnew();
      await disk.append(line);
      if (change.do === 'put') await disk.sync();
      else deadBytes += line.length;
      const most = items.size === 0 ? MOST_DEAD_BYTES_EMPTY : MOST_DEAD_BYTES;
      if (deadBytes > most) writeAnew();
    } catch (error) {
      isBehind = true;
      become('page');
      throw error;
    }
  }

  const next = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const removed = (id: string): Promise<void> => {
    const item = items.get(id);
    if (!item) return Promise.resolve();
    deadBytes += writeLine({ do: 'put', item }).length;
    return write({ do: 'remove', id });
  };

  if (damaged > 0) {
    onProblem?.({ where: 'outbox', message: `${damaged} lines of the file could not be read; it was kept aside` });
    disk.setAside();
  }
  if (isBehind) {
    try {
      writeAnew();
    } catch (error) {
      // It can be read and not written: the work goes on, and says that it is not kept.
      become('page');
      onProblem?.({ where: 'outbox', message: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    store: {
      put: (item) => next(() => write({ do: 'put', item })),
      remove: (id) => next(() => removed(id)),
      all: async () => {
        await last;
        return [...items.values()];
      },
      getChain: async (sessionId) => {
        await last;
        return chains.get(sessionId);
      },
      setChain: (sessionId, head) => next(() => write({ do: 'chain', sessionId, head })),
    },
    keeping: () => keeping,
    onKeeping(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      next(async () => {
        if (deadBytes > 0 || isBehind) writeAnew();
        await disk.close();
      }),
  };
}
