import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join as joinPath } from 'node:path';
import { type Socket as ClientSocket, io } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import { createMutations } from '../support/mutations.ts';
import { NOTIFICATIONS_PATH } from '../support/notification-day.ts';
import { clientFrame, getRequest, openPeer, type RawPeer, upgradeRequest } from '../support/raw-peers.ts';
import { createRest } from '../support/rest-driver.ts';
import { serveProcesses } from '../support/serve-process.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { ADMIN_PASSWORD, EVERY_TYPE_GIFT, rosterCsv, rosterLines } from '../support/test-room-files.ts';

const makeDir = tempDirs();
const startServe = serveProcesses();
/** The long run, before a release: FUZZ_FRAMES=100000. */
const FRAMES = Number(process.env.FUZZ_FRAMES ?? 1_200);
const SEED = Number(process.env.FUZZ_SEED ?? 20261120);
/** Mutated frames on one connection before the next is opened; those that end it count as well. */
const ON_ONE = 10;
/** So that mutated frames are looked at, and not refused for their number. */
const RAISED = {
  INVIGIL_EVENT_RATE_PER_SECOND: '1000000',
  INVIGIL_EVENT_RATE_BURST: '1000000',
  INVIGIL_MAX_CONNECTIONS_PER_STUDENT: '1000',
};

const open: { destroy(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.destroy();
});

const ID = '0d9f6c1e-6f0e-4b57-9d55-0c6a55a0f9aa';

/** What clients of each kind really send. */
const packets = (questionId: string): string[] => [
  `420${JSON.stringify(['answer_save', { id: ID, questionId, value: 'an answer', revision: 1 }])}`,
  `421${JSON.stringify(['security_event', { id: ID, type: 'copy', occurredAt: '2026-11-20T08:00:00.000Z', seq: 1, details: { a: { b: [1] } } }])}`,
  `422${JSON.stringify(['security_events', { events: [{ id: ID, type: 'paste', occurredAt: '2026-11-20T08:00:00.000Z', seq: 2 }] }])}`,
  `423${JSON.stringify(['heartbeat', { clientTime: '2026-11-20T08:00:00.000Z', monotonicMs: 17 }])}`,
  `424${JSON.stringify(['client_ready', { id: ID }])}`,
  `425${JSON.stringify(['auth_refresh', { token: 'a.b.c' }])}`,
  `451-6${JSON.stringify(['answer_save', { id: ID, value: { _placeholder: true, num: 0 } }])}`,
  `426${JSON.stringify(['sync', { afterSeq: 0, limit: 10 }])}`,
  '40/other,{"token":"x"}',
  '437[{"ok":true}]',
];
const RAW_FRAMES = ['{"type":"ping"}', '{"type":"mark_read","id":"1"}', '{"type":"subscribe","topics":["a"]}'];

/** One connection that is sent broken frames. */
async function victim(url: string, first = ''): Promise<RawPeer> {
  const peer = await openPeer(url, first);
  open.push(peer.socket);
  return peer;
}

/** What the room itself calls a failure: of anything it expects there is none in its log. */
function failures(dataDir: string): string[] {
  const logs = joinPath(dataDir, 'logs');
  const lines = readdirSync(logs).flatMap((name) => readFileSync(joinPath(logs, name), 'utf8').split('\n'));
  return lines.filter((line) => line.includes('"err"'));
}

