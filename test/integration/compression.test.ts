import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { mayCompress } from '../../src/main/transport/compression.ts';
import { contractSchemas } from '../../src/main/transport/openapi/schemas.ts';
import { addRestRoutes } from '../../src/main/transport/rest-routes.ts';
import type { Role } from '../../src/shared/model/role.ts';
import { COMMANDS, REST_ROUTES } from '../../src/shared/protocol/index.ts';
import { type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

interface Bytes {
  readonly status: number;
  readonly encoding: string | undefined;
  readonly vary: string | undefined;
  readonly body: Buffer;
}

function fetchBytes(day: ExamDay, path: string, acceptEncoding?: string, method = 'GET', body?: object): Promise<Bytes> {
  const headers = {
    authorization: `Bearer ${day.staff.token}`,
    ...(acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding }),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${day.room.url}${path}`, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'],
          vary: response.headers.vary,
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body ? JSON.stringify(body) : undefined);
  });
}

/** Engine.IO by hand, polled as a browser would, with `Accept-Encoding: gzip`. */
async function pollingSession(day: ExamDay) {
  const path = '/socket.io/?EIO=4&transport=polling';
  const opened = await fetchBytes(day, path);
  const { sid } = JSON.parse(opened.body.toString().slice(1)) as { sid: string };
  const send = (packet: string) => sendHttp(day.room.url, 'POST', `${path}&sid=${sid}`, { body: packet, headers: PLAIN });
  const poll = async () => {
    const { encoding, body } = await fetchBytes(day, `${path}&sid=${sid}`, 'gzip');
    return { encoding, text: (encoding === 'gzip' ? gunzipSync(body) : body).toString() };
  };
  await send(`40${JSON.stringify({ token: day.staff.token })}`);
  await poll();
  return {
    poll,
    ask: async (packet: string) => {
      await send(packet);
      return poll();
    },
  };
}
const PLAIN = { 'content-type': 'text/plain' };
const AUDIT = '/api/v1/audit?limit=1000';

describe('protocol 1 compressed answers', () => {
  let day: ExamDay;

  beforeAll(async () => {
    day = await prepareExam(await startTestRoom(), { candidates: 40 });
  });

  it.each([
    ['gzip', gunzipSync],
    ['deflate', inflateSync],
    ['br', brotliDecompressSync],
  ] as const)(
    'protocol 1 an answer over 4 KiB is compressed with %s when asked, and reads the same',
    async (encoding, unpack) => {
      const [plain, packed] = [await fetchBytes(day, AUDIT), await fetchBytes(day, AUDIT, encoding)];
      expect(plain.encoding).toBeUndefined();
      expect(plain.body.length).toBeGreaterThan(4096);
      expect([packed.status, packed.encoding]).toEqual([200, encoding]);
      expect(packed.vary?.toLowerCase()).toContain('accept-encoding');
      expect(packed.body.length).toBeLessThan(plain.body.length / 2);
      expect(unpack(packed.body).toString()).toBe(plain.body.toString());
    },
  );

  it('protocol 1 a short answer, and one to somebody who takes none of it, is not', async () => {
    const short = await fetchBytes(day, '/api/v1/me', 'gzip');
    expect([short.encoding, short.body.length < 4096]).toEqual([undefined, true]);
    for (const asked of ['identity', 'made-up', 'gzip;q=0, identity']) {
      const { status, encoding, body } = await fetchBytes(day, AUDIT, asked);
      expect([status, encoding, body.toString().startsWith('{"entries"')], asked).toEqual([200, undefined, true]);
    }
  });

  it('protocol 1 an answer to sync is, over REST and where frames are polled; live frames are not, and no WebSocket is', async () => {
    const { staff, candidates } = day;
    const violations = ['copy', 'cut', 'paste', 'context_menu', 'url_blocked', 'clock_changed', 'usb_device_attached'];
    for (const candidate of candidates.slice(0, 3))
      await candidate.rest.call('security_events', { events: violations.map((type) => candidate.event(type)) });
    const overRest = await fetchBytes(day, '/api/v1/alerts/sync?afterSeq=0', 'gzip');
    expect(overRest.encoding).toBe('gzip');
    const answer = JSON.parse(gunzipSync(overRest.body).toString());
    expect(answer).toMatchObject({ ok: true, more: false, lastSeq: answer.alerts.length });

    const polled = await pollingSession(day);
    expect(await polled.ask('420["sync",{"afterSeq":0}]')).toMatchObject({
      encoding: 'gzip',
      text: expect.stringContaining('"lastRev"'),
    });
    const long = 'a long announcement '.repeat(95);
    await Promise.all(
      [0, 1, 2].map((n) =>
        staff.rest.call('notification_send', {
          to: { userIds: [staff.user.id] },
          type: 'word_from_staff',
          title: `n${n}`,
          message: long,
          severity: 'info',
        }),
      ),
    );
    const live = await polled.poll();
    expect([live.encoding, live.text.length > 4096]).toEqual([undefined, true]);

    const upgrade = await staff.alerts();
    expect(upgrade.raw.extensions).toBe('');
  });

  it('protocol 1 answers that carry secrets are not, however long, and all others are', async () => {
    const app = Fastify();
    await app.register(compress, { global: false, globalDecompression: false });
    await app.register(multipart);
    const scopes = ['events:write', 'notifications:write', 'alerts:write'];
    const actor = { kind: 'user', ip: '::1', userId: newId(), sessionId: newId(), scopes };
    await addRestRoutes(app, {
      router: {
        dispatch: async (name: string) =>
          ['evidence_get', 'media_get', 'tool_file_get', 'tool_read'].includes(name)
            ? { mediaType: 'image/jpeg', sha256: 'a', bytes: Buffer.alloc(5_000) }
            : { long: 'x'.repeat(5_000) },
      } as never,
      authenticate: async () => ({ actor: { ...actor, role: asked } as never, expiresAt: 0 }),
      entrance: { addressOf: () => ({ ip: '::1', isLocal: true }), refusal: () => undefined },
      events: { refusal: () => undefined, arrivalRefusal: () => undefined },
      strangers: { admit: () => {} } as never,
      resultsToCsv: () => '',
      answersToCsv: () => [],
      tap: { refused: () => {} },
    });
    let asked: Role = 'admin';
    const kept: string[] = [];
    for (const { method, path, command } of REST_ROUTES) {
      const { roles } = COMMANDS[command];
      asked = roles === 'anyone' ? 'admin' : ((roles as readonly Role[])[0] ?? 'admin');
      const answer = await app.inject({
        method,
        url: path.replace(/:\w+/g, newId()),
        headers: { authorization: 'Bearer x', 'accept-encoding': 'gzip', 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { payload: '{}' }),
      });
      expect(answer.statusCode, path).toBeLessThan(300);
      expect(answer.headers['content-encoding'], path).toBe(mayCompress(command) ? 'gzip' : undefined);
      if (!mayCompress(command)) kept.push(command);
    }
    expect(kept).toEqual(
      expect.arrayContaining(['auth_login', 'auth_refresh', 'auth_ticket', 'join', 'api_key_issue', 'totp_enrol']),
    );
    await app.close();
  });

  it('protocol 1 no command whose answer has a token, a code or a key is ever compressed', () => {
    const schemas = contractSchemas();
    const SECRET =
      /^(token|refreshToken|resumeToken|recoveryToken|ticket|secret|uri|code|codes|accessCode|recoveryCodes|joinCode|setupCode)$/;
    const secretsIn = (schema: unknown): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const names = 'properties' in schema ? Object.keys(schema.properties as object) : [];
      // Beside a message, or what was refused, it is the code of an error.
      const properties = names.includes('message') || names.includes('alertId') ? names.filter((name) => name !== 'code') : names;
      return [...properties.filter((name) => SECRET.test(name)), ...Object.values(schema).flatMap(secretsIn)];
    };
    const carrying = REST_ROUTES.map(({ command }) => ({ command, secrets: secretsIn(schemas.outputOf(command)) })).filter(
      ({ secrets }) => secrets.length > 0,
    );
    expect(carrying.length).toBeGreaterThan(5);
    expect(carrying.filter(({ command }) => mayCompress(command))).toEqual([]);
  });

  it('protocol 1 a request that comes compressed is not unpacked: a small one could become a large one', async () => {
    const answer = await day.staff.rest.send('POST', '/api/v1/auth/ticket', {
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      body: gzipSync('{}'),
    });
    expect([answer.status, answer.problem().code]).toEqual([400, 'invalid_input']);
  });
});
