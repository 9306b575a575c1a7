/**
 * `npm run client [-- --out FOLDER]`: the RoomClient as a package of its own, in `out/client` unless told. Built from the sources
 * the program itself is built from; what it needs is named with the exact versions the program is tested with.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { root } from './sources.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'out', 'client') } } });
const out = resolve(values.out);
const program = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** A name that is no path: a package, which stays outside. */
const isPackage = (/** @type {string} */ id) => !/^[./\0]/.test(id) && !/^[a-z]:/i.test(id);
const packageOf = (/** @type {string} */ id) => id.split('/', id.startsWith('@') ? 2 : 1).join('/');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const built = await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    outDir: out,
    emptyOutDir: false,
    target: 'es2022',
    minify: false,
    lib: {
      entry: {
        index: join(root, 'src/shared/client/package.ts'),
        react: join(root, 'src/shared/client/react/index.ts'),
      },
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: { external: isPackage, output: { chunkFileNames: 'shared.js' } },
  },
});

const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.client.json', '--outDir', join(out, 'types')],
  { cwd: root, stdio: 'inherit' },
);
if (status !== 0) throw new Error('the types of the client package could not be made; what is wrong is above');
for (const entry of readdirSync(join(out, 'types'), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  // Whoever reads these has our names with the ending of a program, not of a source.
  writeFileSync(path, readFileSync(path, 'utf8').replace(/(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g, '$1$2.js$1'));
}

const imports = new Set(
  [built]
    .flat()
    .flatMap((result) => ('output' in result ? result.output : []))
    .flatMap((chunk) => (chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : []))
    .filter((id) => isPackage(id) && !/^(?:index|react|shared)\.js$/.test(id))
    .map(packageOf),
);
const dependencies = Object.fromEntries(
  [...imports]
    .filter((name) => name !== 'react')
    .sort()
    .map((name) => {
      const version = program.dependencies[name];
      if (!version) throw new Error(`the client package needs ${name}, which is no dependency of the program`);
      return [name, version];
    }),
);
const entry = (/** @type {string} */ name, /** @type {string} */ types) => ({
  types: `./types/client/${types}.d.ts`,
  default: `./${name}.js`,
});
const description = {
  name: '@invigil/client',
  version: program.version,
  private: true,
  description: 'Speaks to an Invigil room: sign in, listen, ask, and come back by itself. For browsers and Node.',
  license: program.license,
  type: 'module',
  sideEffects: false,
  engines: program.engines,
  exports: { '.': entry('index', 'package'), './react': entry('react', 'react/index') },
  files: ['*.js', 'types', 'README.md'],
  dependencies,
  peerDependencies: { react: '>=18' },
  peerDependenciesMeta: { react: { optional: true } },
};
writeFileSync(join(out, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
cpSync(join(root, 'docs/CLIENT.md'), join(out, 'README.md'));
