import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { portInUse } from '../domain/start-error.ts';
import { isLoopback, lanAddresses } from './addresses.ts';
import type { RoomConfig } from './config.ts';
import { isFree, type Listener, listenAlso, listenSecurely, type TlsIdentity } from './listeners.ts';

/** A hall that connects in the same second must not lose its first packets, each of which costs a second. */
const BACKLOG = 4_096;
const LOOPBACK = '127.0.0.1';
const EVERYWHERE = '0.0.0.0';
/** Free ports come in pairs nearly always. */
const TRIES_FOR_A_PAIR = 20;

/** Where the room answers. */
export interface Doors {
  /** Always loopback, plain HTTP. */
  readonly url: string;
  readonly lanUrls: readonly string[];
  /** What accepts connections beside the HTTP server itself. */
  readonly others: readonly Listener[];
}

export type DoorsConfig = Pick<RoomConfig, 'host' | 'port' | 'lan' | 'plaintext' | 'websocketPort'>;

/**
 * Opens the room's addresses (operations, `serve`): with `tls` the LAN gets TLS on the port and only loopback plain HTTP, on the
 * port above it; without, plain HTTP at the host. Throws StartError `port_in_use` with everything closed again but `http`.
 */
export async function openDoors(http: FastifyInstance, config: DoorsConfig, tls: TlsIdentity | undefined): Promise<Doors> {
  const server = http.server;
  const others: Listener[] = [];
  try {
    return tls ? await openSecurely(http, server, config, tls, others) : await openPlainly(http, server, config, others);
  } catch (error) {
    await Promise.all(others.map((other) => other.close()));
    throw error;
  }
}

async function openSecurely(
  http: FastifyInstance,
  server: Server,
  { port, websocketPort }: DoorsConfig,
  tls: TlsIdentity,
  others: Listener[],
): Promise<Doors> {
  const secure = port === 0 ? await listenBelowFreePort(server, tls) : await listenSecurely(server, everywhere(port), tls);
  others.push(secure);
  await listenHttp(http, LOOPBACK, secure.port + 1);
  if (websocketPort !== undefined) others.push(await listenSecurely(server, everywhere(websocketPort), tls));
  return { url: `http://${LOOPBACK}:${secure.port + 1}`, lanUrls: urlsAt('https', lanAddresses(), secure.port), others };
}

async function openPlainly(http: FastifyInstance, server: Server, config: DoorsConfig, others: Listener[]): Promise<Doors> {
  const host = config.lan ? EVERYWHERE : config.host;
  await listenHttp(http, host, config.port);
  const { port } = server.address() as AddressInfo;
  // Whatever the address, the room answers on loopback too: its own console and the ready line rely on it.
  if (!isEverywhere(host) && host !== LOOPBACK) others.push(await listenAlso(server, { host: LOOPBACK, port, backlog: BACKLOG }));
  const { websocketPort } = config;
  if (websocketPort !== undefined) others.push(await listenAlso(server, { host, port: websocketPort, backlog: BACKLOG }));
  const reachable = isLoopback(host) ? [] : isEverywhere(host) ? lanAddresses() : [host];
  return { url: `http://${LOOPBACK}:${port}`, lanUrls: urlsAt('http', reachable, port), others };
}

const everywhere = (port: number) => ({ host: EVERYWHERE, port, backlog: BACKLOG });
const isEverywhere = (host: string): boolean => host === EVERYWHERE || host === '::';
const urlsAt = (scheme: string, addresses: readonly string[], port: number): string[] =>
  addresses.map((address) => `${scheme}://${address}:${port}`);

async function listenHttp(http: FastifyInstance, host: string, port: number): Promise<void> {
  await http.listen({ host, port, backlog: BACKLOG }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? portInUse(host, port, error) : error;
  });
}

/** Any free port whose neighbour above is free as well. */
async function listenBelowFreePort(server: Server, tls: TlsIdentity): Promise<Listener> {
  for (let tries = 0; tries < TRIES_FOR_A_PAIR; tries++) {
    const listener = await listenSecurely(server, everywhere(0), tls);
    if (await isFree(LOOPBACK, listener.port + 1)) return listener;
    await listener.close();
  }
  throw portInUse(LOOPBACK, 0);
}
