/**
 * `npm run bench -- guards`: what the room costs whom when somebody misbehaves (protocol 1, Limits). Limits as they are delivered,
 * nothing raised; everybody comes from one address, as behind a router.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ServerProcess, startNode } from './contestants/start-node.ts';
import { socketIo } from './load/dialects.ts';
import { type Client, openClient } from './load/open-client.ts';
import { openRudely } from './load/rude-client.ts';
import { percentile } from './measures/statistics.ts';

const HALL = 500;
const LATE_COMERS = 60;
const STRANGERS = 20_000;
const STRANGERS_ABREAST = 200;
/** Dropped after 5 s, and a moment for the last of them. */
const UNTIL_DROPPED_MS = 6_500;
const EVENTS_A_SECOND = 10;
const WATCH_MS = 5_000;
const FLOOD_A_SECOND = 200;
const MIB = 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A running exam with a hall of people on its roster who have not come yet. */
interface Room {
  readonly port: number;
  readonly server: ServerProcess;
  readonly examId: string;
  readonly admin: string;
  join(number: number): Promise<string>;
}

function ask(
  port: number,
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
  agent?: Agent,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: agent ?? false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function openRoom(entry: string, workFolder: string): Promise<Room> {
  const password = randomBytes(12).toString('hex');
  const dataDir = mkdtempSync(join(workFolder, 'guards-'));
  const server = await startNode(entry, ['serve', '--port', '0', '--json', '--data-dir', dataDir], {
    cwd: workFolder,
    env: { INVIGIL_ADMIN_PASSWORD: password, INVIGIL_LOG_LEVEL: 'error' },
    lines: 2,
  });
  const [ready = '', codeLine = ''] = server.lines;
  const port = Number(new URL((JSON.parse(ready) as { url: string }).url).port);
  const { code } = JSON.parse(codeLine) as { code: string };
  const call = async <T>(method: string, path: string, body: string, type: string, token?: string): Promise<T> => {
    const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const { status, text } = await ask(port, method, `/api/v1${path}`, body, headers);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  };
  const json = 'application/json';
  const { token: admin } = await call<{ token: string }>(
    'POST',
    '/auth/login',
    JSON.stringify({ username: 'admin', password }),
    json,
  );
  const { exam } = await call<{ exam: { id: string } }>('POST', '/exams/import', '::Q:: 1 + 1? {=2 ~3}', 'text/plain', admin);
  const people = Array.from({ length: HALL + LATE_COMERS }, (_, n) => `G${n},Bench,G${n}`);
  await call('POST', `/exams/${exam.id}/roster`, `candidateNumber,firstName,lastName\n${people.join('\n')}\n`, 'text/csv', admin);
  for (const step of ['open', 'start']) await call('POST', `/exams/${exam.id}/${step}`, '{}', json, admin);
  return {
    port,
    server,
    examId: exam.id,
    admin,
    join: async (n) => {
      const body = JSON.stringify({ code, candidateNumber: `G${n}`, consent: true });
      return (await call<{ token: string }>('POST', '/join', body, json)).token;
    },
  };
}

const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`;
const mebibytes = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

/** Everybody at once, from joining to a socket that is let in. */
async function fillHall({ join: joinAs, port }: Room): Promise<{ clients: Client[]; tookMs: number; slowestMs: number }> {
  const startedAt = performance.now();
  const target = { host: '127.0.0.1', port, dialect: socketIo };
  let slowestMs = 0;
  const clients = await Promise.all(
    Array.from({ length: HALL }, async (_, n) => {
      const client = await openClient(target, await joinAs(n));
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      return client;
    }),
  );
  return { clients, tookMs: performance.now() - startedAt, slowestMs };
}

/** Handshakes by polling that nobody follows up; meanwhile somebody joins five times a second. */
async function floodAnonymously(room: Room): Promise<{ tookMs: number; refused: number; slowestJoinMs: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: STRANGERS_ABREAST });
  let [left, refused, isOver, slowestJoinMs] = [STRANGERS, 0, false, 0];
  const startedAt = performance.now();
  const stranger = async (): Promise<void> => {
    while (left-- > 0) {
      // Cut off in the middle by the guard counts as refused.
      const status = await ask(room.port, 'GET', '/socket.io/?EIO=4&transport=polling', '', {}, agent).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status !== 200) refused++;
    }
  };
  const latecomers = (async () => {
    for (let n = HALL; !isOver && n < HALL + LATE_COMERS; n++) {
      const from = performance.now();
      const client = await openClient({ host: '127.0.0.1', port: room.port, dialect: socketIo }, await room.join(n));
      slowestJoinMs = Math.max(slowestJoinMs, performance.now() - from);
      client.close();
      await pause(200);
    }
  })();
  await Promise.all(Array.from({ length: STRANGERS_ABREAST }, stranger));
  isOver = true;
  const tookMs = performance.now() - startedAt;
  await latecomers;
  agent.destroy();
  return { tookMs, refused, slowestJoinMs };
}

/** How long the hall waits for its acknowledgements, each sending ten events a second in turn. */
async function watchAcks(clients: readonly Client[], forMs: number): Promise<number[]> {
  const waits: number[] = [];
  const sentAt = clients.map(() => 0);
  clients.forEach((client, n) => {
    client.onAck = () => waits.push(performance.now() - (sentAt[n] ?? 0));
  });
  const some = clients.slice(0, 100);
  const startedAt = performance.now();
  for (let sent = 0; performance.now() - startedAt < forMs; ) {
    const due = ((performance.now() - startedAt) / 1000) * some.length * EVENTS_A_SECOND;
    for (; sent < due; sent++) {
      const n = sent % some.length;
      sentAt[n] = performance.now();
      some[n]?.write(socketIo.emit('heartbeat', '{}', 7));
    }
    await pause(2);
  }
  await pause(300);
  return waits;
}

/** One candidate at ten times the rate, who comes back whenever they are cut off. */
function flood(port: number, token: string): { stop(): Promise<number> } {
  const frame = socketIo.emit('heartbeat', '{}', 1);
  let [isOver, cutOff] = [false, 0];
  const over = (async () => {
    while (!isOver) {
      const client = await openRudely(port, token).catch(() => undefined);
      if (!client) await pause(50);
      else {
        for (const startedAt = performance.now(), sent = { count: 0 }; client.isOpen() && !isOver; await pause(5)) {
          const due = ((performance.now() - startedAt) / 1000) * FLOOD_A_SECOND;
          for (; sent.count < due; sent.count++) client.socket.write(frame);
        }
        if (!client.isOpen()) cutOff++;
        client.socket.destroy();
      }
    }
    return cutOff;
  })();
  return {
    stop: () => {
      isOver = true;
      return over;
    },
  };
}

const STORM_TYPES = [
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'virtual_machine',
  'multiple_displays',
  'display_changed',
  'clock_skew',
  'idle_timeout',
  'renderer_crashed',
  'copy',
  'cut',
  'paste',
  'print_attempt',
  'context_menu',
  'forbidden_shortcut',
  'navigation_blocked',
  'url_blocked',
  'usb_device_attached',
  'network_changed',
];

/** Distinct alerts of all these candidates at once, type by type; how long each waited for its acknowledgement. */
async function storm(clients: readonly Client[]): Promise<number[]> {
  const waits: number[] = [];
  for (const [turn, type] of STORM_TYPES.entries()) {
    for (const client of clients) {
      const from = performance.now();
      client.onAck = () => waits.push(performance.now() - from);
      const event = {
        id: randomUUID(),
        type,
        occurredAt: new Date().toISOString(),
        seq: turn + 1,
        details: { note: 'x'.repeat(500) },
      };
      client.write(socketIo.emit('security_event', JSON.stringify(event), 9));
    }
    await pause(500);
  }
  return waits;
}

interface Stalled {
  readonly isDropped: boolean;
  readonly grewBytes: number;
  readonly waits: readonly number[];
}

/** The same storm beside a console that reads nothing. */
async function stall(room: Room, clients: readonly Client[]): Promise<Stalled> {
  const before = await room.server.probe.collect();
  const console = await openRudely(room.port, room.admin);
  console.socket.pause();
  const waits = await storm(clients);
  const after = await room.server.probe.collect();
  const isReading = console.isOpen();
  console.socket.resume();
  await Promise.race([console.closed, pause(1_000)]);
  const isDropped = isReading && !console.isOpen();
  console.socket.destroy();
  return { isDropped, grewBytes: after.rss - before.rss, waits };
}

/** Prints the figures; nothing is judged here. */
export async function benchGuards(entry: string, workFolder: string, say: (text: string) => void): Promise<void> {
  say('guards: limits as delivered, nothing raised; everybody from one address');
  const room = await openRoom(entry, workFolder);
  try {
    const { clients, tookMs, slowestMs } = await fillHall(room);
    say(`${HALL} candidates join and connect at once: ${milliseconds(tookMs)} in all, the last after ${milliseconds(slowestMs)}`);

    const { probe } = room.server;
    const before = await probe.release();
    const anonymous = await floodAnonymously(room);
    await pause(UNTIL_DROPPED_MS);
    const after = await probe.collect();
    const released = await probe.release();
    say(
      `${STRANGERS} anonymous handshakes in ${milliseconds(anonymous.tookMs)} (${anonymous.refused} cut off): after they are dropped ` +
        `${mebibytes(released.rss - before.rss)} more are held (heap ${mebibytes(after.heapUsed - before.heapUsed)}), and ` +
        `${mebibytes(after.rss - released.rss)} resident as the runtime's reserve, which it gives back when memory is short; ` +
        `the slowest valid join meanwhile took ${milliseconds(anonymous.slowestJoinMs)}`,
    );

    const quiet = await watchAcks(clients, WATCH_MS);
    const flooder = flood(room.port, await room.join(HALL + LATE_COMERS - 1));
    const disturbed = await watchAcks(clients, WATCH_MS);
    const cutOff = await flooder.stop();
    say(
      `acknowledgements of 100 others, p99: ${percentile(quiet, 0.99).toFixed(1)} ms undisturbed, ${percentile(disturbed, 0.99).toFixed(1)} ms ` +
        `beside one who sends ${FLOOD_A_SECOND}/s (cut off ${cutOff} times in ${WATCH_MS / 1000} s)`,
    );

    const reader = await openClient({ host: '127.0.0.1', port: room.port, dialect: socketIo }, room.admin);
    const undisturbed = await storm(clients.slice(0, HALL / 2));
    const stalled = await stall(room, clients.slice(HALL / 2));
    reader.close();
    say(
      `a console that reads nothing, while ${(HALL / 2) * STORM_TYPES.length} alerts are raised: ${stalled.isDropped ? 'dropped' : 'still connected'}, ` +
        `${mebibytes(stalled.grewBytes)} more resident (the alerts themselves included); acknowledgements of the others p99 ` +
        `${percentile(stalled.waits, 0.99).toFixed(1)} ms, in the same storm without it ${percentile(undisturbed, 0.99).toFixed(1)} ms`,
    );
    for (const client of clients) client.close();
  } finally {
    await room.server.stop();
  }
}
