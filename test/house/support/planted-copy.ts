import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface ToolRun {
  readonly code: number;
  /** What it says, warnings about itself apart. */
  readonly output: string;
  readonly complaints: string;
}

/** A folder with the project's own configuration and only those sources that were put into it. */
export interface PlantedCopy {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Runs a program of node_modules there; whatever it finds, it is not an error of the run. */
  run(program: string, ...args: string[]): Promise<ToolRun>;
  remove(): void;
}

/** `real` names what is copied from the project as it stands: configuration, and sources where a tool needs them. */
export function plantedCopy(real: readonly string[]): PlantedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-planted-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const path of real) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  return {
    folder,
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    run: (program, ...args) =>
      new Promise((done) => {
        execFile(
          process.execPath,
          [join(ROOT, 'node_modules', program), ...args],
          {
            cwd: folder,
            encoding: 'utf8',
            maxBuffer: 64 * 1024 * 1024,
            env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
          },
          (error, stdout, stderr) =>
            done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout, complaints: stderr }),
        );
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
