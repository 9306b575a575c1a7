import { describe, expect, it } from 'vitest';
import { tempDirs } from '../../support/temp-dir.ts';
import { type Given, loadGiven, refusalOf } from './given-config.ts';

const tempDir = tempDirs();
const load = (given?: Given) => loadGiven(tempDir(), given);
const refusal = (given: Given) => refusalOf(tempDir(), given);

describe('configuration that cannot be used, or should not', () => {
  it.each<[string, Given]>([
    ['PORT', { env: { PORT: 'abc' } }],
    ['PORT', { env: { PORT: '-1' } }],
    ['PORT', { env: { PORT: '65536' } }],
    ['PORT', { env: { PORT: '30.5' } }],
    ['PORT', { env: { PORT: '0x10' } }],
    ['PORT', { dotEnv: 'PORT=abc' }],
    ['--port', { flags: { port: 'http' } }],
    ['--port', { flags: { port: Number.NaN } }],
    ['port', { file: { port: true } }],
    ['port', { file: { port: null } }],
    ['WEBSOCKET_PORT', { env: { WEBSOCKET_PORT: 'x' } }],
    ['WEBSOCKET_MAX_CONNECTIONS', { env: { WEBSOCKET_MAX_CONNECTIONS: '0' } }],
    ['WEBSOCKET_MAX_CONNECTIONS', { env: { WEBSOCKET_MAX_CONNECTIONS: 'many' } }],
    ['WEBSOCKET_HEARTBEAT_INTERVAL', { env: { WEBSOCKET_HEARTBEAT_INTERVAL: '30s' } }],
    ['WEBSOCKET_HEARTBEAT_INTERVAL', { env: { WEBSOCKET_HEARTBEAT_INTERVAL: '0' } }],
    ['CORS_ORIGIN', { env: { CORS_ORIGIN: 'https://lms.example' } }],
    ['CORS_ORIGIN', { env: { CORS_ORIGIN: '["*"]' } }],
    ['CORS_ORIGIN', { env: { CORS_ORIGIN: '["null"]' } }],
    ['CORS_ORIGIN', { env: { CORS_ORIGIN: '[1]' } }],
    ['CORS_ORIGIN', { env: { CORS_ORIGIN: '[' } }],
    ['CORS_ORIGIN', { env: { CORS_ORIGIN: '{}' } }],
    ['WS_CORS_ORIGIN', { env: { WS_CORS_ORIGIN: 'a.example' } }],
    ['WEBSOCKET_CORS_ORIGINS', { env: { WEBSOCKET_CORS_ORIGINS: '*' } }],
    ['WEBSOCKET_CORS_ORIGINS', { env: { WEBSOCKET_CORS_ORIGINS: 'https://a.example/path' } }],
    ['corsOrigins', { file: { corsOrigins: '["https://a"' } }],
    ['INVIGIL_LAN', { env: { INVIGIL_LAN: 'perhaps' } }],
    ['INVIGIL_LOG_LEVEL', { env: { INVIGIL_LOG_LEVEL: 'loud' } }],
    ['INVIGIL_HOST', { env: { INVIGIL_HOST: 'http://x' } }],
    ['INVIGIL_HOST', { env: { INVIGIL_HOST: '-x' } }],
    ['INVIGIL_TRUSTED_PROXIES', { env: { INVIGIL_TRUSTED_PROXIES: '10.0.0.0/33' } }],
    ['INVIGIL_TRUSTED_PROXIES', { env: { INVIGIL_TRUSTED_PROXIES: 'proxy.example' } }],
    ['INVIGIL_TRUSTED_PROXIES', { env: { INVIGIL_TRUSTED_PROXIES: '10.0.0.0/8/8' } }],
    ['INVIGIL_ADMIN_PASSWORD', { env: { INVIGIL_ADMIN_PASSWORD: 'x'.repeat(257) } }],
    ['USE_PRODUCTION_WEBSOCKET_MIDDLEWARE', { env: { USE_PRODUCTION_WEBSOCKET_MIDDLEWARE: 'false' } }],
    ['eventRate.burst', { file: { eventRate: { burst: 'x' } } }],
    ['prot', { file: { prot: 3000 } }],
    ['adminPassword', { file: { adminPassword: 'in a file' } }],
    ['eventRate.most', { file: { eventRate: { most: 1 } } }],
    ['config.json', { file: '{"port": 3000' }],
    ['config.json', { file: '[]' }],
    ['config.json', { file: '' }],
    ['--port', { flags: { port: 65_535, lan: true } }],
  ])('OP1 names %s and what was expected when it cannot be used (%#)', (name, given) => {
    const message = refusal(given);
    expect(message).toContain(name);
    expect(message).toMatch(/expected|there is no such setting/);
  });

  it('ID2 a refusal never shows the value', () => {
    const secret = 'hunter2-hunter2';
    for (const name of ['PORT', 'INVIGIL_LAN', 'CORS_ORIGIN', 'INVIGIL_LOG_LEVEL', 'INVIGIL_HEARTBEAT_INTERVAL_MS']) {
      expect(refusal({ env: { [name]: secret } })).not.toContain(secret);
    }
    expect(refusal({ env: { INVIGIL_ADMIN_PASSWORD: secret.repeat(40) } })).not.toContain(secret);
    expect(refusal({ file: `{"adminPassword": "${secret}"` })).not.toContain(secret);
    expect(refusal({ file: { adminPassword: secret } })).not.toContain(secret);
  });

  it.each(['short', 'password12', 'aaaaaaaaaaaaaaaa', 'Admin2026!'])(
    'ID1 an admin password that everybody would guess is warned about, without showing it (%#)',
    (password) => {
      const { warnings } = load({ env: { INVIGIL_ADMIN_PASSWORD: password } });
      const warning = warnings.find((text) => text.startsWith('INVIGIL_ADMIN_PASSWORD is easy to guess'));
      expect(warning).toBeDefined();
      expect(warning).not.toContain(password);
    },
  );

  it('OP1 warns of what has no effect, and of plain HTTP on the network', () => {
    expect(load({ env: { INVIGIL_PROT: '1', PATH: '/bin' } }).warnings).toEqual([expect.stringContaining('INVIGIL_PROT')]);
    expect(load({ flags: { plaintext: true } }).warnings).toEqual([expect.stringContaining('plaintext')]);
    expect(load({ flags: { host: '0.0.0.0' } }).warnings).toEqual([expect.stringContaining('0.0.0.0')]);
    for (const host of ['127.0.0.1', '127.8.8.8', '::1', 'localhost']) expect(load({ flags: { host } }).warnings).toEqual([]);
    expect(load({ flags: { host: '0.0.0.0', lan: true } }).warnings).toEqual([]);
  });
});
