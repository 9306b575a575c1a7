import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

interface Manifest {
  readonly scripts?: Record<string, string>;
  readonly gypfile?: boolean;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const packages = Object.entries(read<{ packages: Record<string, LockedPackage> }>('package-lock.json').packages).filter(
  ([path]) => path !== '',
);
const manifest = read<Manifest>('package.json');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where Node would find `name` from the package at `path`: its own node_modules first, then each one above. */
function locked(path: string, name: string): string | undefined {
  const paths = packages.map(([found]) => found);
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (paths.includes(candidate)) return candidate;
    if (folder === '') return undefined;
  }
}

describe('package-lock.json', () => {
  it('OP4 names no registry, so that whichever one is in reach serves the same bytes', () => {
    expect(packages.filter(([, one]) => one.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('OP4 holds the hash of every package', () => {
    expect(packages.filter(([, one]) => !one.integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  });

  it('OP4 is complete for every platform: npm ci refuses a lock file that lacks an optional package', () => {
    const missing = packages.flatMap(([path, one]) =>
      Object.keys(one.optionalDependencies ?? {})
        .filter((name) => locked(path, name) === undefined)
        .map((name) => `${name} of ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('dependencies', () => {
  it('OP4 are pinned exactly', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(wanted).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it('OP4 run no script when they are installed, save those on the list', () => {
    const scripted = packages
      .filter(([path, one]) => {
        if (one.hasInstallScript) return true;
        if (!existsSync(`${path}/package.json`)) return false;
        const { scripts = {} } = read<Manifest>(`${path}/package.json`);
        const runs = ['preinstall', 'install', 'postinstall'].some((name) => name in scripts);
        // npm builds whatever carries a binding.gyp, script or not.
        return runs || existsSync(`${path}/binding.gyp`);
      })
      .map(([path]) => nameOf(path));
    expect([...new Set(scripted)].sort()).toEqual(['better-sqlite3', 'electron-winstaller']);
    expect(manifest.allowScripts).toEqual({ 'better-sqlite3': false, 'electron-winstaller': false });
  });
});

/** Releases below these have a published hole (stack.md, trap 16). A package that is not used cannot be too old. */
const FLOORS: Record<string, string> = {
  'engine.io': '6.6.10',
  'socket.io-parser': '4.2.7',
  ws: '8.21.1',
  yauzl: '3.2.1',
  'fast-xml-parser': '5.5.6',
  dompurify: '3.4.12',
};

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const differs = need.findIndex((part, index) => part !== have[index]);
  return differs === -1 || (have[differs] ?? 0) > (need[differs] ?? 0);
}

describe('version floors', () => {
  it.each([
    ['8.21.1', true],
    ['8.21.0', false],
    ['8.9.30', false],
    ['9.0.0', true],
    ['8.100.0', true],
  ])('OP4 compares %s by number, not by letter', (version, expected) => {
    expect(isAtLeast(version, '8.21.1')).toBe(expected);
  });

  it('OP4 security-20 holds for every copy of a package with a known hole', () => {
    const tooOld = packages
      .filter(([path, one]) => !isAtLeast(one.version ?? '0', FLOORS[nameOf(path)] ?? '0'))
      .map(([path, one]) => `${path} ${one.version}`);
    expect(tooOld).toEqual([]);
    expect(packages.map(([path]) => nameOf(path))).toEqual(
      expect.arrayContaining(['engine.io', 'socket.io-parser', 'ws', 'dompurify']),
    );
  });
});
