import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll } from 'vitest';
import { startNginx, whyNoNginx } from '../support/nginx.ts';
import { startServe } from '../support/serve-process.ts';
import { ADMIN_PASSWORD } from '../support/test-room-files.ts';

/** How the cases reach the room. */
export interface Way {
  readonly name: string;
  /** Of the Socket.IO connections. */
  readonly transport: 'websocket' | 'polling';
  readonly isProxied: boolean;
}

export const ALL_WAYS: readonly Way[] = [
  { name: 'websocket', transport: 'websocket', isProxied: false },
  { name: 'polling', transport: 'polling', isProxied: false },
  { name: 'websocket through nginx with TLS', transport: 'websocket', isProxied: true },
  { name: 'polling through nginx with TLS', transport: 'polling', isProxied: true },
];
/** Each transport, and nginx: what it does to polling is seen by the cases that go all ways. */
export const WAYS: readonly Way[] = ALL_WAYS.filter(({ transport, isProxied }) => transport === 'websocket' || !isProxied);
/** For cases without Socket.IO. */
export const REST_WAYS: readonly Way[] = [
  { name: 'directly', transport: 'websocket', isProxied: false },
  { name: 'through nginx with TLS', transport: 'websocket', isProxied: true },
];

/** The room somebody names (CONTRIBUTING, "Conformance"); undefined: one of our own is started. */
export function givenUrl(): string | undefined {
  const url = process.env.INVIGIL_CONFORMANCE_URL;
  if (!url) return undefined;
  if (!/^https?:\/\/[^/]+\/?$/.test(url))
    throw new Error(`INVIGIL_CONFORMANCE_URL is "${url}": give the room's address alone, such as http://192.168.7.4:3000.`);
  return url.replace(/\/$/, '');
}

/** Why cases are left out that need a room with settings of their own, or one that may be ended. */
export const whyNoOwnRoom = (): string | undefined =>
  givenUrl() === undefined ? undefined : 'needs a room of its own with other settings, and a room was given';

/** Why this way is left out. */
export function whyNot({ isProxied }: Way): string | undefined {
  if (!isProxied) return undefined;
  return givenUrl() === undefined ? whyNoNginx() : 'a room was given: give the address of its proxy instead';
}

/** The administrator the cases sign in as; of a room of our own unless told. */
export const credentials = () => ({
  username: process.env.INVIGIL_CONFORMANCE_USERNAME ?? 'admin',
  password: process.env.INVIGIL_CONFORMANCE_PASSWORD ?? ADMIN_PASSWORD,
});

let certificate: string | undefined;
/** The file with the certificate a program of its own must trust to go this way. */
export const trustOf = ({ isProxied }: Way): string | undefined => (isProxied ? certificate : undefined);

export type Stop = () => Promise<unknown> | unknown;

/** Starts a room as a process, with settings of its own if wanted; it ends with the file's tests. */
export async function startOwnRoom(stops: Stop[], env: Record<string, string> = {}): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'invigil-conformance-'));
  const room = startServe(['--port', '0', '--data-dir', dataDir], { INVIGIL_TRUSTED_PROXIES: '127.0.0.1', ...env });
  stops.push(async () => {
    room.kill('SIGTERM');
    await room.exit;
    rmSync(dataDir, { recursive: true, force: true });
  });
  return (await room.ready).url;
}

async function startProxy(stops: Stop[], upstream: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'invigil-nginx-'));
  const nginx = await startNginx({ upstream, dir });
  certificate = nginx.certificate;
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, readFileSync(nginx.certificate, 'utf8')]);
  stops.push(async () => {
    setDefaultCACertificates(trusted);
    await nginx.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return nginx.url;
}

/** Addresses of the room of this file, one for each way; whatever was started for them ends after its last test. */
export function roomOfThisFile(): (way: Way) => Promise<string> {
  const stops: Stop[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  let room: Promise<string> | undefined;
  let proxy: Promise<string> | undefined;
  return async ({ isProxied }) => {
    room ??= Promise.resolve(givenUrl() ?? startOwnRoom(stops));
    const url = await room;
    if (!isProxied) return url;
    proxy ??= startProxy(stops, url);
    return proxy;
  };
}
