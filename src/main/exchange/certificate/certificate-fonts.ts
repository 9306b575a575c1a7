import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** One family a script: a file each, as the packages of fonts cut them. In the order in which they are asked for a character. */
export const FONT_FILES = {
  latin: 'inter/files/inter-latin-wght-normal.woff2',
  thai: 'noto-sans-thai/files/noto-sans-thai-thai-wght-normal.woff2',
  latinExt: 'inter/files/inter-latin-ext-wght-normal.woff2',
  vietnamese: 'inter/files/inter-vietnamese-wght-normal.woff2',
  cyrillic: 'inter/files/inter-cyrillic-wght-normal.woff2',
  cyrillicExt: 'inter/files/inter-cyrillic-ext-wght-normal.woff2',
  greek: 'inter/files/inter-greek-wght-normal.woff2',
} as const;
export type Script = keyof typeof FONT_FILES;

/** Where a font is: beside the bundle once built, in its package while this is a source. */
export function fontPath(script: Script): string {
  const beside = fileURLToPath(new URL(`./fonts/${script}.woff2`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(`@fontsource-variable/${FONT_FILES[script]}`);
}
