import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCertificate, reachableNames } from '../../../src/main/app/certificate.ts';
import { openKeys } from '../../../src/main/app/keys.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const tempDir = tempDirs();
const NOW = Date.UTC(2026, 10, 20, 8);
const DAY_MS = 86_400_000;
const NAMES = ['localhost', '127.0.0.1', '::1', 'hall-3', '192.168.7.4'];

function room() {
  const dataDir = tempDir();
  const { privateKey, spki } = openKeys(dataDir).room;
  return { dataDir, privateKey, spki, path: join(dataDir, 'keys', 'room-cert.pem') };
}

describe('openCertificate', () => {
  it('OP2 certifies the room’s own key for every name it is reached by, and nothing else', async () => {
    const { dataDir, privateKey, spki } = room();
    const { cert, key, fingerprint } = await openCertificate(dataDir, privateKey, NOW, NAMES);
    const x509 = new X509Certificate(cert);
    expect(x509.publicKey.export({ type: 'spki', format: 'der' }).equals(spki)).toBe(true);
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(x509.checkPrivateKey(privateKey)).toBe(true);
    expect(x509.ca).toBe(false);
    expect(key).toContain('PRIVATE KEY');
    expect(fingerprint).toBe(x509.fingerprint256);
    expect([
      x509.checkHost('localhost'),
      x509.checkHost('hall-3'),
      x509.checkIP('192.168.7.4'),
      x509.checkIP('::1'),
    ]).not.toContain(undefined);
    expect([x509.checkHost('hall-4'), x509.checkIP('192.168.7.5')]).toEqual([undefined, undefined]);
  });

  it('OP2 is valid for clients whose clocks are a day behind', async () => {
    const { dataDir, privateKey } = room();
    const { validFromDate, validToDate } = new X509Certificate((await openCertificate(dataDir, privateKey, NOW, NAMES)).cert);
    expect(validFromDate.getTime()).toBeLessThanOrEqual(NOW - DAY_MS);
    expect(validToDate.getTime()).toBeGreaterThan(NOW + 365 * DAY_MS);
  });

  it('OP2 stays the same from start to start, so that no browser asks twice', async () => {
    const { dataDir, privateKey, path } = room();
    const first = await openCertificate(dataDir, privateKey, NOW, NAMES);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await openCertificate(dataDir, privateKey, NOW + 300 * DAY_MS, NAMES)).fingerprint).toBe(first.fingerprint);
    // An address that is gone is no reason for a new one.
    expect((await openCertificate(dataDir, privateKey, NOW, NAMES.slice(0, 3))).fingerprint).toBe(first.fingerprint);
  });

  it.each<[string, { now?: number; names?: string[]; content?: string }]>([
    ['a new address', { names: [...NAMES, '10.0.0.9'] }],
    ['a new name', { names: [...NAMES, 'hall-9'] }],
    ['little time left', { now: NOW + 780 * DAY_MS }],
    ['a clock set far back', { now: NOW - 30 * DAY_MS }],
    ['a damaged file', { content: 'not a certificate' }],
  ])('OP2 is made anew with the same key for %s', async (_why, { now = NOW, names = NAMES, content }) => {
    const { dataDir, privateKey, spki, path } = room();
    const first = await openCertificate(dataDir, privateKey, NOW, NAMES);
    if (content !== undefined) writeFileSync(path, content);
    const second = await openCertificate(dataDir, privateKey, now, names);
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect(new X509Certificate(second.cert).publicKey.export({ type: 'spki', format: 'der' }).equals(spki)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(second.cert);
  });

  it('OP2 is not taken from another room', async () => {
    const ours = room();
    const theirs = room();
    writeFileSync(ours.path, (await openCertificate(theirs.dataDir, theirs.privateKey, NOW, NAMES)).cert);
    const { cert } = await openCertificate(ours.dataDir, ours.privateKey, NOW, NAMES);
    expect(new X509Certificate(cert).checkPrivateKey(ours.privateKey)).toBe(true);
  });
});

describe('reachableNames', () => {
  it('OP2 are loopback and what this machine is called, each fit for a certificate', async () => {
    const { dataDir, privateKey } = room();
    const names = reachableNames();
    expect(names).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '::1']));
    const x509 = new X509Certificate((await openCertificate(dataDir, privateKey, NOW, names)).cert);
    expect(x509.subjectAltName?.split(', ')).toHaveLength(names.length);
  });
});
