import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinCodeOf } from '../../src/main/app/join-code.ts';
import { openKeys } from '../../src/main/app/keys.ts';
import type { RoomPorts } from '../../src/main/app/open-room.ts';
import { createFileReaders } from '../../src/main/exchange/file-readers.ts';
import { carryOutImport } from '../../src/main/exchange/import-task.ts';
import { createPaperWriter } from '../../src/main/exchange/paper-writer.ts';

/** The keys of every quick room of this process, made once. */
let keysDir: string | undefined;
const codes = new Map<string, string>();

/** Lays keys into a new data dir, so that the room finds them there as at any later start. */
export function copyTestKeys(dataDir: string): void {
  if (!keysDir) {
    const made = mkdtempSync(join(tmpdir(), 'invigil-keys-'));
    keysDir = made;
    openKeys(made);
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  }
  cpSync(join(keysDir, 'keys'), join(dataDir, 'keys'), { recursive: true });
}

/**
 * What is the same in each of hundreds of rooms and costs most of a start: the stretching of the join code is kept by key,
 * and files are read in this thread. The threads themselves are tested where files are the subject.
 */
export const QUICK_PORTS: RoomPorts = {
  readers: createFileReaders(async (task) => carryOutImport(task)),
  papers: createPaperWriter(async (task) => carryOutImport(task)),
  joinCodeOf: (spki) => {
    const key = spki.toString('base64');
    const code = codes.get(key) ?? joinCodeOf(spki);
    codes.set(key, code);
    return code;
  },
};
