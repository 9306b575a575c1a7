import { homedir } from 'node:os';
import { isAbsolute, posix, win32 } from 'node:path';

interface Platform {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where a room keeps its files when nobody says: the platform's app-data folder (operations, Files).
 * Stands apart from data-dir.ts so that asking for it loads no SQLite.
 */
export function defaultDataDir(
  { platform, env, home }: Platform = { platform: process.platform, env: process.env, home: homedir() },
): string {
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Invigil');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Invigil');
  const base = env.XDG_DATA_HOME;
  // The XDG specification says to ignore a relative path here.
  return posix.join(base && isAbsolute(base) ? base : posix.join(home, '.local', 'share'), 'invigil');
}
