import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** A project that has `@invigil/client` as a stranger would: packed, unpacked, and beside it nothing it does not name itself. */
export interface ClientProject {
  readonly folder: string;
  /** What the package says of itself. */
  readonly description: { readonly dependencies: Record<string, string> } & Record<string, unknown>;
  write(path: string, text: string): string;
  /** What tsc complains about; nothing if all is well. */
  typeErrors(): string;
  remove(): void;
}

function link(folder: string, name: string): void {
  const at = join(folder, 'node_modules', name);
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), at);
}

/** Builds the package and installs it; `beside` names what the project itself has. */
export async function installClient(beside: readonly string[]): Promise<ClientProject> {
  const folder = mkdtempSync(join(tmpdir(), 'invigil-client-'));
  const built = join(folder, 'built');
  await run(process.execPath, [join(ROOT, 'scripts/client-package.mjs'), '--out', built], { cwd: ROOT });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const packed = execFileSync(npm, ['pack', '--json', '--offline', '--pack-destination', folder], {
    cwd: built,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const project = join(folder, 'project');
  const installed = join(project, 'node_modules/@invigil/client');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components=1']);
  rmSync(built, { recursive: true });
  const description = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as ClientProject['description'];
  for (const name of [...Object.keys(description.dependencies), ...beside]) link(project, name);
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
    return join(project, path);
  };
  write('package.json', JSON.stringify({ type: 'module' }));
  write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        target: 'ES2024',
        module: 'NodeNext',
        jsx: 'react-jsx',
        strict: true,
        noEmit: true,
        exactOptionalPropertyTypes: true,
        lib: ['ES2024', 'DOM', 'DOM.Iterable'],
        types: ['node'],
      },
      include: ['*.ts', '*.tsx'],
    }),
  );
  return {
    folder: project,
    description,
    write,
    typeErrors: () => {
      const { stdout, status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
        cwd: project,
        encoding: 'utf8',
      });
      return status === 0 ? '' : stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An example of the guide: its file, its program, and what stands there as its output. */
export interface GuideExample {
  readonly file: string;
  readonly program: string;
  readonly prints: string | undefined;
}

/** The programs of docs/CLIENT.md: each fence begins with its file's name; a `text` fence after it is what it prints. */
export function guideExamples(): GuideExample[] {
  const guide = readFileSync(join(ROOT, 'docs/CLIENT.md'), 'utf8');
  const fences = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));
  return fences.flatMap(({ language, text }, index) => {
    if (!language.startsWith('ts')) return [];
    const file = /^\/\/ (\S+\.tsx?)\n/.exec(text)?.[1];
    if (!file) throw new Error(`an example of docs/CLIENT.md does not begin with the name of its file: ${text.slice(0, 60)}`);
    const next = fences[index + 1];
    return [{ file, program: text, prints: next?.language === 'text' ? next.text : undefined }];
  });
}
