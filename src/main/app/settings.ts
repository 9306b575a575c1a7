import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { LOG_LEVELS } from '../domain/logger-port.ts';
import { originsOf } from './cors-origins.ts';

/** How one setting is read: what it must look like, in words too, and the names it has outside. */
export interface Setting {
  readonly schema: z.ZodType;
  /** Completes "expected ..."; shown instead of the value, which might be a secret. */
  readonly expected: string;
  /** Names in the environment and in .env; the first that is set counts. */
  readonly environment: readonly string[];
  /** Its path in config.json; absent where a file is the wrong place. */
  readonly file?: string;
}

const whole = (min: number, max: number) =>
  z
    .union([
      z.int(),
      z
        .string()
        .trim()
        .regex(/^\d{1,12}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(min).max(max));

const YES = ['true', '1', 'yes', 'on'];
const NO = ['false', '0', 'no', 'off'];
const yesOrNo = z.union([
  z.boolean(),
  z
    .string()
    .trim()
    .toLowerCase()
    .refine((text) => YES.includes(text) || NO.includes(text))
    .transform((text) => YES.includes(text)),
]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const jsonArray = z.union([z.array(z.string()), z.string().transform(parseJson).pipe(z.array(z.string()))]);
const commaList = z.union([
  z.array(z.string()),
  z.string().transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
]);
/** Our own lists may be written either way. */
const list = z.union([z.string().trim().startsWith('[').transform(parseJson).pipe(z.array(z.string())), commaList]);

const asOrigins = (entries: readonly string[], check: z.RefinementCtx): string[] =>
  entries.flatMap((entry) => {
    const origins = originsOf(entry);
    if (!origins) check.addIssue({ code: 'custom', message: 'not an origin' });
    return origins ?? [];
  });

const HOST_NAME = /^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;
// `localhost` may be ::1 first, and a room that listens there is not found at 127.0.0.1.
const host = z
  .string()
  .trim()
  .refine((text) => isIP(text) > 0 || HOST_NAME.test(text))
  .transform((text) => (text.toLowerCase() === 'localhost' ? '127.0.0.1' : text));

function isNetwork(text: string): boolean {
  const [address = '', prefix = isIP(address) === 6 ? '128' : '32', ...rest] = text.split('/');
  if (isIP(address) === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
    return true;
  } catch {
    return false;
  }
}

const NETWORKS = {
  schema: list.refine((networks) => networks.every(isNetwork)),
  expected: 'a comma list of addresses or networks such as 10.0.0.0/8',
};

const PORT = 'a whole number from 0 to 65535 (0 takes any free port)';
const ORIGINS = 'origins such as "https://lms.example" or bare hosts such as "lms.example"; "*" and "null" are not allowed';
const YES_OR_NO = 'true or false';
const MANY = 1_000_000;

/**
 * Every setting of a room (operations, Configuration): own names INVIGIL_*, and those of the deployments it
 * replaces. Defaults stand in config.ts.
 */
export const SETTINGS = {
  dataDir: {
    schema: z
      .string()
      .min(1)
      .refine((text) => !text.includes('\0')),
    expected: 'the path of a folder',
    environment: ['INVIGIL_DATA_DIR'],
  },
  host: { schema: host, expected: 'an IP address or a host name', environment: ['INVIGIL_HOST'], file: 'host' },
  port: { schema: whole(0, 65_535), expected: PORT, environment: ['INVIGIL_PORT', 'PORT'], file: 'port' },
  websocketPort: {
    schema: whole(0, 65_535),
    expected: PORT,
    environment: ['INVIGIL_WEBSOCKET_PORT', 'WEBSOCKET_PORT'],
    file: 'websocketPort',
  },
  lan: { schema: yesOrNo, expected: YES_OR_NO, environment: ['INVIGIL_LAN'], file: 'lan' },
  plaintext: { schema: yesOrNo, expected: YES_OR_NO, environment: ['INVIGIL_PLAINTEXT'], file: 'plaintext' },
  adminPassword: { schema: z.string().max(256), expected: 'at most 256 characters', environment: ['INVIGIL_ADMIN_PASSWORD'] },
  webRoot: { schema: z.string().min(1), expected: 'the path of a folder', environment: ['INVIGIL_WEB_ROOT'], file: 'webRoot' },
  heartbeatIntervalMs: {
    schema: whole(100, 3_600_000),
    expected: 'a whole number of milliseconds from 100 to 3600000',
    environment: ['INVIGIL_HEARTBEAT_INTERVAL_MS', 'WEBSOCKET_HEARTBEAT_INTERVAL'],
    file: 'heartbeatIntervalMs',
  },
  maxConnections: {
    schema: whole(1, MANY),
    expected: `a whole number from 1 to ${MANY}`,
    environment: ['INVIGIL_MAX_CONNECTIONS', 'WEBSOCKET_MAX_CONNECTIONS'],
    file: 'maxConnections',
  },
  maxConnectionsPerStudent: {
    schema: whole(1, MANY),
    expected: `a whole number from 1 to ${MANY}`,
    environment: ['INVIGIL_MAX_CONNECTIONS_PER_STUDENT'],
    file: 'maxConnectionsPerStudent',
  },
  maxConnectionsPerStaff: {
    schema: whole(1, MANY),
    expected: `a whole number from 1 to ${MANY}`,
    environment: ['INVIGIL_MAX_CONNECTIONS_PER_STAFF'],
    file: 'maxConnectionsPerStaff',
  },
  maxUnauthenticated: {
    schema: whole(10, MANY),
    expected: `a whole number from 10 to ${MANY}`,
    environment: ['INVIGIL_MAX_UNAUTHENTICATED'],
    file: 'maxUnauthenticated',
  },
  unauthenticatedMs: {
    schema: whole(100, 600_000),
    expected: 'a whole number of milliseconds from 100 to 600000',
    environment: ['INVIGIL_UNAUTHENTICATED_MS'],
    file: 'unauthenticatedMs',
  },
  requestHeadMs: {
    schema: whole(50, 600_000),
    expected: 'a whole number of milliseconds from 50 to 600000',
    environment: ['INVIGIL_REQUEST_HEAD_MS'],
    file: 'requestHeadMs',
  },
  'eventRate.perSecond': {
    schema: whole(1, MANY),
    expected: `a whole number from 1 to ${MANY}`,
    environment: ['INVIGIL_EVENT_RATE_PER_SECOND'],
    file: 'eventRate.perSecond',
  },
  'eventRate.burst': {
    schema: whole(1, MANY),
    expected: `a whole number from 1 to ${MANY}`,
    environment: ['INVIGIL_EVENT_RATE_BURST'],
    file: 'eventRate.burst',
  },
  /** Where both an own list and an inherited one is set, the stronger place counts. */
  corsOrigins: {
    schema: list.transform(asOrigins),
    expected: `a comma list or JSON array of ${ORIGINS}`,
    environment: ['INVIGIL_CORS_ORIGINS'],
    file: 'corsOrigins',
  },
  restOrigins: { schema: jsonArray.transform(asOrigins), expected: `a JSON array of ${ORIGINS}`, environment: ['CORS_ORIGIN'] },
  socketOriginsJson: {
    schema: jsonArray.transform(asOrigins),
    expected: `a JSON array of ${ORIGINS}`,
    environment: ['WS_CORS_ORIGIN'],
  },
  socketOriginsList: {
    schema: commaList.transform(asOrigins),
    expected: `a comma list of ${ORIGINS}`,
    environment: ['WEBSOCKET_CORS_ORIGINS'],
  },
  socketCorsOrigins: {
    schema: list.transform(asOrigins),
    expected: `a comma list or JSON array of ${ORIGINS}`,
    environment: ['INVIGIL_SOCKET_CORS_ORIGINS'],
    file: 'socketCorsOrigins',
  },
  trustedProxies: { ...NETWORKS, environment: ['INVIGIL_TRUSTED_PROXIES'], file: 'trustedProxies' },
  ipAllow: { ...NETWORKS, environment: ['INVIGIL_IP_ALLOW'], file: 'ipAllow' },
  ipDeny: { ...NETWORKS, environment: ['INVIGIL_IP_DENY'], file: 'ipDeny' },
  logLevel: {
    schema: z.enum(LOG_LEVELS),
    expected: `one of ${LOG_LEVELS.join(', ')}`,
    environment: ['INVIGIL_LOG_LEVEL'],
    file: 'logLevel',
  },
  json: { schema: yesOrNo, expected: YES_OR_NO, environment: ['INVIGIL_JSON'], file: 'json' },
  guards: {
    schema: yesOrNo.refine((isOn) => isOn),
    expected: 'true, or not to be set: limits and metrics are always on',
    environment: ['USE_PRODUCTION_WEBSOCKET_MIDDLEWARE'],
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]['schema']>;
