import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveProcesses } from '../support/serve-process.ts';
import { makeStandInRuntime } from '../support/stand-in-runtime.ts';

const MEGABYTE = 1024 * 1024;
/** 14 MB when this was written. A Node, a browser's library or the store's sources by accident are far above. */
const SIZE_LIMIT = 32 * MEGABYTE;
/** Nothing is listening there: whatever would be fetched fails at once, on a machine with a way to the internet too. */
const NOWHERE = 'http://127.0.0.1:9';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const serve = serveProcesses();
const scratch = mkdtempSync(join(tmpdir(), 'invigil-packaging-'));
const app = join(scratch, 'release', `linux-${process.arch === 'x64' ? '' : `${process.arch}-`}unpacked`);
const extracted = join(scratch, 'extracted');
/** Files of the archive, as paths from its root. */
let files: readonly string[] = [];

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
const below = (folder: string): string[] =>
  [
    ...new Set(files.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length).split('/')[0] ?? '')),
  ].sort();
/** `a/node_modules/@b/c/d.js` belongs to @b/c. */
const packageOf = (path: string): string | undefined => /^.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];

/** The desktop entry of an installer, as electron-builder worked it out, without the tools that would then write the installer. */
async function desktopEntry(target: string): Promise<string> {
  let entry = '';
  await build({
    targets: Platform.LINUX.createTarget(target),
    publish: 'never',
    prepackaged: app,
    config: { extends: resolve('electron-builder.config.ts'), directories: { output: join(scratch, 'installers') } },
    effectiveOptionComputed: async (computed: { desktop: string } | readonly [unknown, file: string]) => {
      entry = 'desktop' in computed ? computed.desktop : readFileSync(computed[1], 'utf8');
      return true;
    },
  });
  return entry;
}