it(`R10 ${FRAMES} broken frames over every transport end nothing, and a valid request is answered right after`, {
  timeout: 60_000 + FRAMES * 10,
}, async () => {
  const room = startServe(['--port', '0', '--data-dir', makeDir()], RAISED);
  const { url, dataDir } = await room.ready;
  const { token: admin } = await createRest(url).call('auth_login', { username: 'admin', password: ADMIN_PASSWORD });
  const rest = createRest(url, admin);
  const { exam } = await rest.uploadExam(EVERY_TYPE_GIFT);
  const [line, other] = rosterLines(2);
  if (!line || !other) throw new Error('two candidates');
  await rest.uploadRoster(exam.id, rosterCsv([line, other]));
  const { code } = await rest.call('exam_open', { examId: exam.id });
  const [questionId = ''] = (await rest.call('exam_get', { examId: exam.id })).questions.map(({ id }) => String(id));
  const join = (candidateNumber: string) => createRest(url).call('join', { code, candidateNumber, consent: true });
  const [{ token }, { token: witnessToken }] = [await join(line.candidateNumber), await join(other.candidateNumber)];
  await rest.call('exam_start', { examId: exam.id });

  const witness: ClientSocket = io(url, { transports: ['websocket'], auth: { token: witnessToken }, reconnection: false });
  open.push({ destroy: () => void witness.disconnect() });
  await once(witness as never, 'connect');
  let slowestMs = 0;
  const ask = async (): Promise<void> => {
    const startedAt = performance.now();
    const answer: { ok: boolean } = await witness.timeout(8_000).emitWithAck('heartbeat', {});
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    expect(answer.ok).toBe(true);
  };
  await ask();
  slowestMs = 0;

  const broken = createMutations(SEED);
  const corpus = packets(questionId);
  const introduction = clientFrame(`40${JSON.stringify({ token })}`);
  const bearer = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const bodies = corpus.map((packet) => packet.replace(/^\d+(-\d+)?/, '')).filter((text) => text.startsWith('['));

  let sent = 0;
  const write = (socket: Socket, bytes: Buffer): void => {
    if (!socket.destroyed) socket.write(bytes);
    sent++;
  };
  const overSocketIo = async () => {
    const { socket, hears, received } = await victim(url, upgradeRequest(url, '/socket.io/?EIO=4&transport=websocket'));
    await hears('"sid"');
    socket.write(introduction);
    await hears('40{"sid"');
    for (let count = 0; count < ON_ONE; count++) write(socket, broken.frame(broken.one(corpus)));
    return { socket, received };
  };
  const overRawSocket = async () => {
    const { socket, hears, received } = await victim(
      url,
      upgradeRequest(url, '/ws/security/alerts', { Authorization: `Bearer ${admin}` }),
    );
    await hears('connectionId');
    for (let count = 0; count < ON_ONE; count++) write(socket, broken.frame(broken.one(RAW_FRAMES)));
    return { socket, received };
  };
  const overNotifications = async () => {
    const { socket, hears, received } = await victim(
      url,
      upgradeRequest(url, NOTIFICATIONS_PATH, { Authorization: `Bearer ${token}` }),
    );
    await hears('connection');
    for (let count = 0; count < ON_ONE; count++) write(socket, broken.frame(broken.one(RAW_FRAMES)));
    return { socket, received };
  };
  const overPolling = async () => {
    const path = '/socket.io/?EIO=4&transport=polling';
    const sid = /"sid":"([^"]+)"/.exec(await (await fetch(`${url}${path}`)).text())?.[1] ?? '';
    const session = `${path}&sid=${sid}`;
    await fetch(`${url}${session}`, { method: 'POST', body: `40${JSON.stringify({ token })}` });
    const { socket, received } = await victim(url);
    const post = (body: Buffer): Buffer => {
      const head = getRequest(url, session, { 'Content-Type': 'text/plain', 'Content-Length': String(body.length) });
      return Buffer.concat([Buffer.from(head.replace('GET', 'POST')), body]);
    };
    for (let count = 0; count < ON_ONE; count++) write(socket, post(broken.text(broken.one(corpus))));
    // What was answered is fetched, and the session ended if it has not ended by itself.
    if (!socket.destroyed) socket.write(Buffer.concat([Buffer.from(getRequest(url, session)), post(Buffer.from('1'))]));
    return { socket, received };
  };
  const overRest = async () => {
    const { socket, received } = await victim(url);
    for (let count = 0; count < ON_ONE; count++) {
      const body = broken.text(broken.one(bodies));
      const path = broken.one([
        '/api/v1/security/events',
        '/api/v1/join',
        '/api/v1/auth/login',
        '/socket.io/?EIO=4&transport=polling&sid=x',
      ]);
      const headers = { ...bearer, 'Content-Length': String(body.length) };
      write(socket, Buffer.concat([Buffer.from(getRequest(url, path, headers).replace('GET', 'POST')), body]));
    }
    return { socket, received };
  };
  const overHttp = async () => {
    const { socket, received } = await victim(url);
    for (let count = 0; count < ON_ONE; count++)
      write(socket, broken.bytes(Buffer.from(getRequest(url, '/api/v1/attempt', bearer))));
    return { socket, received };
  };

  let heard = '';
  while (sent < FRAMES) {
    const victims = await Promise.all([
      overSocketIo(),
      overSocketIo(),
      overPolling(),
      overRawSocket(),
      overNotifications(),
      overRest(),
      overHttp(),
    ]);
    await ask();
    // What was written to all of them has been read by then, or their end.
    await ask();
    for (const { socket, received } of victims) {
      heard += received();
      socket.destroy();
    }
  }
  const codes = new Map<string, number>();
  for (const [, refused = ''] of heard.matchAll(/"code":"([a-z_]+)"/g)) codes.set(refused, (codes.get(refused) ?? 0) + 1);
  process.stdout.write(
    `fuzz: ${sent} frames, seed ${SEED}; the slowest valid request took ${slowestMs.toFixed(1)} ms\n${JSON.stringify(Object.fromEntries(codes))}\n`,
  );
  // They were looked at, not merely turned away.
  expect(codes.get('invalid_input')).toBeGreaterThan(0);
  expect(codes.get('internal')).toBeUndefined();
  room.kill('SIGTERM');
  const { code: exitCode, stderr } = await room.exit;
  expect(failures(dataDir)).toEqual([]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});
