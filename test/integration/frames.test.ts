import { randomBytes } from 'node:crypto';
import { connect, type Socket as TcpSocket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { KNOWN_EVENT_TYPES } from '../../src/shared/model/security-event.ts';
import type { ExamMessage } from '../../src/shared/protocol/index.ts';
import { answerTo, at, type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const sockets: TcpSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

const TRANSPORTS: ('websocket' | 'polling')[][] = [['websocket'], ['polling'], ['polling', 'websocket']];
const FAST = { eventRate: { perSecond: 10_000, burst: 10_000 } };

/** Everything a socket hears in the order it hears it: events by name, answers by the id they are for. */
function listen(socket: TestSocket) {
  const heard: string[] = [];
  socket.raw.onAny((name: string) => heard.push(name));
  return {
    heard,
    ask: async (event: string, input: object) => {
      const answer = await socket.raw.emitWithAck(event, input);
      heard.push(`answer to ${event}`);
      return answer as { ok: boolean };
    },
  };
}

const announce = (socket: TestSocket, day: ExamDay, message: string) =>
  socket.command('exam_broadcast', { id: newId(), examId: day.examId, title: 'To all', message, severity: 'low' });

/** A masked frame, as a client writes it. */
function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const head = Buffer.alloc(14, 0);
  head.set([0x81, 0xff]);
  head.writeUInt32BE(payload.length, 6);
  mask.copy(head, 10);
  return Buffer.concat([head, payload.map((byte, i) => byte ^ (mask[i % 4] as number))]);
}

/** A Socket.IO client by hand, to be cut off at any time. */
function connectRaw(url: string, token: string): Promise<TcpSocket> {
  const { port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    let received = '';
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      const before = received;
      received += chunk.toString('latin1');
      if (!before.includes('"sid"') && received.includes('"sid"')) socket.write(clientFrame(`40${JSON.stringify({ token })}`));
      if (received.includes('40{"sid"')) resolve(socket);
    });
    socket.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
  });
}

describe('protocol 1 what a socket is sent, and in which order', () => {
  it.each(TRANSPORTS.map((transports) => ({ transports })))(
    'protocol 1 over $transports the greeting comes first, and what a commit causes before its answer',
    async ({ transports }) => {
      const room = await startTestRoom();
      const day = await prepareExam(room);
      const candidate = only(day.candidates);
      const socket = await candidate.socket({ transports });
      await socket.waitFor('session-update');
      expect(socket.all.slice(0, 2).map(({ name }) => name)).toEqual(['exam-state', 'attempt-state']);
      const { heard, ask } = listen(socket);
      await ask('security_event', candidate.event('client_tampered'));
      await ask('heartbeat', {});
      expect(heard.at(-1)).toBe('answer to heartbeat');
      expect(heard).toContain('security_warning');
      expect(heard.indexOf('security_warning')).toBeLessThan(heard.indexOf('answer to security_event'));
    },
  );

  it('protocol 1 keeps every frame and its order while polling becomes a WebSocket', async () => {
    const room = await startTestRoom({ config: FAST });
    const day = await prepareExam(room, { candidates: 2 });
    const [quick, other] = [at(day.candidates, 0), at(day.candidates, 1)];
    const staff = await day.staff.socket({ transports: ['polling', 'websocket'] });
    const sender = await quick.socket();
    const listener = await other.socket({ transports: ['polling', 'websocket'] });
    const { heard, ask } = listen(listener);
    const answers: Promise<{ ok: boolean }>[] = [];
    const isUpgraded = () => [staff, listener].every(({ raw }) => raw.io.engine.transport.name === 'websocket');
    let sent = 0;
    for (; sent < 40 || (sent < 2_000 && !isUpgraded()); sent++) {
      answers.push(ask('answer_save', answerTo(day.question('essay'), `ข้อ ${sent}`, sent + 1)));
      if (sent % 4 === 0)
        await sender.command('security_event', quick.event(at(KNOWN_EVENT_TYPES, (sent / 4) % KNOWN_EVENT_TYPES.length)));
      if (sent % 10 === 0) await announce(staff, day, `number ${sent}`);
    }
    expect(isUpgraded()).toBe(true);
    await announce(staff, day, 'the last');
    expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
    await listener.waitFor<ExamMessage>('exam-message', ({ message }) => message === 'the last');
    expect(heard.filter((what) => what === 'answer to answer_save')).toHaveLength(sent);
    const messages = listener.of<ExamMessage>('exam-message').map(({ message }) => message);
    expect(messages).toEqual([...Array.from({ length: Math.ceil(sent / 10) }, (_, n) => `number ${n * 10}`), 'the last']);
    const { lastSeq } = await staff.command('sync', { afterSeq: 0 });
    await staff.waitFor<Alert>('security-alert', ({ seq }) => seq === lastSeq);
    expect(staff.of<Alert>('security-alert').map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, n) => n + 1));
  });

  it('protocol 1 tells a room nothing after somebody left it', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const [staff, watcher] = [await day.staff.socket(), await day.staff.socket()];
    await watcher.command('join_exam', { examId: day.examId });
    await announce(staff, day, 'while in the room');
    await watcher.waitFor('exam-message');
    await watcher.command('leave_exam', { examId: day.examId });
    await announce(staff, day, 'after leaving');
    const candidate = await only(day.candidates).socket();
    await announce(staff, day, 'and once more');
    await candidate.waitFor('exam-message');
    await watcher.settled();
    expect(watcher.of<ExamMessage>('exam-message').map(({ message }) => message)).toEqual(['while in the room']);
    expect(staff.of('exam-message')).toEqual([]);
  });

  it('protocol 1 carries any text both ways, through answers, alerts and announcements', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    for (const transports of TRANSPORTS) {
      const socket = await candidate.socket({ transports });
      const staff = await day.staff.socket({ transports });
      for (const text of [
        'กำลังทำข้อสอบ',
        '😀\u2028"\\',
        ...[90, 126, 127, 60_000].map((length) => 'ก'.repeat(length).slice(0, 1_900)),
      ]) {
        await announce(staff, day, text);
        await socket.waitFor<ExamMessage>('exam-message', ({ message }) => message === text);
      }
      socket.close();
      staff.close();
    }
    const socket = await candidate.socket();
    const essay = 'ข'.repeat(30_000);
    await socket.command('answer_save', answerTo(day.question('essay'), essay, 1));
    expect((await candidate.rest.call('attempt_get', {})).answers[0]?.value).toBe(essay);
  });

  it('protocol 1 refuses an event of more than 64 KiB, in whatever form it is written, unless it is an answer', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const socket = await candidate.socket();
    const details = { text: 'x'.repeat(66_000) };
    expect((await socket.refusal('security_event', candidate.event('copy', { details }))).code).toBe('payload_too_large');
    const saved = await socket.ask('answer_save', answerTo(day.question('essay'), 'x'.repeat(66_000)));
    expect(saved.ok || saved.error.code).not.toBe('payload_too_large');

    const raw = await connectRaw(room.url, candidate.token);
    const answered = new Promise<string>((resolve) =>
      raw.on('data', (chunk) => /437\[.*\]/.test(String(chunk)) && resolve(String(chunk))),
    );
    // The default namespace may be named: then Socket.IO itself reads the event.
    raw.write(clientFrame(`42/,7["security_event",${JSON.stringify(candidate.event('copy', { details }))}]`));
    expect(await answered).toContain('payload_too_large');
  });

  it('protocol 1 an answer that carries more than 65,536 bytes arrives whole', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 6 });
    for (const candidate of day.candidates) {
      const socket = await candidate.socket();
      await socket.command('security_events', { events: KNOWN_EVENT_TYPES.map((type) => candidate.event(type)) });
    }
    for (const transports of TRANSPORTS) {
      const staff = await day.staff.socket({ transports });
      const page = await staff.command('sync', { afterSeq: 0, limit: 1_000 });
      expect(Buffer.byteLength(JSON.stringify(page))).toBeGreaterThan(65_536);
      expect(page.alerts.map(({ seq }) => seq)).toEqual(Array.from({ length: page.lastSeq }, (_, n) => n + 1));
    }
  });
});

