import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name).split(sep).join('/'));

const references = (JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { references: { path: string }[] }).references.map(
  (one) => one.path,
);

/** The files a project of the type checker holds by its own include list, as the checker itself says. */
function filesOf(project: string): string[] {
  const listed = execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project, '--listFilesOnly'], {
    encoding: 'utf8',
  });
  return listed.split('\n').map((path) => relative(process.cwd(), resolve(path)).split(sep).join('/'));
}

describe('sources', () => {
  it('OP4 are each in some project of the type checker', () => {
    const checked = new Set(references.flatMap(filesOf));
    const written = [
      ...filesBelow('src'),
      ...filesBelow('test'),
      ...filesBelow('scripts'),
      'electron.vite.config.ts',
      'vitest.config.ts',
      'electron-builder.config.ts',
    ];
    const sources = written.filter(
      (path) => /\.(tsx?|mjs)$/.test(path) && !path.endsWith('.d.ts') && !path.includes('/fixtures/'),
    );
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((path) => !checked.has(path))).toEqual([]);
  }, 30_000);

  it('OP4 hold nothing a compiler left behind', () => {
    const left = [...filesBelow('src'), ...filesBelow('test'), ...filesBelow('scripts')].filter((path) =>
      /\.(d\.m?ts|js|tsbuildinfo)$/.test(path),
    );
    // Written by hand: what other people's code leaves unsaid.
    expect(left.sort()).toEqual(['src/main/exchange/certificate/pdf-document.d.ts', 'src/shared/no-electron.d.ts']);
  });

  it('EX9 leave time and chance to their ports: the domain asks neither the machine nor luck', () => {
    const asking = filesBelow('src/main/domain').filter(
      (path) =>
        path.endsWith('.ts') &&
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/.test(readFileSync(path, 'utf8')),
    );
    expect(asking).toEqual([]);
  });

  it('OP4 of the domain, storage and file readers take types alone, and the error a start ends with', () => {
    const values = [...filesBelow('src/main/storage'), ...filesBelow('src/main/exchange')]
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*? from '([^']*\/domain\/[^']*)';/gm)].map(
          ([, from]) => `${path}: ${from}`,
        ),
      );
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter((one) => !one.endsWith('/domain/start-error.ts'))).toEqual([]);
  });
});
