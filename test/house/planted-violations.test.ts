import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantedCopy, plantedCopy, type ToolRun } from './support/planted-copy.ts';

const references = (JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { references: { path: string }[] }).references;
const projectFiles = references.map(({ path }) => (path.endsWith('.json') ? path : `${path}/tsconfig.json`));
const TYPES = ['tsconfig.json', 'tsconfig.base.json', 'src/shared/no-electron.d.ts', ...projectFiles];

const copies: PlantedCopy[] = [];
function copyWith(real: readonly string[], planted: Readonly<Record<string, string>>): PlantedCopy {
  const copy = plantedCopy(real);
  copies.push(copy);
  for (const [path, text] of Object.entries(planted)) copy.write(path, text);
  return copy;
}
afterAll(() => {
  for (const copy of copies) copy.remove();
});

/** Where each project of the type checker gets a file with a mistake; a new project has none here and the test says so. */
const ZONE_FILES: Readonly<Record<string, string>> = {
  'src/shared': 'src/shared/model/planted.ts',
  'src/shared/client': 'src/shared/client/planted.ts',
  'src/main/domain': 'src/main/domain/risk/planted.ts',
  'src/main': 'src/main/app/planted.ts',
  'src/main/electron': 'src/main/electron/planted.ts',
  'src/preload': 'src/preload/planted.ts',
  'src/renderer': 'src/renderer/ui/planted.tsx',
  test: 'test/unit/planted.test.ts',
  bench: 'bench/planted.ts',
  'tsconfig.tools.json': 'scripts/planted.mjs',
};
const WRONG = "export const planted: number = 'a text';\n";
const WRONG_IN_JS = "/** @type {number} */\nexport const planted = 'a text';\n";

/** More mistakes, each with the zone's own rule: file -> text and the checker's number for it. */
const TYPE_MISTAKES: Readonly<Record<string, readonly [text: string, code: string]>> = {
  'src/shared/model/node.ts': ['export const planted = process.cwd();\n', 'TS2591'],
  'src/shared/model/page.ts': ['export const planted = document.title;\n', 'TS2584'],
  'src/shared/client/node.ts': ['export const planted = Buffer.from([]);\n', 'TS2591'],
  'src/shared/client/page.ts': ['export const planted = window.location;\n', 'TS2304'],
  'src/main/domain/risk/node.ts': ['export const planted = process.env;\n', 'TS2591'],
  'src/main/domain/risk/page.ts': ['export const planted = () => localStorage;\n', 'TS2304'],
  'src/main/app/page.ts': ['export const planted = () => document.title;\n', 'TS2584'],
  'src/main/app/shell.ts': ["import { app } from 'electron';\nexport const planted = app;\n", 'TS2305'],
  'src/main/domain/risk/shell.ts': ["import type { App } from 'electron';\nexport type Planted = App;\n", 'TS2305'],
  'src/shared/model/shell.ts': ["import type { App } from 'electron';\nexport type Planted = App;\n", 'TS2305'],
  'src/renderer/ui/shell.ts': ["import type { IpcRenderer } from 'electron';\nexport type Planted = IpcRenderer;\n", 'TS2305'],
  'src/renderer/ui/node.ts': ['export const planted = () => process.cwd();\n', 'TS2591'],
  'src/preload/node.ts': ['export const planted = () => process.cwd();\n', 'TS2591'],
  'src/main/app/choice.ts': ['export enum Planted { One }\n', 'TS1294'],
  'src/main/app/property.ts': ['export class Planted { constructor(readonly one: number) {} }\n', 'TS1294'],
  'src/main/app/kind.ts': ["import { Planted } from './types.ts';\nexport const kept: Planted = 1;\n", 'TS1484'],
  'src/main/app/index.ts': ['export const planted = (list: number[]): number => list[0];\n', 'TS2322'],
};

