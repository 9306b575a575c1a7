import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirs } from '../support/temp-dir.ts';

const makeDir = tempDirs();
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** Width and height of a PNG. */
const sizeOf = (png: Buffer): readonly number[] => {
  expect(png.subarray(0, 4)).toEqual(PNG);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};
const square = (size: number): readonly number[] => [size, size];

describe('icons', () => {
  const folder = 'resources/packaging';

  it('OP4 for Linux are what their names say', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(sizeOf(readFileSync(join(folder, `icons/${size}x${size}.png`)))).toEqual(square(size));
    }
  });

  it('OP4 for Windows hold every size up to 256', () => {
    const ico = readFileSync(join(folder, 'icon.ico'));
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const at = 6 + 16 * index;
      const start = ico.readUInt32LE(at + 12);
      return sizeOf(ico.subarray(start, start + ico.readUInt32LE(at + 8)));
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256].map(square));
  });

  it('OP4 for macOS hold every size up to 1024, under the names the system looks for', () => {
    const icns = readFileSync(join(folder, 'icon.icns'));
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const sizes: Record<string, readonly number[]> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      sizes[icns.toString('latin1', at, at + 4)] = sizeOf(icns.subarray(at + 8));
    }
    expect(sizes).toMatchObject({
      ic07: square(128),
      ic08: square(256),
      ic09: square(512),
      ic10: square(1024),
      ic13: square(256),
    });
  });
});

describe('the headless room, installed', () => {
  it('OP4 as an npm package holds the command, what it serves and the service, and nothing of the shell or the sources', () => {
    const { stdout, stderr } = spawnSync('npm pack --dry-run --json --ignore-scripts', { encoding: 'utf8', shell: true });
    const [packed] = JSON.parse(stdout || `"${stderr}"`) as { files: { path: string }[] }[];
    const paths = packed?.files.map(({ path }) => path) ?? [];
    expect([...new Set(paths.map((path) => path.split('/').slice(0, 2).join('/')))].sort()).toEqual([
      'README.md',
      'out/main',
      'out/renderer',
      'package.json',
      'resources/systemd',
    ]);
    expect(paths).toEqual(
      expect.arrayContaining(['out/main/cli.js', 'out/main/import-worker.js', 'out/renderer/exam/index.html']),
    );
    expect(paths.filter((path) => /\.(map|ts|db|log)$|\.env/.test(path))).toEqual([]);
  });

  const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

  it.runIf(hasSystemd)('OP4 as a service is a unit systemd finds nothing wrong with, and one it calls well confined', () => {
    const unit = readFileSync('resources/systemd/invigil.service', 'utf8');
    const [, node, cli] = /^ExecStart=(\/opt\/invigil\/\S+) \/opt\/invigil\/(\S+) serve /m.exec(unit) ?? [];
    expect([node, cli]).toEqual(['/opt/invigil/node_modules/.bin/node', 'out/main/cli.js']);
    expect(existsSync(cli ?? '')).toBe(true);
    // systemd looks whether the program is there: any other stands in for it.
    const copy = join(makeDir(), 'invigil.service');
    writeFileSync(copy, unit.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`));
    expect(spawnSync('systemd-analyze', ['verify', '--man=no', copy], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
    // 0 is the best mark, 10 none at all; in tenths.
    const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', '--no-pager', resolve(copy)], {
      encoding: 'utf8',
    });
    expect(judged.status, judged.stdout + judged.stderr).toBe(0);
  });
});