describe('R10 sockets that end while something is on its way to them', () => {
  it('R10 events of a client that is cut off at once are kept, and nobody else misses anything', async () => {
    const room = await startTestRoom({ config: { ...FAST, maxConnectionsPerStudent: 50 } });
    const day = await prepareExam(room, { candidates: 2 });
    const [cut, steady] = [at(day.candidates, 0), at(day.candidates, 1)];
    const staff = await day.staff.socket();
    const socket = await steady.socket();
    const kept: object[] = [];
    for (let round = 0; round < 12; round++) {
      const raw = await connectRaw(room.url, cut.token);
      const event = cut.event(`cut_${round}`);
      // Of what was sent before a reset the system may throw away what was not read yet.
      if (round % 3 !== 0) kept.push(event);
      // An answer is asked for, and announcements are on their way, when the connection is reset.
      raw.write(clientFrame(`42${round}["security_event",${JSON.stringify(event)}]`));
      const announced = announce(staff, day, `round ${round}`);
      if (round % 3 === 0) raw.resetAndDestroy();
      else if (round % 3 === 1) raw.end();
      else raw.write(clientFrame('41'));
      await announced;
      raw.destroy();
    }
    await socket.waitFor<ExamMessage>('exam-message', ({ message }) => message === `round ${11}`);
    expect(socket.of('exam-message')).toHaveLength(12);
    const reconnected = await cut.socket();
    expect(await reconnected.command('security_event', cut.event('still_here'))).toMatchObject({ ok: true });
    for (const event of kept) expect(await reconnected.ask('security_event', event)).toMatchObject({ ok: true, duplicate: true });
  });

  it('R10 a client that leaves without waiting for its answer harms nobody, and its event counts', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const socket = await candidate.socket();
    const event = candidate.event('copy');
    const staff = await day.staff.socket();
    socket.raw.emit('security_event', event, () => {});
    socket.close();
    await staff.waitFor('security-alert');
    const again = await candidate.socket();
    expect(await again.command('security_event', event)).toMatchObject({ ok: true, duplicate: true });
  });

  it('ID3 the last words to a session that is ended arrive before it is closed', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    for (const transports of TRANSPORTS) {
      const joined =
        transports === TRANSPORTS[0] ? candidate : await day.join(candidate.line, { resumeToken: candidate.joined.resumeToken });
      const socket = await joined.socket({ transports });
      await day.staff.rest.call('session_terminate', { id: newId(), sessionId: joined.joined.session.id });
      expect(await socket.waitFor('error')).toMatchObject({ code: 'token_revoked' });
      await socket.closed;
    }
  });
});
