import { chmodSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInBrowser } from '../../src/main/commands/open-in-browser.ts';
import { createRest } from '../support/rest-driver.ts';
import { serveProcesses } from '../support/serve-process.ts';
import { tempDirs } from '../support/temp-dir.ts';

const serve = serveProcesses();
const makeDir = tempDirs();
const OPENER = process.platform === 'darwin' ? 'open' : 'xdg-open';

interface StandIn {
  /** The folder to put first on the PATH. */
  readonly folder: string;
  /** Resolves with what the opener was given, one argument a line, and its environment's names. */
  readonly asked: Promise<{ readonly args: string[]; readonly environment: string[] }>;
}

/** An opener that writes down what it was asked, and ends with `code`. */
function standInOpener(code = 0): StandIn {
  const folder = join(makeDir(), 'bin');
  mkdirSync(folder);
  const note = join(folder, 'asked');
  const program = join(folder, OPENER);
  writeFileSync(
    program,
    `#!/bin/sh\n{ printf '%s\\n' "$@"; echo --; env; } > ${note}.part; mv ${note}.part ${note}; exit ${code}\n`,
  );
  chmodSync(program, 0o755);
  const asked = new Promise<void>((resolve) => {
    const watcher = watch(folder, () => {
      if (!existsSync(note)) return;
      watcher.close();
      resolve();
    });
  }).then(() => {
    const [args = '', environment = ''] = readFileSync(note, 'utf8').split('--\n');
    return { args: args.trim().split('\n'), environment: environment.split('\n').map((line) => line.split('=')[0] ?? '') };
  });
  return { folder, asked };
}

describe.skipIf(process.platform === 'win32')('OP1 serve --open', () => {
  it('OP1 opens the console in the default browser, and hands it nothing of the room’s settings', async () => {
    const { folder, asked } = standInOpener();
    const room = serve(['--port', '0', '--data-dir', makeDir(), '--open'], { PATH: `${folder}${delimiter}${process.env.PATH}` });
    const { url } = await room.ready;
    const { args, environment } = await asked;
    expect(args).toEqual([`${url}/console/`]);
    expect(environment).toContain('PATH');
    expect(environment.filter((name) => name.startsWith('INVIGIL_'))).toEqual([]);
    room.kill('SIGTERM');
    expect(await room.exit).toMatchObject({ code: 0, stderr: '' });
  });

  it('OP1 opens nothing unless asked', async () => {
    const { folder } = standInOpener();
    const room = serve(['--port', '0', '--data-dir', makeDir()], { PATH: `${folder}${delimiter}${process.env.PATH}` });
    await room.ready;
    room.kill('SIGTERM');
    expect((await room.exit).code).toBe(0);
    expect(existsSync(join(folder, 'asked'))).toBe(false);
  });

  it.each([
    ['fails', 3, 'ended with 3'],
    ['is not there', undefined, 'is not installed'],
  ])('OP1 an opener that %s is one warning, and the room goes on', async (_what, code, why) => {
    const empty = makeDir();
    const standIn = code === undefined ? undefined : standInOpener(code);
    const room = serve(['--port', '0', '--data-dir', makeDir(), '--open'], {
      PATH: standIn?.folder ? `${standIn.folder}${delimiter}/bin` : empty,
    });
    const { url } = await room.ready;
    await room.complained('yourself.');
    expect((await createRest(url).send('GET', '/healthz')).status).toBe(200);
    room.kill('SIGTERM');
    const { code: exit, stderr } = await room.exit;
    expect(exit).toBe(0);
    expect(stderr.trim().split('\n')).toEqual([
      `invigil: warning: no browser could be opened (${OPENER} ${why}): open ${url}/console/ yourself.`,
    ]);
  });

  it('OP1 an address is one argument whatever is in it: no shell reads it', async () => {
    const { folder, asked } = standInOpener();
    const path = process.env.PATH;
    process.env.PATH = `${folder}${delimiter}${path}`;
    const hostile = `http://127.0.0.1:1/console/?a=1&touch=$(touch ${folder}/owned);touch ${folder}/owned`;
    const failures: string[] = [];
    try {
      openInBrowser(hostile, (sentence) => failures.push(sentence));
      expect((await asked).args).toEqual([hostile]);
    } finally {
      process.env.PATH = path;
    }
    expect([failures, existsSync(join(folder, 'owned'))]).toEqual([[], false]);
  });
});
