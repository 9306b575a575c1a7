import { describe, expect, it } from 'vitest';
import { answerTo, at, newId, prepareExam } from '../support/exam-day.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';
import { readAllFiles } from '../support/store-file.ts';
import { KEY_CANARY } from '../support/test-room-files.ts';

const startTestRoom = testRooms();

const A = { candidateNumber: 'NUM-AAAA-1', firstName: 'Aurelia', lastName: 'Canarywine', seat: 'A1', accessCode: 'code-aaaa' };
const B = {
  candidateNumber: 'NUM-BBBB-2',
  firstName: 'Bartholomew',
  lastName: 'Canarybird',
  seat: 'B2',
  accessCode: 'code-bbbb',
};
const EMAIL = 'bartholomew@canary.example';

/** Every byte that goes to a candidate's socket, as it comes off the wire. */
function record(socket: TestSocket): string[] {
  const frames: string[] = [];
  socket.raw.io.engine.on(
    'packet',
    ({ data }: { data?: unknown }) => void frames.push(typeof data === 'string' ? data : JSON.stringify(data ?? '')),
  );
  return frames;
}

/** A whole exam day of two candidates, everything that can happen to them; answers all that A was ever sent. */
async function examDay(room: TestRoom): Promise<string> {
  const day = await prepareExam(room, { until: 'draft', candidates: [A, B] });
  const { staff, examId } = day;
  await staff.rest.uploadRoster(
    examId,
    `candidateNumber,firstName,lastName,email,accessCode\n${B.candidateNumber},${B.firstName},${B.lastName},${EMAIL},${B.accessCode}\n`,
  );
  await staff.rest.call('exam_open', { examId });
  const sent: string[] = [];
  const info = await room.anyone.send('GET', `/api/v1/join?code=${room.joinCode}`);
  const joinedA = await room.anyone.send('POST', '/api/v1/join', {
    body: { code: room.joinCode, candidateNumber: A.candidateNumber, consent: true, accessCode: A.accessCode },
  });
  sent.push(info.text, joinedA.text);
  const { token, user } = joinedA.json<{ token: string; user: { id: string } }>();
  const rest = room.rest(token);
  const socketA = await room.socket(token);
  const frames = record(socketA);
  const b = await day.join(B);
  const socketB = await b.socket();
  const console = await staff.socket();
  const hear = async (path: string) => void sent.push((await rest.send('GET', path)).text);

  await staff.rest.call('exam_start', { examId });
  await hear('/api/v1/attempt');
  for (const socket of [socketA, socketB]) await socket.command('answer_save', answerTo(day.question('essay'), 'words', 1));
  // B goes through every response there is, up to the automatic suspension, which A hears of.
  const types = [
    'paste',
    'client_tampered',
    'forbidden_process',
    'screen_capture_attempt',
    'screen_share_detected',
    'remote_session',
    'devtools_open',
  ];
  for (const type of types) await socketB.command('security_event', b.event(type));
  await socketA.waitFor('auto_suspend_triggered');
  await socketA.command('security_event', { id: newId(), type: 'paste', occurredAt: new Date().toISOString(), seq: 1 });
  const list = (await staff.rest.call('attempts_list', { examId })).attempts;
  for (const { id: attemptId, state } of list) {
    if (state === 'suspended') await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume' });
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'warn', message: 'Calm, please.' });
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume' });
  }
  await console.command('exam_broadcast', { id: newId(), examId, title: 'Soon', message: 'Soon over.', severity: 'low' });
  await staff.rest.call('exam_pause', { examId });
  await staff.rest.call('exam_resume', { examId });
  await hear('/api/v1/attempt');
  await hear('/api/v1/attempt/events');
  // A asks for what is not theirs.
  for (const path of [
    `/api/v1/exams/${examId}`,
    `/api/v1/exams/${examId}/results`,
    `/api/v1/exams/${examId}/roster`,
    `/api/v1/attempts/${b.attemptId}`,
    '/api/v1/sessions',
    '/alerts/recent',
  ])
    await hear(path);
  for (const event of ['proctor_action', 'sync', 'join_exam', 'session_terminate', 'alert_action']) {
    sent.push(JSON.stringify(await socketA.ask(event, { id: newId(), attemptId: b.attemptId, examId, afterSeq: 0 })));
  }
  sent.push(
    (
      await room.anyone.send('POST', '/api/v1/join', {
        body: { code: room.joinCode, candidateNumber: B.candidateNumber, consent: true, accessCode: 'guess' },
      })
    ).text,
  );
  await socketA.command('exam_submit', { id: newId() });
  await staff.rest.call('exam_end', { examId });
  await staff.rest.call('results_publish', { examId, waiveUnmarked: true });
  await hear('/api/v1/attempt');
  await hear('/api/v1/attempt/result');
  await socketA.settled();
  expect(user.id).not.toBe(b.userId);
  return [...sent, ...frames].join('\n');
}

