import { BlockList, isIP } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogLevel } from '../domain/logger-port.ts';
import { defaultDataDir } from '../storage/default-data-dir.ts';
import {
  configInvalid,
  environmentLayer,
  type Found,
  fileLayer,
  find,
  flagLayer,
  type Layer,
  readEnvFile,
  type Source,
} from './config-layers.ts';
import { passwordWeakness } from './password-weakness.ts';
import { SETTINGS, type SettingName, type SettingValue } from './settings.ts';

/** Everything a room needs to know before it starts. Paths are absolute, origins as browsers send them. */
export interface RoomConfig {
  readonly dataDir: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** A second listener of the same server, where one is wanted. */
  readonly websocketPort?: number;
  /** TLS on every address at `port`, plain HTTP on 127.0.0.1 at `port` + 1. */
  readonly lan: boolean;
  /** With `lan`: no TLS. */
  readonly plaintext: boolean;
  /** For the first administrator; counts only while there is none. A secret. */
  readonly adminPassword?: string;
  /** The folder of the built renderer. */
  readonly webRoot: string;
  readonly heartbeatIntervalMs: number;
  readonly maxConnections: number;
  readonly maxConnectionsPerStudent: number;
  readonly maxConnectionsPerStaff: number;
  /** Connections and sessions that nobody has signed in on, all together, and how long each may last (ms). */
  readonly maxUnauthenticated: number;
  readonly unauthenticatedMs: number;
  /** How long the head of a request may take to come, also on a connection somebody has signed in on (ms). */
  readonly requestHeadMs: number;
  /** Client events per user. */
  readonly eventRate: { readonly perSecond: number; readonly burst: number };
  /** Foreign origins that may use REST. */
  readonly corsOrigins: readonly string[];
  /** Foreign origins that may open sockets. */
  readonly socketCorsOrigins: readonly string[];
  /** Addresses or CIDR networks whose forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Addresses or CIDR networks that may speak to the room; empty: all. */
  readonly ipAllow: readonly string[];
  /** Addresses or CIDR networks that may not, although they are allowed above. */
  readonly ipDeny: readonly string[];
  readonly logLevel: LogLevel;
  /** Machine-readable lines on stdout. */
  readonly json: boolean;
  /** Where each value came from, by its name here; `default` means that a setting changed in the console may replace it. */
  readonly sources: Readonly<Record<ConfigName, Source>>;
  /** What was read and has no effect, or one that may surprise; one sentence each. */
  readonly warnings: readonly string[];
}

export type ConfigName =
  | Exclude<keyof RoomConfig, 'sources' | 'warnings' | 'eventRate'>
  | 'eventRate.perSecond'
  | 'eventRate.burst';
/** The user name the password is for. */
const FIRST_ADMIN = 'admin';

/** As the command line parsed them; undefined: not given. A password is no flag, where every local user could read it. */
export type ConfigFlags = Readonly<Partial<Record<Exclude<SettingName, 'adminPassword'>, unknown>>>;

/**
 * Flags > environment > `.env` in `cwd` > `config.toml` or `config.json` in the data dir > defaults. Relative paths start from `cwd`.
 * Throws StartError `config_invalid`, which names the value and what was expected and never shows the value.
 */
