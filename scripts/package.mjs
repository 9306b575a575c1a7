/**
 * `npm run package`: installers of this system in `release/`, by electron-builder. What stands after `--` goes to it, for example
 * `--dir` (the app's folder alone) or `-c.electronDist=FOLDER` (a runtime brought along).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchRuntime } from './electron-runtime.mjs';
import { NODE_TOO_OLD, projectNode } from './node-runtime.mjs';
import { foreignTarget } from './packaging-target.mjs';
import { root } from './sources.mjs';

const args = process.argv.slice(2);
const electron = join(root, 'node_modules', 'electron');

/** @returns {never} */
function stop(/** @type {string} */ reason) {
  process.stderr.write(`invigil: ${reason}\n`);
  process.exit(1);
}

/** The runtime npm's package names, fetched if need be; one that is put in its place for development is never packed. */
function runtimeFolder(/** @type {string} */ node) {
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8'));
  const mark = join(electron, 'dist', 'version');
  const isHere = () => existsSync(mark) && readFileSync(mark, 'utf8').trim().replace(/^v/, '') === version;
  if (!isHere()) {
    process.stderr.write("invigil: fetching Electron's runtime (once) ...\n");
    fetchRuntime(node);
  }
  if (isHere()) return join(electron, 'dist');
  const zip = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  stop(
    `Electron's runtime is not here and could not be fetched. Try again with a way to the internet, or bring ${zip} ` +
      `from Electron's releases and name the folder it lies in: npm run package -- -c.electronDist=FOLDER`,
  );
}

const node = projectNode() ?? stop(NODE_TOO_OLD);
const foreign = foreignTarget(args, process);
if (foreign) stop(foreign);
const brought = args.some((arg) => /^(-c|--config)\.electronDist(=|$)/.test(arg));
const runtime = brought ? [] : [`-c.electronDist=${runtimeFolder(node)}`];
const builder = [
  join(root, 'node_modules/electron-builder/cli.js'),
  '--config',
  'electron-builder.config.ts',
  '--publish',
  'never',
];
const { status } = spawnSync(node, [...builder, ...runtime, ...args], { cwd: root, stdio: 'inherit' });
if (status !== 0) {
  stop(
    'the packages could not be made; what electron-builder said is above. It fetches the tools that write installers on first ' +
      "use, which needs a way to the internet; npm run package -- --dir makes the app's folder without them.",
  );
}
