import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeys } from '../../../src/main/app/keys.ts';
import { StartError } from '../../../src/main/domain/start-error.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const FILES = ['lookup.key', 'master.key', 'room.pem', 'token.key'];
const tempDir = tempDirs();
const contents = (dir: string) => FILES.map((name) => readFileSync(join(dir, 'keys', name), 'utf8'));
const secretsOf = (dir: string) => {
  const { master, token, lookup, room } = openKeys(dir);
  return [
    ...[master, token, lookup, room.spki].map((bytes) => bytes.toString('hex')),
    String(room.privateKey.export({ format: 'jwk' }).d),
  ];
};
const failure = (dir: string): StartError => {
  try {
    openKeys(dir);
  } catch (error) {
    if (error instanceof StartError) return error;
    throw error;
  }
  throw new Error('The keys were accepted.');
};

describe('room keys', () => {
  it('ID2 makes four different keys of the right kind, and nothing besides', () => {
    const dir = tempDir();
    const keys = openKeys(dir);
    expect(new Set([keys.master, keys.token, keys.lookup].map((key) => key.toString('hex'))).size).toBe(3);
    for (const key of [keys.master, keys.token, keys.lookup]) expect(key.length).toBe(32);
    expect(keys.room.privateKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    const signature = sign('sha256', Buffer.from('x'), keys.room.privateKey);
    expect(
      verify('sha256', Buffer.from('x'), createPublicKey({ key: keys.room.spki, format: 'der', type: 'spki' }), signature),
    ).toBe(true);
    expect(readdirSync(join(dir, 'keys')).sort()).toEqual(FILES);
    expect(secretsOf(tempDir())).not.toEqual(secretsOf(dir));
  });

  it('ID2 gives the same keys again and never rewrites a file', () => {
    const dir = tempDir();
    const [first, files] = [secretsOf(dir), contents(dir)];
    const times = FILES.map((name) => statSync(join(dir, 'keys', name)).mtimeMs);
    expect(secretsOf(dir)).toEqual(first);
    expect(contents(dir)).toEqual(files);
    expect(FILES.map((name) => statSync(join(dir, 'keys', name)).mtimeMs)).toEqual(times);
  });

  it.skipIf(process.platform === 'win32')(
    'ID2 keeps them to the owner: 0700 and 0600, also where a copy had made them wider',
    () => {
      const dir = tempDir();
      openKeys(dir);
      const modes = () => ['', ...FILES].map((name) => statSync(join(dir, 'keys', name)).mode & 0o777);
      expect(modes()).toEqual([0o700, 0o600, 0o600, 0o600, 0o600]);
      for (const name of ['', ...FILES]) chmodSync(join(dir, 'keys', name), 0o755);
      openKeys(dir);
      expect(modes()).toEqual([0o700, 0o600, 0o600, 0o600, 0o600]);
    },
  );

  it('ID2 a file left half-made by a crash is no obstacle', () => {
    const dir = tempDir();
    mkdirSync(join(dir, 'keys'));
    writeFileSync(join(dir, 'keys', 'master.key.tmp'), 'half');
    const first = secretsOf(dir);
    expect(secretsOf(dir)).toEqual(first);
    expect(readdirSync(join(dir, 'keys')).sort()).toEqual(FILES);
  });

  it.each(FILES)('ID2 notices any flipped bit, cut or addition in %s', (name) => {
    const dir = tempDir();
    const before = secretsOf(dir);
    const path = join(dir, 'keys', name);
    const original = readFileSync(path);
    const refused = { count: 0 };
    const attempt = (bytes: Buffer, what: string) => {
      writeFileSync(path, bytes);
      try {
        // A change of white space in a PEM changes nothing: the same key is as good as a refusal, another key never is.
        expect(secretsOf(dir), what).toEqual(before);
        expect(name, what).toBe('room.pem');
      } catch (error) {
        if (!(error instanceof StartError)) throw error;
        expect(error.code).toBe('key_damaged');
        expect(error.message).toContain(path);
        refused.count += 1;
      }
    };
    // One bit of each byte, another each time: the check over the whole does not know which.
    for (const byte of original.keys()) {
      const changed = Buffer.from(original);
      changed[byte]! ^= 1 << (byte & 7);
      attempt(changed, `byte ${byte}`);
    }
    for (let length = 0; length < original.length - 1; length += 1) attempt(original.subarray(0, length), `${length} bytes`);
    attempt(Buffer.alloc(32, 1), '32 bytes without their check');
    expect(refused.count).toBeGreaterThan(original.length * 1.5);
    writeFileSync(path, original);
    expect(secretsOf(dir)).toEqual(before);
  });

  it('ID2 notices swapped files, and a room key of another kind', () => {
    const dir = tempDir();
    openKeys(dir);
    const path = (name: string) => join(dir, 'keys', name);
    renameSync(path('master.key'), path('spare'));
    renameSync(path('lookup.key'), path('master.key'));
    renameSync(path('spare'), path('lookup.key'));
    expect(failure(dir).code).toBe('key_damaged');
    const other = tempDir();
    openKeys(other);
    writeFileSync(
      join(other, 'keys', 'room.pem'),
      generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    expect(failure(other)).toMatchObject({ code: 'key_damaged', message: expect.stringContaining('room.pem') });
  });

  it.each(['master.key', 'lookup.key'])('ID7 a lost %s is an error, not a new key that could read nobody', (name) => {
    const dir = tempDir();
    openKeys(dir);
    rmSync(join(dir, 'keys', name));
    expect(failure(dir)).toMatchObject({ code: 'key_damaged', message: expect.stringMatching(new RegExp(`${name} is missing`)) });
    expect(readdirSync(join(dir, 'keys'))).not.toContain(name);
  });

  it('ID2 a removed token key is made anew, the others stay; so does a start that was cut short', () => {
    const dir = tempDir();
    const [master, token, lookup, ...room] = secretsOf(dir);
    rmSync(join(dir, 'keys', 'token.key'));
    const after = secretsOf(dir);
    expect(after).toEqual([master, expect.not.stringMatching(token!), lookup, ...room]);
    rmSync(join(dir, 'keys', 'room.pem'));
    rmSync(join(dir, 'keys', 'token.key'));
    expect(secretsOf(dir)[0]).toBe(master);
  });

  it('ID2 an error never quotes a key', () => {
    const dir = tempDir();
    openKeys(dir);
    for (const name of FILES) {
      const path = join(dir, 'keys', name);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, `${text.slice(0, -8)}\n`);
      const error = failure(dir);
      const told = `${error.message}${error.stack}${error.cause instanceof Error ? error.cause.message : ''}`;
      expect(told).not.toContain(text.split('\n')[1]);
      writeFileSync(path, text);
    }
  });
});
