/** Which Node runs the project: the locked one from npm where there is one, else the one at hand, if it is new enough. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.mjs';

const MINIMUM = { major: 22, minor: 12 };
const binary = process.platform === 'win32' ? 'node.exe' : 'node';
const lockedNode = join(
  root,
  'node_modules',
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  'bin',
  binary,
);

/**
 * @param {string} version e.g. "20.19.1"
 * @returns {boolean} whether the store may be opened under it: below 22.12 its native part crashes instead of failing
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > MINIMUM.major || (major === MINIMUM.major && minor >= MINIMUM.minor);
}

/** @returns {string | undefined} the Node to run the project with, or nothing if none here is new enough */
export function projectNode() {
  if (existsSync(lockedNode)) return lockedNode;
  return isNewEnough(process.versions.node) ? process.execPath : undefined;
}

/** What to tell a person whose Node is too old, in one line. */
export const NODE_TOO_OLD = `Invigil needs Node.js ${MINIMUM.major}.${MINIMUM.minor} or newer and found ${process.versions.node}. Install a newer one from https://nodejs.org and try again.`;
