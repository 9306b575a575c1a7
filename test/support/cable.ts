import { createServer, type Socket, connect as tcpConnect } from 'node:net';

/** A cable between client and room that can be pulled. */
export interface Cable {
  /** Takes the place of the room's origin. */
  readonly url: string;
  pull(): void;
  plugIn(): void;
  /** Pulled for good. */
  close(): void;
}

export async function createCable(roomUrl: string): Promise<Cable> {
  const { hostname, port } = new URL(roomUrl);
  const open = new Set<Socket>();
  let isIn = true;
  const server = createServer((near) => {
    if (!isIn) return void near.destroy();
    const far = tcpConnect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const pull = () => {
    isIn = false;
    for (const socket of open) socket.destroy();
  };
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    pull,
    plugIn() {
      isIn = true;
    },
    close() {
      pull();
      server.close();
    },
  };
}
