import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { lanAddresses } from './addresses.ts';
import { writeDurably } from './write-durably.ts';

const DAY_MS = 86_400_000;
/** Clients' clocks are often behind: a certificate from today is valid since yesterday's yesterday. */
const VALID_SINCE_MS = 2 * DAY_MS;
/** The longest that browsers take without a word of their own. */
const VALID_FOR_MS = 800 * DAY_MS;
/** Made anew before it runs out in the middle of an exam period. */
const RENEW_BEFORE_MS = 60 * DAY_MS;

/** What TLS on the LAN address needs: PEM, and the fingerprint a person can compare. */
export interface RoomCertificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate (DER) as browsers show it: hex pairs with colons. */
  readonly fingerprint: string;
}

/** The names and addresses this machine can be reached by, loopback included. */
export function reachableNames(): string[] {
  const name = hostname().toLowerCase();
  const addresses = lanAddresses().map((address) => address.replace(/^\[|\]$/g, ''));
  // Some computers are called what no DNS name may be.
  const names = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(name) ? [name, `${name}.local`] : [];
  return ['localhost', '127.0.0.1', '::1', ...names, ...addresses];
}

/**
 * The room's certificate for these names, self-signed with the room's own key, so that its identity (and with it the join code)
 * stays the same whenever the certificate is made anew. Kept in `keys/room-cert.pem` and used again while it is valid for every
 * name, because a browser asks its user anew for each new one. `now` is epoch ms.
 */
export async function openCertificate(
  dataDir: string,
  privateKey: KeyObject,
  now: number,
  names: readonly string[] = reachableNames(),
): Promise<RoomCertificate> {
  const path = join(dataDir, 'keys', 'room-cert.pem');
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const kept = readKept(path);
  if (kept && stillServes(kept, privateKey, now, names)) return { cert: kept.toString(), key, fingerprint: kept.fingerprint256 };
  const cert = await makeCertificate(privateKey, key, now, names);
  writeDurably(path, cert);
  return { cert, key, fingerprint: new X509Certificate(cert).fingerprint256 };
}

/** Not a secret and made from the key at any time: one that cannot be read is made anew. */
function readKept(path: string): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Why a certificate is made anew at the next start. */
export type CertificateFlaw = 'unreadable' | 'other_key' | 'not_yet' | 'expired' | 'ends_soon' | 'names';

export interface CertificateLook {
  readonly flaw?: CertificateFlaw | undefined;
  /** Epoch ms; absent where it cannot be read. */
  readonly until?: number;
}

/** Looks at the certificate the room keeps and changes nothing; undefined when there is none yet. */
export function lookAtCertificate(
  dataDir: string,
  privateKey: KeyObject,
  now: number,
  names: readonly string[] = reachableNames(),
): CertificateLook | undefined {
  const path = join(dataDir, 'keys', 'room-cert.pem');
  if (!existsSync(path)) return undefined;
  const kept = readKept(path);
  if (!kept) return { flaw: 'unreadable' };
  return { flaw: flawOf(kept, privateKey, now, names), until: kept.validToDate.getTime() };
}

const stillServes = (kept: X509Certificate, privateKey: KeyObject, now: number, names: readonly string[]): boolean =>
  flawOf(kept, privateKey, now, names) === undefined;

function flawOf(
  kept: X509Certificate,
  privateKey: KeyObject,
  now: number,
  names: readonly string[],
): CertificateFlaw | undefined {
  const until = kept.validToDate.getTime();
  if (!kept.checkPrivateKey(privateKey)) return 'other_key';
  if (kept.validFromDate.getTime() > now) return 'not_yet';
  if (until <= now) return 'expired';
  if (until - RENEW_BEFORE_MS <= now) return 'ends_soon';
  const isNamed = names.every((name) => (isAddress(name) ? kept.checkIP(name) : kept.checkHost(name)) !== undefined);
  return isNamed ? undefined : 'names';
}

const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name);

async function makeCertificate(privateKey: KeyObject, key: string, now: number, names: readonly string[]): Promise<string> {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  // Loaded when one has to be made, and not at each start.
  const { generate } = await import('selfsigned');
  const { cert } = await generate([{ name: 'commonName', value: 'Invigil room' }], {
    keyPair: { privateKey: key, publicKey },
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - VALID_SINCE_MS),
    notAfterDate: new Date(now + VALID_FOR_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isAddress(name) ? { type: 7, ip: name } : { type: 2, value: name })),
      },
    ],
  });
  return cert;
}
