import { once } from 'node:events';
import { createServer as createTlsServer, type Server } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { openCertificate } from '../../src/main/app/certificate.ts';
import { openKeys } from '../../src/main/app/keys.ts';
import { NoRoomError } from '../../src/renderer/link/no-room-error.ts';
import { at, type ExamDay, prepareExam } from '../support/exam-day.ts';
import { seatPrograms } from '../support/seat-programs.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();
const startProgram = seatPrograms();

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** TLS stands on the port below that of loopback's plain HTTP. */
const securePort = (room: TestRoom): number => Number(new URL(room.url).port) - 1;
const addressOf = (room: TestRoom): string => `https://127.0.0.1:${securePort(room)}`;

async function openDay(): Promise<ExamDay> {
  const room = await startTestRoom({ config: { lan: true } });
  const day = await prepareExam(room, { candidates: 1, until: 'draft' });
  await day.staff.rest.call('exam_open', { examId: day.examId });
  await day.staff.rest.call('exam_start', { examId: day.examId });
  return day;
}

/** Another machine that claims to be the room: a certificate as good, a key of its own. Keeps every byte it is told. */
async function startImpostor(port = 0): Promise<{ port: number; heard: Buffer[]; handshakes: () => number }> {
  const dir = tempDir();
  const heard: Buffer[] = [];
  let handshakes = 0;
  const server = createTlsServer(await openCertificate(dir, openKeys(dir).room.privateKey, Date.now()), (socket) => {
    handshakes++;
    socket.on('data', (bytes: Buffer) => heard.push(bytes));
    socket.on('error', () => {});
  });
  server.on('tlsClientError', () => {});
  servers.push(server);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as { port: number }).port, heard, handshakes: () => handshakes };
}

async function joinSeat({ room, examId, roster }: ExamDay) {
  const { door } = await startProgram(tempDir());
  const { consent } = await door.lookUp(addressOf(room), room.joinCode);
  const line = at(roster, 0);
  const facts = await door.join(addressOf(room), {
    code: room.joinCode,
    examId,
    candidateNumber: line.candidateNumber,
    consent: true,
    consentVersion: consent.version,
    ...(line.accessCode ? { accessCode: line.accessCode } : {}),
  });
  const link = await door.openLink(facts);
  link.start();
  const isIn = (state: string) => expect.poll(() => link.connection.state.state, { timeout: 15_000 }).toBe(state);
  await isIn('connected');
  return { link, isIn };
}

describe('a seat in a room that encrypts', () => {
  it('OP2 joins, answers and is told that the work is saved, by the key alone', async () => {
    const day = await openDay();
    const { link } = await joinSeat(day);
    const { questions = [] } = await link.client.loadAttempt();
    const essay = questions.find(({ type }) => type === 'essay' || type === 'short_answer');
    expect(essay).toBeDefined();
    link.client.saveAnswer(essay?.id as never, 'written over TLS');
    await expect.poll(() => link.client.saveState(essay?.id ?? '')?.state, { timeout: 10_000 }).toBe('saved');
  });

  it('OP2 security-01 says not a byte to another machine at the address, whatever its certificate claims', async () => {
    const { room } = await openDay();
    const impostor = await startImpostor();
    const { door } = await startProgram(tempDir());
    const refused = door.lookUp(`https://127.0.0.1:${impostor.port}`, room.joinCode);
    await expect(refused).rejects.toMatchObject({ code: 'room_identity' });
    await expect(refused).rejects.toBeInstanceOf(NoRoomError);
    expect(impostor.handshakes()).toBeGreaterThan(0);
    expect(Buffer.concat(impostor.heard)).toHaveLength(0);
  });

  it('OP2 security-02 looks again at every new connection: whoever takes the room’s place later hears nothing either', async () => {
    const day = await openDay();
    const { link, isIn } = await joinSeat(day);
    const port = securePort(day.room);
    await day.room.stop();
    await isIn('waiting');
    const impostor = await startImpostor(port);
    link.connection.retryNow();
    link.client.report({ type: 'focus_lost' });
    await expect.poll(impostor.handshakes, { timeout: 15_000 }).toBeGreaterThan(1);
    expect(Buffer.concat(impostor.heard)).toHaveLength(0);
  });

  it('OP2 security-04 goes to a room that does not encrypt only when it is told to', async () => {
    const room = await startTestRoom();
    const { port } = new URL(room.url);
    const { door } = await startProgram(tempDir());
    await expect(door.lookUp(`https://127.0.0.1:${port}`, room.joinCode)).rejects.toMatchObject({ code: 'room_plain' });
    await expect(door.lookUp(`127.0.0.1:${port}`, room.joinCode)).resolves.toMatchObject({ exams: [] });
  });
});
