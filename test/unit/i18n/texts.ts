import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const RENDERER = resolve(import.meta.dirname, '../../../src/renderer');

export const LANGUAGE_FOLDERS = ['en', 'th'] as const;
export type Folder = (typeof LANGUAGE_FOLDERS)[number];
export const NAMESPACES = readdirSync(join(RENDERER, 'i18n/en')).map((name) => name.replace('.json', ''));

/** Forms a plural takes; i18next writes them behind the key. */
const PLURAL = /_(zero|one|two|few|many|other)$/;
export const withoutPlural = (key: string): string => key.replace(PLURAL, '');
export const pluralOf = (key: string): string | undefined => PLURAL.exec(key)?.[1];

function* leaves(value: unknown, way: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [way, value];
  else for (const [name, inner] of Object.entries(value as object)) yield* leaves(inner, way ? `${way}.${name}` : name);
}

/** Every text of a language by `namespace:key`. */
export function textsOf(folder: Folder): ReadonlyMap<string, string> {
  return new Map(
    NAMESPACES.flatMap((namespace) =>
      [...leaves(JSON.parse(readFileSync(join(RENDERER, 'i18n', folder, `${namespace}.json`), 'utf8')), '')].map(
        ([key, text]): [string, string] => [`${namespace}:${key}`, text],
      ),
    ),
  );
}

/** What is put into a text when it is shown, in order of the alphabet. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name = '']) => name).toSorted();

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The pages' own code. */
export function rendererSources(): SourceFile[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ path: name, text: readFileSync(join(RENDERER, name), 'utf8') }));
}

/** The namespaces a file's `t` looks in; none named: the default one. */
export function namespacesOf({ text }: SourceFile): string[] {
  const named = [...text.matchAll(/useTranslation\(\s*(\[[^\]]*\]|'[^']*')?/g)].flatMap(([, list = "'common'"]) =>
    [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set(named.length > 0 ? named : ['common'])];
}

/** Keys a file asks for in so many words: `t('a.b')`. */
export const literalKeysOf = ({ text }: SourceFile): string[] =>
  [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => key);

/** Keys put together while running, as patterns: `t(`a.${b}.c`)` asks for `a.<one word>.c`. */
export function keyPatternsOf({ text }: SourceFile): RegExp[] {
  return [...text.matchAll(/`([\w:.-]*\$\{[^`]*)`/g)]
    .map(([, template = '']) => template.replace(/\$\{[^}]*\}/g, '§'))
    .filter((template) => /^[\w:.§-]+$/.test(template) && /[\w]+[.:]/.test(template))
    .map((template) => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll('§', '[\\w-]+')}$`));
}