describe('what the type checker is asked finds', () => {
  let run: ToolRun;
  beforeAll(async () => {
    const zones = Object.values(ZONE_FILES).map((path) => [path, path.endsWith('.mjs') ? WRONG_IN_JS : WRONG]);
    const mistakes = Object.entries(TYPE_MISTAKES).map(([path, [text]]) => [path, text]);
    const copy = copyWith(TYPES, {
      ...Object.fromEntries([...zones, ...mistakes]),
      'src/main/app/types.ts': 'export type Planted = number;\n',
      'src/main/app/sound.ts': "export const planted: string = 'a text';\n",
    });
    run = await copy.run('typescript/bin/tsc', '-b');
  }, 60_000);

  it('OP4 has a mistake planted in every project', () => {
    expect(Object.keys(ZONE_FILES)).toEqual(references.map(({ path }) => path));
  });

  it.each(Object.entries(ZONE_FILES))('OP4 %s: a wrong type in %s', (_zone, path) => {
    expect(run.code).not.toBe(0);
    expect(run.output).toMatch(new RegExp(`^${path}\\(\\d+,\\d+\\): error TS2322`, 'm'));
  });

  it.each(Object.entries(TYPE_MISTAKES))('OP4 %s', (path, [, code]) => {
    const said = run.output.split('\n').filter((line) => line.startsWith(`${path}(`));
    expect(said.join('\n')).toContain(`error ${code}`);
  });

  it('OP4 and nothing where there is none', () => {
    expect(run.output).not.toContain('src/main/app/sound.ts');
  });
});

/** Each breaks one promise rule, in a file of its own. */
const PROMISES: Readonly<Record<string, string>> = {
  'no-floating-promises': 'const later = async () => 1;\nexport const planted = () => {\n  later();\n};\n',
  'no-misused-promises':
    'const later = async () => 1;\nexport const planted = () => [1].forEach(later);\nexport const asked = () => (later() ? 1 : 2);\n',
  'await-thenable': 'export const planted = async () => await 1;\n',
  'switch-exhaustiveness-check':
    "export const planted = (one: 'a' | 'b'): number => {\n  switch (one) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};\n",
  'only-throw-error': "export const planted = () => {\n  throw 'a text';\n};\n",
};

describe('what the promise rules are asked finds', () => {
  let run: ToolRun;
  beforeAll(async () => {
    const planted = Object.entries(PROMISES).flatMap(([rule, text]) => [
      [`src/main/app/${rule}.ts`, text],
      [`test/unit/${rule}.ts`, text],
    ]);
    const copy = copyWith(['.oxlintrc.json', ...TYPES], {
      ...Object.fromEntries(planted),
      'src/main/app/sound.ts': 'const later = async () => 1;\nexport const planted = async () => {\n  await later();\n};\n',
    });
    run = await copy.run('oxlint/bin/oxlint', '--type-aware', '--format=json', 'src', 'test');
  }, 60_000);

  it.each(Object.keys(PROMISES))('OP4 %s, in the sources and in the tests', (rule) => {
    expect(run.code).not.toBe(0);
    const { diagnostics } = JSON.parse(run.output) as { diagnostics: { code: string; filename: string }[] };
    const found = diagnostics.filter(({ code }) => code.includes(`(${rule})`)).map(({ filename }) => filename);
    expect(found).toContain(`src/main/app/${rule}.ts`);
    expect(found).toContain(`test/unit/${rule}.ts`);
    expect(diagnostics.filter(({ filename }) => filename.endsWith('sound.ts'))).toEqual([]);
  });
});