export function loadConfig({
  flags,
  env,
  cwd,
}: {
  flags: ConfigFlags;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
}): RoomConfig {
  const dotEnv = readEnvFile(join(cwd, '.env'));
  const layers: Layer[] = [flagLayer(flags), environmentLayer('environment', env), environmentLayer('.env', dotEnv)];
  const dataDirFound = find(layers, 'dataDir');
  const dataDir = resolve(cwd, dataDirFound?.value ?? defaultDataDir());
  layers.push(fileLayer(dataDir));

  const sources: Partial<Record<ConfigName, Source>> = {};
  const settle = <T>(name: ConfigName, found: Found<T> | undefined, fallback: T): T => {
    sources[name] = found?.source ?? { from: 'default', name };
    return found ? found.value : fallback;
  };
  const take = <Name extends SettingName & ConfigName>(name: Name, fallback: SettingValue<Name>) =>
    settle(name, find(layers, name), fallback);

  find(layers, 'guards');
  settle('dataDir', dataDirFound, undefined);
  const { port, websocketPort } = choosePorts(find(layers, 'port'), find(layers, 'websocketPort'));
  const webRoot = settle('webRoot', find(layers, 'webRoot'), undefined);
  const secondPort = settle('websocketPort', websocketPort, undefined);
  const adminPassword = settle('adminPassword', find(layers, 'adminPassword'), undefined);
  const config = {
    dataDir,
    host: take('host', '127.0.0.1'),
    port: settle('port', port, 3000),
    ...(secondPort === undefined ? {} : { websocketPort: secondPort }),
    lan: take('lan', false),
    plaintext: take('plaintext', false),
    ...(adminPassword === undefined ? {} : { adminPassword }),
    webRoot: webRoot === undefined ? builtRendererBeside(dirname(fileURLToPath(import.meta.url))) : resolve(cwd, webRoot),
    heartbeatIntervalMs: take('heartbeatIntervalMs', 30_000),
    maxConnections: take('maxConnections', 1000),
    maxConnectionsPerStudent: take('maxConnectionsPerStudent', 5),
    maxConnectionsPerStaff: take('maxConnectionsPerStaff', 20),
    maxUnauthenticated: take('maxUnauthenticated', 2_000),
    unauthenticatedMs: take('unauthenticatedMs', 5_000),
    requestHeadMs: take('requestHeadMs', 5_000),
    eventRate: { perSecond: take('eventRate.perSecond', 20), burst: take('eventRate.burst', 100) },
    corsOrigins: settle('corsOrigins', strongest(find(layers, 'corsOrigins'), find(layers, 'restOrigins')), []),
    socketCorsOrigins: settle(
      'socketCorsOrigins',
      strongest(find(layers, 'socketCorsOrigins'), union(find(layers, 'socketOriginsJson'), find(layers, 'socketOriginsList'))),
      [],
    ),
    trustedProxies: take('trustedProxies', []),
    ipAllow: take('ipAllow', []),
    ipDeny: take('ipDeny', []),
    logLevel: take('logLevel', 'info'),
    json: take('json', false),
  };
  if (config.lan && !config.plaintext && config.port === 65_535 && port) {
    throw configInvalid(port.source, 'expected at most 65534 together with lan, which uses the port above it as well');
  }
  return { ...config, sources: sources as Record<ConfigName, Source>, warnings: warningsOf(config, { ...dotEnv, ...env }) };
}

/** WEBSOCKET_PORT alone is the port; beside another port it is a second one (operations, Configuration). */
function choosePorts(port: Found<number> | undefined, websocketPort: Found<number> | undefined) {
  if (!port) return { port: websocketPort };
  return { port, websocketPort: websocketPort?.value === port.value ? undefined : websocketPort };
}

/** The one set in the stronger layer; in the same one our own name before the inherited. */
function strongest<T>(own: Found<T> | undefined, inherited: Found<T> | undefined): Found<T> | undefined {
  if (own && inherited) return own.rank <= inherited.rank ? own : inherited;
  return own ?? inherited;
}

function union(a: Found<string[]> | undefined, b: Found<string[]> | undefined): Found<string[]> | undefined {
  if (!a || !b) return a ?? b;
  return { ...(a.rank <= b.rank ? a : b), value: [...new Set([...a.value, ...b.value])] };
}

/** `out/renderer` for code anywhere below `out/main` (bundlers make folders of their own), and for sources under test. */
function builtRendererBeside(dir: string): string {
  const parent = dirname(dir);
  if (basename(dir) !== 'main' && parent !== dir) return builtRendererBeside(parent);
  return basename(parent) === 'src' ? join(dirname(parent), 'out', 'renderer') : join(parent, 'renderer');
}

function warningsOf(
  config: { host: string; lan: boolean; plaintext: boolean; adminPassword?: string },
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const known: readonly string[] = Object.values(SETTINGS).flatMap((setting) => [...setting.environment]);
  const warnings = Object.keys(env)
    .filter((name) => name.startsWith('INVIGIL_') && !known.includes(name))
    .map((name) => `${JSON.stringify(name)} in the environment or .env is no setting of this version and has no effect.`);
  // Set by whoever runs the machine, often long after the account exists: said, not refused as at the setup screen.
  const weakness = config.adminPassword === undefined ? undefined : passwordWeakness(config.adminPassword, FIRST_ADMIN);
  if (weakness) warnings.push(`INVIGIL_ADMIN_PASSWORD is easy to guess: ${weakness}`);
  if (config.lan && config.plaintext)
    warnings.push('lan without TLS: everybody on the network can read passwords and answers along.');
  if (config.plaintext && !config.lan) warnings.push('plaintext has no effect without lan.');
  if (!config.lan && !isLoopback(config.host))
    warnings.push(`Plain HTTP on ${config.host} can be read by others on the network: put a TLS proxy before it.`);
  return warnings;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

const isLoopback = (host: string): boolean => isIP(host) > 0 && LOOPBACK.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
