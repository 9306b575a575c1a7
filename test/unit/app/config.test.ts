import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/main/app/config.ts';
import { SETTINGS, type Setting } from '../../../src/main/app/settings.ts';
import { tempDirs } from '../../support/temp-dir.ts';
import { type Given, loadGiven } from './given-config.ts';

const tempDir = tempDirs();
const load = (given?: Given) => loadGiven(tempDir(), given);

describe('configuration', () => {
  it('OP1 has the documented defaults', () => {
    const { sources, dataDir, webRoot, ...rest } = load();
    expect(rest).toEqual({
      host: '127.0.0.1',
      port: 3000,
      lan: false,
      plaintext: false,
      heartbeatIntervalMs: 30_000,
      maxConnections: 1000,
      maxConnectionsPerStudent: 5,
      maxConnectionsPerStaff: 20,
      maxUnauthenticated: 2_000,
      unauthenticatedMs: 5_000,
      requestHeadMs: 5_000,
      eventRate: { perSecond: 20, burst: 100 },
      corsOrigins: [],
      socketCorsOrigins: [],
      trustedProxies: [],
      ipAllow: [],
      ipDeny: [],
      logLevel: 'info',
      json: false,
      warnings: [],
    });
    expect(dataDir).toMatch(/data$/);
    expect(webRoot).toMatch(/[\\/]out[\\/]renderer$/);
    expect(sources.dataDir).toEqual({ from: 'flag', name: '--data-dir' });
    expect(Object.entries(sources).filter(([name, { from }]) => name !== 'dataDir' && from !== 'default')).toEqual([]);
  });

  it('OP1 flags beat the environment, that beats .env, that config.json, that the default; each says where it came from', () => {
    const given: Required<Given> = {
      flags: { maxConnections: '1' },
      env: { INVIGIL_MAX_CONNECTIONS: '2' },
      dotEnv: 'INVIGIL_MAX_CONNECTIONS=3\n',
      file: { maxConnections: 4 },
    };
    const steps = [
      [given, 1, { from: 'flag', name: '--max-connections' }],
      [{ ...given, flags: {} }, 2, { from: 'environment', name: 'INVIGIL_MAX_CONNECTIONS' }],
      [{ dotEnv: given.dotEnv, file: given.file }, 3, { from: '.env', name: 'INVIGIL_MAX_CONNECTIONS' }],
      [{ file: given.file }, 4, { from: 'config.json', name: 'maxConnections' }],
      [{}, 1000, { from: 'default', name: 'maxConnections' }],
    ] as const;
    for (const [what, value, source] of steps) {
      const config = load(what);
      expect([config.maxConnections, config.sources.maxConnections]).toEqual([value, source]);
    }
  });

  it('OP1 an inherited name in the environment beats our own name in .env, and within one place our own wins', () => {
    expect(load({ env: { PORT: '4000' }, dotEnv: 'INVIGIL_PORT=5000' }).port).toBe(4000);
    expect(load({ env: { PORT: '4000', INVIGIL_PORT: '5000' } })).toMatchObject({
      port: 5000,
      sources: { port: { name: 'INVIGIL_PORT' } },
    });
  });

  it('OP1 every setting can be given in the environment', () => {
    const env = {
      INVIGIL_HOST: 'localhost',
      INVIGIL_PORT: '0',
      INVIGIL_LAN: 'yes',
      INVIGIL_PLAINTEXT: '1',
      INVIGIL_ADMIN_PASSWORD: 'correct horse battery',
      INVIGIL_WEB_ROOT: 'web',
      INVIGIL_HEARTBEAT_INTERVAL_MS: '500',
      INVIGIL_MAX_CONNECTIONS: '10',
      INVIGIL_MAX_CONNECTIONS_PER_STUDENT: '2',
      INVIGIL_MAX_CONNECTIONS_PER_STAFF: '3',
      INVIGIL_MAX_UNAUTHENTICATED: '44',
      INVIGIL_UNAUTHENTICATED_MS: '900',
      INVIGIL_REQUEST_HEAD_MS: '700',
      INVIGIL_EVENT_RATE_PER_SECOND: '7',
      INVIGIL_EVENT_RATE_BURST: '8',
      INVIGIL_CORS_ORIGINS: 'https://a.example, https://b.example',
      INVIGIL_SOCKET_CORS_ORIGINS: '["https://c.example"]',
      INVIGIL_TRUSTED_PROXIES: '10.0.0.0/8, ::1, fd00::/8',
      INVIGIL_IP_ALLOW: '192.168.0.0/16',
      INVIGIL_IP_DENY: '["192.168.7.0/24"]',
      INVIGIL_LOG_LEVEL: 'debug',
      INVIGIL_JSON: 'on',
      INVIGIL_WEBSOCKET_PORT: '4001',
    };
    const { webRoot, dataDir, sources, ...rest } = load({ env });
    expect(rest).toEqual({
      host: '127.0.0.1',
      port: 0,
      websocketPort: 4001,
      lan: true,
      plaintext: true,
      adminPassword: 'correct horse battery',
      heartbeatIntervalMs: 500,
      maxConnections: 10,
      maxConnectionsPerStudent: 2,
      maxConnectionsPerStaff: 3,
      maxUnauthenticated: 44,
      unauthenticatedMs: 900,
      requestHeadMs: 700,
      eventRate: { perSecond: 7, burst: 8 },
      corsOrigins: ['https://a.example', 'https://b.example'],
      socketCorsOrigins: ['https://c.example'],
      trustedProxies: ['10.0.0.0/8', '::1', 'fd00::/8'],
      ipAllow: ['192.168.0.0/16'],
      ipDeny: ['192.168.7.0/24'],
      logLevel: 'debug',
      json: true,
      warnings: ['lan without TLS: everybody on the network can read passwords and answers along.'],
    });
    expect(webRoot).toBe(join(dataDir, '..', 'web'));
    expect(
      new Set(
        Object.entries(sources)
          .filter(([name]) => name !== 'dataDir')
          .map(([, { from }]) => from),
      ),
    ).toEqual(new Set(['environment']));
    const own = Object.values(SETTINGS as Record<string, Setting>)
      .flatMap(({ environment }) => environment)
      .filter((name) => name.startsWith('INVIGIL_'));
    expect([...Object.keys(env), 'INVIGIL_DATA_DIR'].sort()).toEqual(own.sort());
  });

  it('OP1 understands the names of the deployments it replaces', () => {
    const config = load({
      env: {
        PORT: '4000',
        WEBSOCKET_PORT: '4001',
        CORS_ORIGIN: '["https://lms.example", "desk.example:8080"]',
        WS_CORS_ORIGIN: '["https://ws.example"]',
        WEBSOCKET_CORS_ORIGINS: 'https://ws.example,https://more.example',
        WEBSOCKET_MAX_CONNECTIONS: '50',
        WEBSOCKET_HEARTBEAT_INTERVAL: '15000',
        USE_PRODUCTION_WEBSOCKET_MIDDLEWARE: 'true',
      },
    });
    expect(config).toMatchObject({
      port: 4000,
      websocketPort: 4001,
      maxConnections: 50,
      heartbeatIntervalMs: 15_000,
      warnings: [],
      corsOrigins: ['https://lms.example', 'http://desk.example:8080', 'https://desk.example:8080'],
      socketCorsOrigins: ['https://ws.example', 'https://more.example'],
    });
  });

  it.each([
    [{ env: { WEBSOCKET_PORT: '4001' } }, { port: 4001, websocketPort: undefined }],
    [{ env: { WEBSOCKET_PORT: '4001', PORT: '4001' } }, { port: 4001, websocketPort: undefined }],
    [
      { env: { WEBSOCKET_PORT: '4001' }, flags: { port: 0 } },
      { port: 0, websocketPort: 4001 },
    ],
    [
      { env: { WEBSOCKET_PORT: '4001' }, file: { port: 4000 } },
      { port: 4000, websocketPort: 4001 },
    ],
    [{ env: { PORT: '4000' } }, { port: 4000, websocketPort: undefined }],
  ])('OP1 WEBSOCKET_PORT alone is the port, beside another it is a second one: %j', (given, expected) => {
    const { port, websocketPort } = load(given);
    expect({ port, websocketPort }).toEqual(expected);
  });

  it('ID4 for origins the stronger place counts, whichever the name; socket lists of one kind add up', () => {
    expect(
      load({ env: { CORS_ORIGIN: '["https://a.example"]' }, file: { corsOrigins: ['https://b.example'] } }).corsOrigins,
    ).toEqual(['https://a.example']);
    expect(
      load({ env: { CORS_ORIGIN: '["https://a.example"]', INVIGIL_CORS_ORIGINS: 'https://c.example' } }).corsOrigins,
    ).toEqual(['https://c.example']);
    expect(
      load({ env: { WS_CORS_ORIGIN: '["https://a.example"]' }, dotEnv: 'WEBSOCKET_CORS_ORIGINS=https://b.example' })
        .socketCorsOrigins,
    ).toEqual(['https://a.example', 'https://b.example']);
    expect(load({ env: { CORS_ORIGIN: '["https://a.example"]' } }).socketCorsOrigins).toEqual([]);
  });

  it('OP1 reads config.json, groups and lists included, with or without a byte order mark', () => {
    const file = {
      port: 4000,
      lan: true,
      eventRate: { perSecond: 1, burst: 2 },
      corsOrigins: ['https://a.example'],
      trustedProxies: ['10.0.0.1'],
    };
    const expected = {
      port: 4000,
      lan: true,
      eventRate: { perSecond: 1, burst: 2 },
      corsOrigins: ['https://a.example'],
      trustedProxies: ['10.0.0.1'],
    };
    expect(load({ file })).toMatchObject(expected);
    expect(load({ file: `\ufeff${JSON.stringify(file)}` })).toMatchObject(expected);
  });

  it('OP1 an empty variable counts as not set', () => {
    expect(load({ env: { PORT: '', INVIGIL_LAN: '', CORS_ORIGIN: '' }, dotEnv: 'PORT=' })).toMatchObject({
      port: 3000,
      lan: false,
      corsOrigins: [],
    });
  });

  it('OP1 the data dir is found before its config.json, from the working directory', () => {
    const cwd = tempDir();
    mkdirSync(join(cwd, 'room'));
    writeFileSync(join(cwd, 'room', 'config.json'), '{"port": 4000}');
    expect(loadConfig({ flags: {}, env: { INVIGIL_DATA_DIR: 'room' }, cwd })).toMatchObject({
      dataDir: join(cwd, 'room'),
      port: 4000,
    });
  });
});
