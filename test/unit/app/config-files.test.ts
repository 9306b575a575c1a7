import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/main/app/config.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const tempDir = tempDirs();

function load(files: Record<string, string>, env: Record<string, string> = {}) {
  const cwd = tempDir();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  return loadConfig({ flags: { dataDir: '.' }, env, cwd });
}

const TOML = `
port = 4100   # the hall's
lan = true
trustedProxies = ["10.0.0.0/8", "::1"]
[eventRate]
burst = 50
`;

describe('the file in the data dir', () => {
  it('OP1 may be TOML', () => {
    const config = load({ 'config.toml': TOML });
    expect(config).toMatchObject({ port: 4100, lan: true, trustedProxies: ['10.0.0.0/8', '::1'], eventRate: { burst: 50 } });
    expect(config.sources.port).toEqual({ from: 'config.toml', name: 'port' });
  });

  it('OP1 may be JSON and says the same', () => {
    const json = JSON.stringify({ port: 4100, lan: true, trustedProxies: ['10.0.0.0/8', '::1'], eventRate: { burst: 50 } });
    const { sources: ofToml, dataDir: _a, warnings: warningsOfToml, ...toml } = load({ 'config.toml': TOML });
    const { sources: ofJson, dataDir: _b, warnings: warningsOfJson, ...same } = load({ 'config.json': json });
    expect(same).toEqual(toml);
    expect(warningsOfJson).toEqual(warningsOfToml);
    expect(ofJson.port.from).toBe('config.json');
    expect(ofToml.port.from).toBe('config.toml');
  });

  it('OP1 is weaker than the environment', () => {
    expect(load({ 'config.toml': TOML }, { INVIGIL_PORT: '4200' }).port).toBe(4200);
  });

  it('OP1 is one: with both nobody could say which one counts', () => {
    expect(() => load({ 'config.toml': TOML, 'config.json': '{}' })).toThrow(/config\.toml and config\.json: put every setting/);
  });

  it.each([
    ['config.toml', 'adminpass = "hunter2"\n', /adminpass.*no such setting/],
    ['config.toml', 'port = "hunter2"', /port in config\.toml cannot be used: expected a whole number/],
    ['config.toml', 'port = hunter2', /config\.toml.*expected TOML/],
    ['config.toml', 'port = 1\nport = 2', /expected TOML/],
    ['config.toml', '[[port]]\na = "hunter2"', /port in config\.toml/],
    ['config.json', '["hunter2"]', /config\.json.*expected one JSON object/],
    ['config.json', '{ "port": hunter2', /config\.json.*expected one JSON object/],
  ])('OP1 is refused with its name and without its values: %s with %j', (name, content, message) => {
    expect(() => load({ [name]: content })).toThrow(message);
    expect(() => load({ [name]: content })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter2') }));
  });

  it('OP1 gives what is not set its default', () => {
    expect(load({ 'config.toml': '' })).toMatchObject({ port: 3000, ipAllow: [], ipDeny: [] });
    expect(load({ 'config.toml': '\uFEFFport = 4100' }).port).toBe(4100);
  });
});
