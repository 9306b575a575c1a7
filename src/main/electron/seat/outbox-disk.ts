import { copyFileSync } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, writeDurably } from '../../app/write-durably.ts';

/** The one file an outbox is written to. Every promise rejects as the disk does. */
export interface OutboxDisk {
  /** The whole file; empty where there is none. */
  read(): Promise<string>;
  /** Hands text to the system, at the end of the file. */
  append(text: string): Promise<void>;
  /** Resolves when everything appended survives a power cut. */
  sync(): Promise<void>;
  /** Puts this in the place of the whole file: after a power cut there is the one or the other. */
  replace(text: string): void;
  /** Keeps the file as it is beside itself, for whoever looks into the damage. */
  setAside(): void;
  close(): Promise<void>;
}

/** The file at `path`, private (0600), made when it is first written to. */
export function openOutboxDisk(path: string): OutboxDisk {
  let handle: FileHandle | undefined;
  const opened = async (): Promise<FileHandle> => {
    if (handle) return handle;
    handle = await open(path, 'a', 0o600);
    syncFolder(dirname(path));
    return handle;
  };
  const close = async (): Promise<void> => {
    const last = handle;
    handle = undefined;
    await last?.close();
  };
  return {
    async read() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      }
    },
    append: async (text) => (await opened()).appendFile(text),
    sync: async () => (await opened()).datasync(),
    replace(text) {
      // The handle would go on in the file that was replaced.
      void close().catch(() => undefined);
      writeDurably(path, text);
    },
    setAside: () => copyFileSync(path, `${path}.damaged`),
    close,
  };
}
