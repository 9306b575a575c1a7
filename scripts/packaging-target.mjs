/** What `npm run package` may be asked for: this system's own packages. Pure, so that it can be tested. */

/** @type {Readonly<Record<string, { readonly name: string, readonly platform: NodeJS.Platform }>>} */
const SYSTEMS = {
  linux: { name: 'Linux', platform: 'linux' },
  win: { name: 'Windows', platform: 'win32' },
  windows: { name: 'Windows', platform: 'win32' },
  mac: { name: 'macOS', platform: 'darwin' },
  macos: { name: 'macOS', platform: 'darwin' },
  l: { name: 'Linux', platform: 'linux' },
  w: { name: 'Windows', platform: 'win32' },
  m: { name: 'macOS', platform: 'darwin' },
  o: { name: 'macOS', platform: 'darwin' },
};
const PROCESSORS = ['x64', 'arm64', 'ia32', 'armv7l', 'universal'];

/**
 * @param {readonly string[]} args as given after `npm run package --`
 * @param {{ readonly platform: NodeJS.Platform, readonly arch: string }} host
 * @returns {string | undefined} why these packages cannot be made here, as a sentence; nothing if they can
 */
export function foreignTarget(args, host) {
  for (const arg of args) {
    const flag = /^--?([a-z0-9]+)(=|$)/i.exec(arg)?.[1];
    if (flag === undefined) continue;
    const system = SYSTEMS[flag];
    if (system && system.platform !== host.platform) {
      return `packages for ${system.name} are made on ${system.name}: the native parts in node_modules are those of this system.`;
    }
    if (PROCESSORS.includes(flag) && flag !== host.arch) {
      return `packages for ${flag} are made on ${flag}: the native parts in node_modules are those of this processor (${host.arch}).`;
    }
  }
  return undefined;
}
