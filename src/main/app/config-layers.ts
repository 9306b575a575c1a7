import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { StartError } from '../domain/start-error.ts';
import { SETTINGS, type Setting, type SettingName, type SettingValue } from './settings.ts';

/** Where a value came from, and under which name it stands there. */
export interface Source {
  readonly from: 'flag' | 'environment' | '.env' | 'config.toml' | 'config.json' | 'default';
  readonly name: string;
}

/** A value that was set, parsed. A lower rank takes precedence. */
export interface Found<T> {
  readonly value: T;
  readonly source: Source;
  readonly rank: number;
}

/** One place where settings stand: for a setting, what is written there and under which name. */
export interface Layer {
  readonly from: Source['from'];
  readonly get: (setting: SettingName) => { name: string; raw: unknown } | undefined;
}

/** The setting's value from the first layer that has it. Throws StartError `config_invalid` if that does not parse. */
export function find<Name extends SettingName>(layers: readonly Layer[], setting: Name): Found<SettingValue<Name>> | undefined {
  for (const [rank, { from, get }] of layers.entries()) {
    const written = get(setting);
    if (!written) continue;
    const source: Source = { from, name: written.name };
    const { schema, expected }: Setting = SETTINGS[setting];
    const parsed = schema.safeParse(written.raw);
    if (!parsed.success) throw configInvalid(source, `expected ${expected}`);
    return { value: parsed.data as SettingValue<Name>, source, rank };
  }
  return undefined;
}

/** Names the value and where it stands, never the value itself: it may be a secret, or hold one. */
export function configInvalid({ from, name }: Source, problem: string): StartError {
  const place = from === 'flag' ? 'on the command line' : from === 'environment' ? 'in the environment' : `in ${from}`;
  return new StartError('config_invalid', `${name} ${place} cannot be used: ${problem}. Correct or remove it and start again.`);
}

export function flagLayer(flags: Readonly<Record<string, unknown>>): Layer {
  return {
    from: 'flag',
    get: (setting) => written(`--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, flags[setting]),
  };
}

/** An empty variable counts as not set, as compose files and shells leave them behind. */
export function environmentLayer(from: 'environment' | '.env', variables: Readonly<Record<string, string | undefined>>): Layer {
  return {
    from,
    get(setting) {
      const name = SETTINGS[setting].environment.find((candidate) => variables[candidate]);
      return name === undefined ? undefined : written(name, variables[name]);
    },
  };
}

/** The variables of a `.env`; none if there is no such file. */
export function readEnvFile(path: string): Readonly<Record<string, string | undefined>> {
  const text = readText(path, '.env');
  return text === undefined ? {} : parseEnv(text);
}

/**
 * `config.toml` or `config.json` of a data dir; with both, nobody could say which one counts. A name in it that is none of a
 * setting is refused, since a misspelt one would be ignored.
 */
export function fileLayer(dataDir: string): Layer {
  const texts = FILES.map(({ from }) => readText(join(dataDir, from), from));
  const found = FILES.filter((_file, index) => texts[index] !== undefined);
  if (found.length > 1) {
    throw new StartError(
      'config_invalid',
      `${dataDir} holds config.toml and config.json: put every setting into one of them and remove the other.`,
    );
  }
  const { from, parse, expected } = found[0] ?? FILES[0];
  const text = texts.find((content) => content !== undefined);
  const values = text === undefined ? {} : flatten(parseObject({ from, name: join(dataDir, from) }, text, parse, expected));
  const known = Object.values(SETTINGS as Record<string, Setting>).map((setting) => setting.file);
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw configInvalid({ from, name: JSON.stringify(unknown) }, 'there is no such setting for this file');
  return {
    from,
    get(setting) {
      const { file }: Setting = SETTINGS[setting];
      return file === undefined ? undefined : written(file, values[file]);
    },
  };
}

const FILES = [
  { from: 'config.toml', parse: parseToml, expected: 'TOML' },
  { from: 'config.json', parse: JSON.parse, expected: 'one JSON object' },
] as const;

const written = (name: string, raw: unknown) => (raw === undefined ? undefined : { name, raw });

function readText(path: string, from: Source['from']): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // ENOTDIR: the data dir itself is no folder, which openDataDir says better.
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw configInvalid({ from, name: path }, `it cannot be read (${code})`);
  }
}

function parseObject(
  source: Source,
  text: string,
  parse: (text: string) => unknown,
  expected: string,
): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parse(text);
  } catch {
    // Falls through: the parser's own message would quote the file, which may hold a secret.
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw configInvalid(source, `expected ${expected}`);
}

/** `{ eventRate: { burst: 5 } }` as `eventRate.burst`. */
function flatten(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, innerValue]): [string, unknown] => [`${name}.${inner}`, innerValue])
        : [[name, value]],
    ),
  );
}