describe('ID7 and EX1 what a candidate is never sent', () => {
  it('ID7 no byte sent to one candidate holds another one’s name, number or id, a key of the paper, or a score of risk', async () => {
    const room = await startTestRoom();
    const sent = await examDay(room);
    expect(sent.length).toBeGreaterThan(5_000);
    expect(sent, 'the recording works: their own name is there').toContain(A.lastName);
    const { attempts } = await (await room.signIn()).rest.call('attempts_list', {
      examId: (await (await room.signIn()).rest.call('exams_list', {})).exams[0]?.id,
    });
    const b = attempts.find(({ candidateNumber }) => candidateNumber === B.candidateNumber);
    const forbidden = [
      B.candidateNumber,
      B.firstName,
      B.lastName,
      EMAIL,
      B.accessCode,
      b?.id ?? 'missing',
      b?.userId ?? 'missing',
      'riskScore',
      'alertId',
      '"weight"',
      '"pairs"',
      '"accepted"',
      '"feedback',
    ];
    for (const secret of forbidden) expect(sent.includes(secret), `"${secret}" was sent to another candidate`).toBe(false);
    // Names of questions, accepted answers, feedback.
    const keys = [`${KEY_CANARY}-name`, `${KEY_CANARY}-feedback`, `${KEY_CANARY}word`, `${KEY_CANARY}half`];
    for (const key of keys) expect(sent.includes(key), `"${key}" was sent to a candidate`).toBe(false);
  });

  it('ID7 security-43 names, numbers, e-mails, addresses and access codes stand nowhere in the data dir in plain, the log included', async () => {
    const room = await startTestRoom({ config: { logLevel: 'debug' } });
    await examDay(room);
    await (await room.signIn()).rest.send('GET', '/api/v1/nothing-here');
    const whileRunning = readAllFiles(room.dataDir);
    await room.stop();
    const afterwards = readAllFiles(room.dataDir);
    expect([...afterwards.keys()].some((path) => path.includes('logs'))).toBe(true);
    const utf16 = (text: string) => Buffer.from(text, 'utf16le');
    for (const files of [whileRunning, afterwards]) {
      expect([...files.keys()].some((path) => path.endsWith('invigil.db'))).toBe(true);
      for (const person of [A, B]) {
        for (const secret of [person.firstName, person.lastName, person.candidateNumber, EMAIL, person.accessCode]) {
          for (const [path, bytes] of files) {
            expect(
              bytes.includes(secret) || bytes.includes(secret.toLowerCase()) || bytes.includes(utf16(secret)),
              `"${secret}" stands in ${path}`,
            ).toBe(false);
          }
        }
      }
      for (const [path, bytes] of files) {
        if (!path.includes('logs')) expect(bytes.includes('127.0.0.1'), `an address stands in ${path}`).toBe(false);
      }
    }
  });

  it('ID2 tokens stand in no log, whatever goes wrong with them', async () => {
    const room = await startTestRoom({ config: { logLevel: 'debug' } });
    const staff = await room.signIn();
    await staff.rest.send('GET', `/api/v1/me?token=${staff.token}`);
    await room.alerts(undefined, { query: { token: staff.token } });
    await room.alerts(`${staff.token}x`).catch(() => {});
    await room.socket(undefined, { query: { token: `${staff.token.slice(0, -2)}xx` } }).catch(() => {});
    await room.anyone.send('POST', '/api/v1/auth/refresh', {
      body: `{"refreshToken":"${staff.refreshToken}"`,
      headers: { 'content-type': 'application/json' },
    });
    await staff.rest.send('GET', '/api/v1/exams/%E0%A4%A');
    await room.stop();
    const signature = staff.token.split('.')[2] ?? 'missing';
    for (const [path, bytes] of readAllFiles(room.dataDir)) {
      for (const secret of [signature.slice(0, 30), staff.refreshToken])
        expect(bytes.includes(secret), `a token stands in ${path}`).toBe(false);
    }
    expect(
      at(
        [...readAllFiles(room.dataDir).keys()].filter((path) => path.includes('logs')),
        0,
      ),
    ).toContain('logs');
  });
});