/** Rules of the linter that are ours by choice: rule -> where and what. */
const HABITS: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'style/noDefaultExport': ['src/main/app/habit-default.ts', 'export default function planted() {}\n'],
  'style/useFilenamingConvention': ['src/main/app/HabitName.ts', 'export const planted = 1;\n'],
  'style/noExcessiveLinesPerFile': [
    'src/main/app/habit-long.ts',
    Array.from({ length: 330 }, (_, line) => `export const planted${line} = ${line};\n`).join(''),
  ],
  'suspicious/noConsole': ['src/main/app/habit-console.ts', "export const planted = () => console.log('here');\n"],
  'suspicious/noImportCycles': [
    'src/main/app/habit-cycle.ts',
    "import { b } from './habit-cycle-b.ts';\nexport const a = () => b;\n",
  ],
  'style/useNodejsImportProtocol': ['src/main/app/habit-node.ts', "import { join } from 'path';\nexport const planted = join;\n"],
  'correctness/useImportExtensions': [
    'src/main/app/habit-ending.ts',
    "import { a } from './habit-cycle';\nexport const planted = a;\n",
  ],
  'suspicious/noFocusedTests': ['test/unit/habit.test.ts', "import { it } from 'vitest';\nit.only('planted', () => {});\n"],
  'suspicious/noSkippedTests': [
    'test/unit/habit-skipped.test.ts',
    "import { it } from 'vitest';\nit.skip('planted', () => {});\n",
  ],
  'security/noDangerouslySetInnerHtml': [
    'src/renderer/exam/parts/habit-html.tsx',
    "export const Planted = () => <p dangerouslySetInnerHTML={{ __html: '<b>x</b>' }} />;\n",
  ],
};

describe('what the linter is asked finds', () => {
  let found: readonly { category: string; location: { path: string } }[];
  beforeAll(async () => {
    const copy = copyWith(['biome.json', '.gitignore'], {
      ...Object.fromEntries(Object.values(HABITS)),
      'src/main/app/habit-cycle-b.ts': "import { a } from './habit-cycle.ts';\nexport const b = () => a;\n",
      'src/main/app/sound.ts': 'export const planted = 1;\n',
    });
    const { code, output } = await copy.run('@biomejs/biome/bin/biome', 'lint', '--reporter=json', '--max-diagnostics=none', '.');
    expect(code).not.toBe(0);
    found = (JSON.parse(output) as { diagnostics: typeof found }).diagnostics;
  }, 60_000);

  it.each(Object.entries(HABITS))('OP4 %s', (rule, [path]) => {
    expect(found.filter(({ location }) => location.path === path).map(({ category }) => category)).toContain(`lint/${rule}`);
  });

  it('OP4 and nothing where there is none', () => {
    expect(found.filter(({ location }) => location.path === 'src/main/app/sound.ts')).toEqual([]);
  });
});

describe('what the search for dead code is asked finds', () => {
  let run: ToolRun;
  beforeAll(async () => {
    const copy = copyWith(['knip.json', 'tsconfig.json', 'tsconfig.base.json'], {
      'package.json': JSON.stringify({
        name: 'planted',
        type: 'module',
        dependencies: { zod: '4.6.7', 'better-sqlite3': '13.2.0' },
        devDependencies: { 'fast-check': '4.10.2' },
      }),
      'src/main/cli.ts':
        "import { z } from 'zod';\nimport { used } from './app/planted.ts';\nimport pino from 'pino';\nused(z, pino);\n",
      'src/main/app/planted.ts':
        'export const used = (..._: unknown[]) => {};\nexport const unusedExport = 1;\nexport type UnusedType = number;\n',
      'src/main/app/nobody.ts': 'export const planted = 1;\n',
    });
    run = await copy.run('knip/bin/knip.js', '--reporter=json');
  }, 60_000);

  it('OP4 a file, an export, a type and a dependency nobody uses, and one nobody named', () => {
    expect(run.code, run.complaints).not.toBe(0);
    const { issues } = JSON.parse(run.output) as { issues: Record<string, unknown>[] };
    const named = (kind: string) =>
      issues.flatMap((issue) => (issue[kind] as { name: string }[] | undefined) ?? []).map(({ name }) => name);
    expect(named('files')).toEqual(['src/main/app/nobody.ts']);
    expect(named('exports')).toEqual(['unusedExport']);
    expect(named('types')).toEqual(['UnusedType']);
    expect(named('dependencies')).toEqual(['better-sqlite3']);
    expect(named('devDependencies')).toEqual(['fast-check']);
    expect(named('unlisted')).toEqual(['pino']);
  });
});
