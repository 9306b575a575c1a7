import { spawnSync } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openRelay, type Relay } from '../../../src/main/simulation/network/relay.ts';
import type { LinkProfile } from '../../../src/main/simulation/scenarios/faults.ts';
import { systemClock } from '../../../src/shared/client/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A room that says everything back and remembers what it heard. */
async function startEcho() {
  const heard: Buffer[] = [];
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    socket.on('data', (bytes) => heard.push(bytes));
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    heard: () => Buffer.concat(heard).toString(),
    connections: () => open.size,
  };
}

async function start(link?: LinkProfile) {
  const echo = await startEcho();
  const relay = await openRelay({ url: echo.url, clock: systemClock, link });
  stops.push(() => relay.close());
  return { echo, relay };
}

/** A candidate's socket that collects what comes back. */
function dial(relay: Relay) {
  const socket = connect(Number(new URL(relay.url).port), '127.0.0.1');
  stops.push(() => socket.destroy());
  let text = '';
  const watchers = new Set<() => void>();
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  socket.on('data', (bytes) => {
    text += String(bytes);
    for (const look of [...watchers]) look();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
  socket.on('close', () => resolve('closed'));
  return {
    socket,
    closed,
    text: () => text,
    hears: (wanted: string) =>
      new Promise<void>((done) => {
        const look = () => text === wanted && done();
        watchers.add(look);
        look();
      }),
  };
}
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the relay of a simulated candidate', () => {
  test('EX6 carries everything as it is while nothing is wrong', async () => {
    const { relay } = await start();
    const { socket, hears, closed } = dial(relay);
    const much = 'x'.repeat(300_000);
    socket.write(much);
    await hears(much);
    socket.end();
    expect(await closed).toBe('closed');
  });

  test('EX6 cut: half of the next frame arrives, then both ends are closed, and a new connection works', async () => {
    const { relay, echo } = await start();
    const { socket, hears, closed } = dial(relay);
    socket.write('hello');
    await hears('hello');
    relay.suffer({ do: 'cut' });
    socket.write('0123456789');
    await closed;
    while (echo.connections() > 0) await soon(5);
    expect(echo.heard()).toBe('hello01234');
    const again = dial(relay);
    again.socket.write('again');
    await again.hears('again');
  });

  test('EX6 cut: a connection on which nothing moves is closed all the same', async () => {
    const { relay } = await start();
    const { socket, hears, closed } = dial(relay);
    socket.write('hello');
    await hears('hello');
    relay.suffer({ do: 'cut' });
    expect(await closed).toBe('closed');
  });

  test('EX6 stall: nothing comes through and nobody is told, then everything arrives, once and in order', async () => {
    const { relay, echo } = await start();
    const { socket, text, hears } = dial(relay);
    socket.write('a');
    await hears('a');
    relay.suffer({ do: 'stall', forMs: 120 });
    for (const letter of 'bcdef') socket.write(letter);
    const late = dial(relay);
    late.socket.write('new');
    await soon(60);
    expect(text()).toBe('a');
    expect(echo.heard()).toBe('a');
    expect(socket.destroyed).toBe(false);
    await hears('abcdef');
    await late.hears('new');
  });

  test('EX6 gone: connections are reset, new ones refused, until it is over or healed', async () => {
    const { relay } = await start();
    const { socket, hears, closed } = dial(relay);
    socket.write('a');
    await hears('a');
    relay.suffer({ do: 'gone', forMs: 60_000 });
    expect(await closed).toBe('ECONNRESET');
    expect(['ECONNRESET', 'closed']).toContain(await dial(relay).closed);
    const before = relay.healedAt();
    relay.heal();
    expect(relay.healedAt()).toBeGreaterThan(before);
    const again = dial(relay);
    again.socket.write('back');
    await again.hears('back');
  });

  test('EX6 retired: whatever is to happen to everybody, it works', async () => {
    const { relay } = await start();
    relay.suffer({ do: 'gone', forMs: 60_000 });
    relay.retire();
    relay.suffer({ do: 'gone', forMs: 60_000 });
    const { socket, hears } = dial(relay);
    socket.write('a');
    await hears('a');
  });

  test('EX6 slow: what comes through is delayed and no more than the line carries', async () => {
    const { relay } = await start({ delayMs: 40 });
    const { socket, hears } = dial(relay);
    let askedAt = performance.now();
    socket.write('a');
    await hears('a');
    expect(performance.now() - askedAt).toBeGreaterThan(75);
    relay.suffer({ do: 'slow', forMs: 60_000, link: { delayMs: 0, kbitPerSecond: 80 } });
    askedAt = performance.now();
    socket.write('b'.repeat(1_000));
    await hears(`a${'b'.repeat(1_000)}`);
    // 1,000 bytes at 10,000 a second, there and back.
    expect(performance.now() - askedAt).toBeGreaterThan(190);
  });

  test('EX6 closing it leaves nothing open', async () => {
    const { relay, echo } = await start();
    const { socket, hears, closed } = dial(relay);
    socket.write('a');
    await hears('a');
    relay.suffer({ do: 'stall', forMs: 60_000 });
    await relay.close();
    await closed;
    while (echo.connections() > 0) await soon(5);
  });

  test('OP1 closed while connections are just ending, it lets the process end', () => {
    const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../../../src', path));
    // Both sides have ended while nothing moved: what the relay passes on and its closing come in the same moment.
    const script = `
      import { connect, createServer } from 'node:net';
      import { openRelay } from ${source('main/simulation/network/relay.ts')};
      import { systemClock } from ${source('shared/client/system-clock.ts')};
      const room = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => {}).on('data', () => {}));
      await new Promise((done) => room.listen(0, '127.0.0.1', done));
      const relay = await openRelay({ url: 'http://127.0.0.1:' + room.address().port, clock: systemClock });
      const candidate = connect({ port: Number(new URL(relay.url).port), host: '127.0.0.1', allowHalfOpen: true });
      candidate.on('error', () => {});
      await new Promise((done) => candidate.write('a', () => setTimeout(done, 100)));
      relay.suffer({ do: 'stall', forMs: 60_000 });
      candidate.end();
      await new Promise((done) => setTimeout(done, 100));
      await relay.close();
      candidate.destroy();
      room.close();
      room.unref();
    `;
    const { status, signal } = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      timeout: 8_000,
      killSignal: 'SIGKILL',
    });
    expect({ status, signal }).toEqual({ status: 0, signal: null });
  });
});
