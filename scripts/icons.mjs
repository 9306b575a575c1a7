/**
 * Draws the icons of the packaged app from `resources/icon.svg`: PNGs for Linux, one .ico for Windows, one .icns for macOS. Run by
 * hand after the picture changed (`node scripts/icons.mjs`); the files are kept in git, so that packaging needs no browser.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, NO_BROWSER } from './browser.mjs';
import { root } from './sources.mjs';

const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names for PNGs of these sizes; a size that is also another's double has both names. */
const MACOS = Object.entries({
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
});

/**
 * @param {readonly Buffer[]} pictures PNGs, in the order of WINDOWS
 */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    // One byte each: 0 stands for 256.
    const size = (WINDOWS[index] ?? 0) % 256;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function icnsBlock(name, content) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

const executablePath = findBrowser();
if (!executablePath) {
  process.stderr.write(`invigil: ${NO_BROWSER}\n`);
  process.exit(1);
}
const svg = readFileSync(join(root, 'resources/icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: ['--disable-gpu'] });
const page = await browser.newPage();

/** @param {number} size */
async function draw(size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

/** @type {Map<number, Buffer>} */
const drawn = new Map();
for (const size of new Set([...LINUX, ...WINDOWS, ...MACOS.map(([, one]) => one)])) drawn.set(size, await draw(size));
await browser.close();

const picture = (/** @type {number} */ size) => /** @type {Buffer} */ (drawn.get(size));
const folder = join(root, 'resources/packaging');
mkdirSync(join(folder, 'icons'), { recursive: true });
for (const size of LINUX) writeFileSync(join(folder, `icons/${size}x${size}.png`), picture(size));
writeFileSync(join(folder, 'icon.ico'), ico(WINDOWS.map(picture)));
writeFileSync(
  join(folder, 'icon.icns'),
  icnsBlock('icns', Buffer.concat(MACOS.map(([name, size]) => icnsBlock(name, picture(size))))),
);