/** The same way as `npm run package`, with a runtime of our own. Made for Linux: elsewhere there is another runtime's layout. */
describe.runIf(process.platform === 'linux')('the packaged app', () => {
  beforeAll(async () => {
    await makeStandInRuntime(join(scratch, 'runtime'));
    const config = [`-c.electronDist=${join(scratch, 'runtime')}`, `-c.directories.output=${join(scratch, 'release')}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', '--dir', ...config], {
      encoding: 'utf8',
      env: { ...process.env, HTTPS_PROXY: NOWHERE, HTTP_PROXY: NOWHERE },
    });
    expect(status, stdout + stderr).toBe(0);
    const archive = join(app, 'resources/app.asar');
    const listed = listPackage(archive, { isPack: false });
    extractAll(archive, extracted);
    files = listed
      .map((path) => path.slice(1).split(sep).join('/'))
      .filter((path) => !statSync(join(extracted, path)).isDirectory());
  }, 60_000);

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('OP4 holds the built program, its manifest, its libraries and one picture, and nothing else', () => {
    expect(below('')).toEqual(['node_modules', 'out', 'package.json', 'resources']);
    expect(below('out/')).toEqual(['main', 'preload', 'renderer']);
    expect(below('out/preload/')).toEqual(['console.cjs', 'exam.cjs', 'start.cjs']);
    expect(below('resources/')).toEqual(['icon.png']);
    expect(below('out/main/')).toEqual(
      expect.arrayContaining(['checkpoint-worker.js', 'cli.js', 'import-worker.js', 'index.js']),
    );
  });

  it('OP4 holds no source, map, test, page of documentation, setting or key', () => {
    const unwanted = [
      /\.(map|tsx?|mts|cts|tsbuildinfo|log|db|sqlite)$/,
      /(^|\/)(tests?|spec|__tests__|__snapshots__|fixtures|coverage|docs|examples?|bench(marks?)?)\//,
      /\.(test|spec)\.[cm]?js$/,
      /(^|\/)(readme|changelog|contributing)[^/]*$|\.md$/i,
      /(^|\/)\.[^/]+$/,
      /\.(pem|key|p12|pfx|crt|jks)$|id_(rsa|ed25519)/,
      /\.(c|cc|cpp|h|hpp|gypi?|o|a)$/,
    ];
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((path) => unwanted.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  it('OP4 holds only libraries the room needs to run: none of development, no second Node', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
    const running = Object.entries(lock.packages).filter(([path, { dev, devOptional }]) => path && !dev && !devOptional);
    const allowed = new Set(running.map(([path]) => packageOf(path)).filter((name) => !name?.startsWith('node-')));
    const packed = new Set(files.map(packageOf).filter((name) => name !== undefined));
    expect([...packed].filter((name) => !allowed.has(name))).toEqual([]);
    expect(packed).toContain('fastify');
  });

  it('OP4 keeps beside the archive only what the system loads as a file, for this system alone', () => {
    const beside = filesBelow(join(app, 'resources/app.asar.unpacked'));
    const system = `${process.platform}-${process.arch}`;
    expect(beside).toContain(`node_modules/better-sqlite3/prebuilds/${system}.node`);
    expect(beside.filter((path) => !path.endsWith('.node') || !path.includes(system))).toEqual([]);
    expect(files.filter((path) => path.endsWith('.node')).sort()).toEqual(beside.sort());
  });

  it('OP4 is small', () => {
    const resources = join(app, 'resources');
    const size = filesBelow(resources).reduce((sum, path) => sum + statSync(join(resources, path)).size, 0);
    expect(size).toBeLessThan(SIZE_LIMIT);
    expect(size).toBeGreaterThan(5 * MEGABYTE);
  });

  it('OP4 names its entries in its manifest, and nothing of development', () => {
    const [packed, own] = [readManifest(extracted), readManifest('.')];
    expect(packed).toMatchObject({ name: own.name, version: own.version, main: own.main, bin: own.bin });
    for (const entry of [packed.main, ...Object.values(packed.bin)]) expect(files).toContain(entry);
    expect([packed.scripts, packed.devDependencies]).toEqual([undefined, undefined]);
  });

  it('OP4 says nothing about the machine it was built on', () => {
    const telling = files.filter(
      (path) => /^out\/.*\.(c?js|css|html)$/.test(path) && readFileSync(join(extracted, path), 'utf8').includes(process.cwd()),
    );
    expect(telling).toEqual([]);
  });

  it('OP4 leaves nothing of the runtime it does not use', () => {
    expect(existsSync(join(app, 'resources/default_app.asar'))).toBe(false);
    expect(readdirSync(join(app, 'resources')).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
    expect(readdirSync(join(app, 'locales')).sort()).toEqual(['en-GB.pak', 'en-US.pak', 'th.pak']);
    // Electron's licence and Chromium's have to go along.
    expect(readdirSync(app)).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']));
  });

  it('E1 security-51 security-52 has the fuses set: no plain Node, no debugger, no code from elsewhere than the archive', async () => {
    const { version: _version, ...wire } = await getCurrentFuseWire(join(app, 'invigil-desktop'));
    const isOn = Object.fromEntries(
      Object.entries(wire).map(([index, state]) => [FuseV1Options[Number(index)], state === FuseState.ENABLE]),
    );
    expect(isOn).toEqual({
      RunAsNode: false,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      EnableCookieEncryption: true,
      GrantFileProtocolExtraPrivileges: false,
      LoadBrowserProcessSpecificV8Snapshot: false,
      WasmTrapHandlers: true,
    });
  });

  // A program that starts itself as a plain Node, or loads a page of ours from a file (whose modules such a page may no longer
  // fetch), would run in development and break once it is packed.
  it('E1 does without what the fuses switch off', () => {
    const switchedOff = /\bfork\(|ELECTRON_RUN_AS_NODE|NODE_OPTIONS|process\.execPath|\.loadFile\(|["'`]file:\/\//;
    const scripts = files.filter((path) => /^out\/(main|preload)\/.*\.c?js$/.test(path));
    expect(scripts.length).toBeGreaterThan(5);
    expect(scripts.filter((path) => switchedOff.test(readFileSync(join(extracted, path), 'utf8')))).toEqual([]);
  });

  it.each(['deb', 'AppImage'])('E1 starts from the %s with its sandbox, and opens invigil: links', async (target) => {
    const entry = await desktopEntry(target);
    expect(entry).toMatch(/^Exec=(AppRun|\/opt\/Invigil\/invigil-desktop) %U$/m);
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/invigil;$/m);
  });

  it('OP4 serves a room from what was packed alone, and ends cleanly', async () => {
    const room = serve(
      ['--port', '0', '--data-dir', join(scratch, 'room')],
      {},
      join(extracted, readManifest(extracted).bin.invigil ?? ''),
    );
    const { url, version } = await room.ready;
    expect(version).toBe(readManifest('.').version);
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    // The pages are in it as well.
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    room.kill('SIGTERM');
    expect(await room.exit).toMatchObject({ code: 0, stderr: '' });
  });
});
