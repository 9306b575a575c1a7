import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDataDirHeld } from '../../storage/data-dir.ts';
import { existingAbove } from './check-computer.ts';
import { type Finding, fail, pass, warn } from './finding.ts';

/** What others than the owner may do (POSIX). */
const FOR_OTHERS = 0o077;

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** Windows keeps rights in lists that these bits do not show. */
const isOpenToOthers = (path: string, platform: NodeJS.Platform): boolean =>
  platform !== 'win32' && (statSync(path).mode & FOR_OTHERS) !== 0;

/** Rights of the data dir itself. */
export function checkRights(dataDir: string, platform: NodeJS.Platform): Finding[] {
  const check = 'data dir';
  const choose = 'Correct the rights, or choose another folder with --data-dir.';
  const above = existingAbove(dataDir);
  if (above !== dataDir) {
    return isAllowed(above, constants.W_OK | constants.X_OK) && statSync(above).isDirectory()
      ? [pass(check, `${dataDir} is not there yet: the first start makes it.`)]
      : [fail(check, `${dataDir} is not there, and nothing can be made in ${above}.`, choose)];
  }
  if (!statSync(dataDir).isDirectory()) return [fail(check, `${dataDir} is a file, and a folder is needed.`, choose)];
  if (!isAllowed(dataDir, constants.R_OK | constants.W_OK | constants.X_OK))
    return [fail(check, `${dataDir} cannot be read and written by this user.`, choose)];
  const blocked = ['invigil.db', 'invigil.db-wal', 'invigil.db-shm', 'invigil.lock']
    .map((name) => join(dataDir, name))
    .find((path) => existsSync(path) && !isAllowed(path, constants.R_OK | constants.W_OK));
  if (blocked)
    return [fail(check, `${blocked} cannot be read and written by this user.`, `Give it to the user of the room (chown).`)];
  if (isOpenToOthers(dataDir, platform))
    return [warn(check, `${dataDir} can be looked into by other users of this computer.`, `chmod 700 ${dataDir}`)];
  return [pass(check, `${dataDir} is readable and writable, for this user alone.`)];
}

/** Rights of the secrets: what lies open may have been copied. */
export function checkKeyRights(dataDir: string, platform: NodeJS.Platform): Finding[] {
  const dir = join(dataDir, 'keys');
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.key') || name === 'room.pem')
    .map((name) => join(dir, name));
  const open = files.filter((path) => isOpenToOthers(path, platform));
  if (open.length === 0) return [];
  const remedy = `chmod 600 ${open.join(' ')}; if others use this computer, treat the keys as known to them.`;
  return [fail('key rights', `Other users of this computer can read ${open.join(', ')}.`, remedy)];
}

/** Is a room open there? `undefined` where nobody can tell. */
export function checkLock(dataDir: string): { findings: Finding[]; isHeld: boolean } {
  const isHeld = isDataDirHeld(dataDir);
  const found = isHeld ? 'A room is open on this data dir.' : 'No room is open on this data dir.';
  return { findings: [pass('lock', found)], isHeld };
}
