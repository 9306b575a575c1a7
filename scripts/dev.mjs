/**
 * `npm run dev`: the pages in a browser as they are written, each change at once. `--room URL` names a running room (`npm run
 * invigil -- serve`) that answers what the pages ask; without one only the component page is of use.
 */
import { parseArgs } from 'node:util';
import { resolveConfig } from 'electron-vite';
import { createServer, mergeConfig } from 'vite';
import { root } from './sources.mjs';

const { values } = parseArgs({
  options: { room: { type: 'string' }, port: { type: 'string', default: '5173' } },
});

process.chdir(root);
const resolved = await resolveConfig({ logLevel: 'warn' }, 'serve', 'development');
const renderer = resolved.config?.renderer;
if (!renderer) throw new Error('electron.vite.config.ts says nothing about renderer');
const room = values.room?.replace(/\/+$/, '');
/** The room speaks to its own pages only: what comes through here carries its address as origin. */
const toRoom = { target: room, ws: true, changeOrigin: true, headers: room ? { origin: room } : {} };
const paths = ['/api', '/alerts', '/socket.io', '/ws', '/join', '/healthz', '/readyz'];
const server = await createServer(
  mergeConfig(renderer, {
    server: {
      host: '127.0.0.1',
      port: Number(values.port),
      proxy: room ? Object.fromEntries(paths.map((path) => [path, toRoom])) : {},
    },
  }),
);
await server.listen();
const address = server.httpServer?.address();
const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : values.port}`;
process.stdout.write(
  `component page  ${url}/showcase/\n${room ? `console         ${url}/console/\nexam            ${url}/exam/\n` : ''}`,
);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close().then(() => process.exit(0)));
