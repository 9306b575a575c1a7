import { Agent as PlainAgent } from 'node:http';
import { Agent } from 'node:https';
import { type FetchPort, type SocketFactory, socketIoThrough } from '../../shared/client/index.ts';
import { normaliseJoinCode } from '../../shared/model/join-code.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { isLoopback } from './addresses.ts';
import { createPinnedRoom, fetchThrough, RoomIdentityError, shut } from './pinned-room.ts';

/** How a command speaks to a running room, on every transport. */
export interface WaysToRoom {
  /** Origin of the room. */
  readonly origin: string;
  readonly fetch: FetchPort;
  readonly socketFactory: SocketFactory;
  /** For raw WebSockets. */
  readonly agent: PlainAgent;
  /** What the person should know before a password goes this way; one sentence. */
  readonly warning?: string;
  close(): void;
}

const HELLO_MS = 10_000;

/** What the system says when nobody it trusts vouches for a certificate. */
const UNTRUSTED = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT)/;
const NO_TLS = /^(EPROTO|ERR_SSL_)/;

function originOf(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && (parsed.protocol === 'http:' || parsed.protocol === 'https:')) return parsed;
  throw new RoomError(
    'invalid_input',
    '--url is the address of a room, as in http://127.0.0.1:3000 or https://192.168.1.5:3000.',
    {
      field: 'url',
    },
  );
}

/** Why there is no way to a room, as one sentence. */
function whyNot(error: unknown, { origin, protocol }: URL): string {
  if (error instanceof RoomIdentityError)
    return `What answers at ${origin} is not the room of this join code: nothing was sent to it. Check the address and the code.`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNTRUSTED.test(code))
    return `Nobody this computer trusts vouches for ${origin}: give the room's join code with --code, which proves its key.`;
  if (NO_TLS.test(code)) return `What answers at ${origin} does not speak TLS: is it http:// there?`;
  if (code === 'ECONNRESET' && protocol === 'http:')
    return `What answers at ${origin} does not speak plain HTTP: for a room on the LAN give https:// and its --code.`;
  return `Nothing answers at ${origin}${code ? ` (${code})` : ''}: is the room open, and the address right?`;
}

/**
 * Opens the ways to a running room and makes sure that somebody answers. Over TLS a join code pins the room's key: nothing reaches
 * anybody else (OP2). Without one only a certificate the computer trusts will do. Throws RoomError with one sentence.
 */
export async function openWays(url: string, typedCode?: string): Promise<WaysToRoom> {
  const address = originOf(url);
  const { origin } = address;
  const code = typedCode === undefined ? undefined : normaliseJoinCode(typedCode);
  if (typedCode !== undefined && code === undefined)
    throw new RoomError('join_code_invalid', '--code is no join code: it has 13 letters and digits, as the room shows it.');
  const isSecure = address.protocol === 'https:';
  const ways = isSecure && code !== undefined ? createPinnedRoom(code) : unpinned(isSecure);
  try {
    let giveUp: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      giveUp = setTimeout(() => reject(new Error('late')), HELLO_MS);
    });
    await Promise.race([ways.fetch(`${origin}/healthz`, { method: 'GET', headers: {} }), late]).finally(() =>
      clearTimeout(giveUp),
    );
  } catch (error) {
    ways.close();
    throw new RoomError('not_found', whyNot(error, address));
  }
  const isOpen = !isSecure && !isLoopback(address.hostname.replace(/^\[|\]$/g, ''));
  const warning = `${origin} is not encrypted: others on the network can read the password, and --code cannot prove the room.`;
  return { ...ways, origin, ...(isOpen ? { warning } : {}) };
}

function unpinned(isSecure: boolean) {
  const agent = isSecure ? new Agent({ keepAlive: true }) : new PlainAgent({ keepAlive: true });
  return { fetch: fetchThrough(agent), socketFactory: socketIoThrough(agent), agent, close: () => shut(agent) };
}
