import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between clients and a room and keeps every byte the room sends, whatever the protocol. */
export interface WireTap {
  /** Where the clients connect instead. */
  readonly url: string;
  /** Everything the room has sent through it so far: as it came, and once more what tokens in it carry. */
  heard(): string;
  stop(): void;
}

/** The readable parts of a token are base64: whoever holds it can read them. */
const opened = (text: string): string =>
  [...new Set(text.match(/eyJ[\w-]{10,}/g) ?? [])].map((part) => Buffer.from(part, 'base64url').toString()).join('\n');

/** `from` is the loopback address the room sees its clients at. */
export async function tapWire(roomUrl: string, from = '127.0.0.1'): Promise<WireTap> {
  const { port } = new URL(roomUrl);
  const chunks: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const room = connect({ host: '127.0.0.1', port: Number(port), localAddress: from });
    for (const [one, other] of [
      [client, room],
      [room, client],
    ] as const) {
      open.add(one);
      one.on('data', (chunk) => {
        if (one === room) chunks.push(chunk);
        if (!other.destroyed) other.write(chunk);
      });
      one.on('end', () => other.end());
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    heard: () => {
      const text = Buffer.concat(chunks).toString('utf8');
      return `${text}\n${opened(text)}`;
    },
    stop: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
