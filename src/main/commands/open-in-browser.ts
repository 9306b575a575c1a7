import { spawn } from 'node:child_process';

/** The program of each system that opens an address in the person's own browser, and what it is given. */
function opener(platform: NodeJS.Platform, url: string): readonly [program: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', url];
  // `start` is a word of the shell; this is what it asks in the end.
  if (platform === 'win32') return ['rundll32.exe', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

/** Settings of the room are no business of a browser's, least of all its password. */
const withoutOurs = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INVIGIL_')));

/**
 * Opens `url` in the default browser, without a shell between. Returns at once and never throws: a failure is one sentence for
 * `onFailure`, and the room goes on.
 */
export function openInBrowser(
  url: string,
  onFailure: (sentence: string) => void,
  platform: NodeJS.Platform = process.platform,
): void {
  const [program, ...args] = opener(platform, url);
  const fail = (why: string) => onFailure(`no browser could be opened (${program} ${why}): open ${url} yourself.`);
  const child = spawn(program, args, { stdio: 'ignore', detached: true, shell: false, env: withoutOurs(process.env) });
  child.once('error', (error: NodeJS.ErrnoException) =>
    fail(error.code === 'ENOENT' ? 'is not installed' : `said ${error.code}`),
  );
  child.once('exit', (code) => {
    if (code !== 0) fail(code === null ? 'was ended' : `ended with ${code}`);
  });
  // The browser outlives the room, and the room does not wait for it.
  child.unref();
}
