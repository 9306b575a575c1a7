import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/shared/protocol/index.ts';
import { anId, onEachWay, type RoomUnderTest } from '../room-under-test.ts';
import { ALL_WAYS, credentials, trustOf } from '../ways.ts';

const PYTHON = '/usr/bin/python3';
const Alert = COMMANDS.alert_action.output.shape.alert;
const Notification = COMMANDS.notification_test.output.shape.notification;

/** A reason in words, where one of the libraries is not there. */
function whyNoPython(...modules: readonly string[]): string | undefined {
  const missing = modules.filter((name) => spawnSync(PYTHON, ['-c', `import ${name}`], { stdio: 'ignore' }).status !== 0);
  return missing.length === 0 ? undefined : `left out: ${missing.map((name) => `python3-${name}`).join(' and ')} not installed`;
}
const noSocketIo = whyNoPython('socketio', 'websockets');
const noWebSockets = whyNoPython('websockets');

/** Runs one of the scripts beside this file with a day on its stdin. Rejects with what it wrote to stderr. */
function run(script: string, day: object, certificate?: string): Promise<Record<string, unknown>> {
  const child = spawn(PYTHON, [join(import.meta.dirname, script)], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...(certificate ? { SSL_CERT_FILE: certificate } : {}) },
  });
  child.stdin.end(JSON.stringify(day));
  let [said, wrong] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    wrong += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(said) as Record<string, unknown>)
        : reject(new Error(`${script} ended with ${code}: ${wrong}`)),
    );
  });
}

onEachWay(
  'protocol 1.1 clients that are not ours',
  (findRoom, way) => {
    let room: RoomUnderTest;
    beforeAll(async () => {
      room = await findRoom();
    });
    const day = async () => {
      const exam = await room.exam(1);
      const candidate = await exam.join(0);
      const { attempt, user } = candidate.joined;
      return {
        attempt,
        user,
        told: {
          url: room.url,
          ...credentials(),
          studentToken: candidate.token,
          seq: 1,
          eventType: 'print_attempt',
          transport: way.transport,
          words: `for ${anId()}`,
        },
      };
    };
    const refused = (answer: Record<string, unknown>) => answer.refused as Record<string, unknown>;

    it(`protocol 1.1 python-socketio signs in, hears an alert and a notification, and is refused where it must be${noSocketIo ? ` (${noSocketIo})` : ''}`, async ({
      skip,
    }) => {
      if (noSocketIo) skip(noSocketIo);
      const { attempt, user, told } = await day();
      const answer = await run('socketio_day.py', told, trustOf(way));
      if (answer.leftOut) skip(String(answer.leftOut));
      expect(answer).toMatchObject({
        first: [{ state: 'running' }, { attemptId: attempt.id }],
        ack: { ok: true, lastSeq: 1 },
        sent: 202,
        synced: true,
        studentLeftOut: true,
      });
      expect(Alert.parse(answer.alert)).toMatchObject({ attemptId: attempt.id, userId: user.id });
      expect(Notification.parse(answer.notification)).toMatchObject({ message: told.words, type: 'test' });
      expect(refused(answer)).toEqual({
        'no token': 'token_missing',
        'bad token': 'token_invalid',
        'wrong role': 'role_forbidden',
        'foreign origin': 'no handshake',
      });
    });

    it.runIf(way.transport === 'websocket')(
      `protocol 4.3 and 4.4 python-websockets hears both raw sockets, and is refused where it must be${noWebSockets ? ` (${noWebSockets})` : ''}`,
      async ({ skip }) => {
        if (noWebSockets) skip(noWebSockets);
        const { attempt, told } = await day();
        const answer = await run('websockets_day.py', told, trustOf(way));
        expect(answer).toMatchObject({
          first: [{ type: 'connection', connectionId: expect.any(String) }, { type: 'connection' }],
          reported: [200, { results: [{ ok: true }] }],
          sent: 202,
          error: { error: { code: 'invalid_input' } },
          pong: { timestamp: expect.any(String) },
        });
        const { alert_type, ...alert } = answer.alert as { alert_type: string };
        expect(Alert.parse({ ...alert, type: alert_type })).toMatchObject({ attemptId: attempt.id });
        expect(Notification.parse(answer.notification)).toMatchObject({ message: told.words });
        expect(refused(answer)).toEqual({
          'no token': 401,
          'bad token': 401,
          'wrong role': 403,
          'foreign origin': 403,
          'foreign origin, notifications': 403,
          'unknown path': 404,
        });
      },
    );
  },
  ALL_WAYS,
);
