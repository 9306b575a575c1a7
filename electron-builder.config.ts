import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';

/**
 * Removes Electron's default app and its version file: of no use in a packaged app, and left there when the runtime came as a
 * folder. Done first, before the archives that are there are written down for the integrity check.
 */
async function removeDefaultApp({
  appOutDir,
  electronPlatformName,
}: Pick<AfterPackContext, 'appOutDir' | 'electronPlatformName'>): Promise<void> {
  const resources = electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources';
  for (const path of [`${resources}/default_app.asar`, 'version']) await rm(join(appOutDir, path), { force: true });
}

/** How the desktop app is packed (docs/adr/0008). Built on the system it is for: the native parts are those npm installed there. */
const configuration: Configuration = {
  appId: 'app.invigil.desktop',
  productName: 'Invigil',
  copyright: 'Invigil',
  directories: { output: 'release', buildResources: 'resources/packaging' },
  // What a package must name and this repository cannot know; a release sets both, see docs/OPERATIONS.md.
  extraMetadata: { author: 'Invigil', homepage: 'https://invigil.invalid', desktopName: 'invigil-desktop.desktop' },

  // A list of what goes in, not of what stays out; production dependencies are added by electron-builder itself.
  files: [
    'package.json',
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'resources/icon.png',
    '!**/*.{map,ts,mts,cts,tsbuildinfo}',
    // The Node that npm brings for the headless room: Electron has its own.
    '!**/node_modules/node-{linux,win,darwin,bin}-*{,/**}',
    // Sources of what is there compiled, headers to compile it, and what was compiled for other systems.
    '!**/node_modules/better-sqlite3/{deps,src,binding.gyp}{,/**}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
    '!**/node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
    '!**/node_modules/node-addon-api{,/**}',
    '!**/node_modules/{@types,undici-types}{,/**}',
    // Builds for browsers, of what makes certificates.
    '!**/node_modules/pdfmake/{build,fonts,src,build-vfs.js}{,/**}',
    '!**/node_modules/pdfkit/js/{pdfkit.es5,pdfkit.standalone,pdfkit.es}.js',
    '!**/node_modules/fontkit/dist/browser*',
    '!**/node_modules/pako/dist{,/**}',
    // Nobody reads or runs these inside an archive. Licences stay.
    '!**/node_modules/**/{test,tests,spec,fixtures,__tests__,__snapshots__,benchmark,benchmarks,bench,example,examples,docs,.github}/**',
    '!**/node_modules/**/*.{test,spec}.{js,cjs,mjs}',
    '!**/node_modules/**/*.{md,MD,markdown,mkd,html,sh,snap,flow,yml,yaml}',
    '!**/node_modules/**/{.*,README,tsconfig*.json,eslint.config.*,Makefile,*.gyp,*.gypi}',
  ],
  // Only what the loader of the operating system must find as a file lies beside the archive, where no integrity check reaches it;
  // left to itself, electron-builder unpacks the scripts of a package with a native part as well.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  // Both native parts are Node-API: one file for Node and Electron, nothing to compile.
  npmRebuild: false,
  electronLanguages: ['en', 'th'],
  afterExtract: removeDefaultApp,

  // Each is explained in docs/adr/0008; the packaging test reads them back from the executable.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    // Changing the executable breaks the signature it came with, and Apple's processors start nothing unsigned: for builds without
    // a certificate.
    resetAdHocDarwinSignature: true,
  },

  protocols: [{ name: 'Invigil', schemes: ['invigil'], role: 'Viewer' }],
  // There is no place updates come from yet: nothing is published and no updater is packed.
  publish: null,

  // The older AppImage tools always start the app with --no-sandbox, which undoes what every window asks for; these only where the
  // system lets nobody but root make a sandbox.
  toolsets: { appimage: '1.0.3' },
  linux: {
    target: ['deb', 'AppImage'],
    // `invigil` is the command line; the desktop app must not take its name on the PATH.
    executableName: 'invigil-desktop',
    syncDesktopName: true,
    category: 'Education',
    synopsis: 'Supervised exams in a room',
    maintainer: 'Invigil <root@localhost>',
    icon: 'resources/packaging/icons',
  },
  deb: { packageName: 'invigil-desktop', recommends: [] },

  win: { target: ['nsis'], icon: 'resources/packaging/icon.ico' },
  nsis: {
    // Asks "for me" or "for everybody": the first needs no administrator, the second puts the program out of an ordinary user's reach.
    oneClick: false,
    perMachine: false,
    selectPerMachineByDefault: false,
    allowElevation: true,
    // Answers and keys outlive the program.
    deleteAppDataOnUninstall: false,
    include: 'resources/packaging/installer.nsh',
  },

  mac: {
    target: ['dmg'],
    icon: 'resources/packaging/icon.icns',
    category: 'public.app-category.education',
    hardenedRuntime: true,
    entitlements: 'resources/packaging/entitlements.mac.plist',
    entitlementsInherit: 'resources/packaging/entitlements.mac.plist',
  },
};

export default configuration;
