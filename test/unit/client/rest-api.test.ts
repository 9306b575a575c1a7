import { describe, expect, test } from 'vitest';
import { createRoomApi, type FetchRequest, type RoomApiOptions, RoomUnreachable } from '../../../src/shared/client/index.ts';
import type { ExamId } from '../../../src/shared/model/ids.ts';
import { RoomError } from '../../../src/shared/protocol/index.ts';
import { createFakeClientClock } from './fake-client-clock.ts';

const examId = '00000000-0000-4000-8000-000000000001' as ExamId;
const attemptId = '00000000-0000-4000-8000-000000000002' as never;
const id = '00000000-0000-4000-8000-000000000003';

interface Reply {
  readonly status?: number;
  readonly body?: unknown;
}

function createDesk(replies: Reply[], options: Partial<RoomApiOptions> = {}) {
  const asked: { url: string; request: FetchRequest }[] = [];
  const clock = createFakeClientClock();
  const api = createRoomApi({
    baseUrl: 'http://room:3000/',
    clock,
    token: () => 'secret',
    async fetch(url, request) {
      asked.push({ url, request });
      const { status = 200, body = {} } = replies.shift() ?? {};
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { ok: status < 400, status, headers: { get: () => null }, text: async () => text };
    },
    ...options,
  });
  return { api, asked, clock };
}

describe('the room over REST', () => {
  test('OP1 a command with a path parameter and a query becomes its GET', async () => {
    const { api, asked } = createDesk([{ body: { alerts: [] } }, { body: { roster: [] } }]);
    await api.call('alerts_list', { examId, q: 'a b&c', limit: 5, status: undefined });
    await api.call('roster_get', { examId });
    expect(asked.map(({ url }) => url)).toEqual([
      `http://room:3000/api/v1/alerts?examId=${examId}&q=a%20b%26c&limit=5`,
      `http://room:3000/api/v1/exams/${examId}/roster`,
    ]);
    expect(asked[0]?.request).toEqual({ method: 'GET', headers: { accept: 'application/json', authorization: 'Bearer secret' } });
  });

  test('OP1 an action of a proctor takes the path that stands for it and leaves the rest in the body', async () => {
    const { api, asked } = createDesk([
      { status: 409, body: { code: 'state_conflict', detail: 'Already ended.', data: { state: 'ended' } } },
    ]);
    const refused = await api
      .call('proctor_action', { id, attemptId, action: 'increase_monitoring', reason: 'looks away' })
      .catch((error: unknown) => error);
    expect(asked[0]?.url).toBe(`http://room:3000/api/v1/attempts/${attemptId}/increase-monitoring`);
    expect(JSON.parse(String(asked[0]?.request.body))).toEqual({ id, reason: 'looks away' });
    expect(refused).toBeInstanceOf(RoomError);
    expect(refused).toMatchObject({ code: 'state_conflict', message: 'Already ended.', data: { state: 'ended' } });
  });

  test('EX1 files go as they are, with their name percent-encoded in a header', async () => {
    const exam = {
      exam: { id: examId, title: 'T', questionCount: 1 },
      report: { format: 'gift', imported: 1, byType: {}, skipped: [], warnings: [] },
    };
    const { api, asked } = createDesk([{ status: 201, body: exam }, { body: { added: 1, updated: 0, rejected: [] } }]);
    await api.call('exam_import', { bytes: new Uint8Array([1, 2]), filename: 'ข้อสอบ 1.gift', format: 'gift' });
    await api.call('roster_import', { examId, bytes: new Uint8Array([3]) });
    expect(asked[0]?.url).toBe('http://room:3000/api/v1/exams/import?format=gift');
    expect(asked[0]?.request.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-filename': encodeURIComponent('ข้อสอบ 1.gift'),
    });
    expect(asked[0]?.request.body).toEqual(new Uint8Array([1, 2]));
    expect(asked[1]?.url).toBe(`http://room:3000/api/v1/exams/${examId}/roster`);
    expect(asked[1]?.request.headers['content-type']).toBe('text/csv');
  });

  test('LD4 a picture comes as the bytes it is, and a refusal as a refusal', async () => {
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0x80);
    const { api } = createDesk([{ status: 404, body: { code: 'not_found', detail: 'Not there.' } }]);
    await expect(api.picture(id as never)).rejects.toMatchObject({ code: 'not_found' });
    const asked: string[] = [];
    const other = createRoomApi({
      baseUrl: 'http://room:3000',
      clock: createFakeClientClock(),
      fetch: async (url, { headers }) => {
        asked.push(`${url} ${headers.accept}`);
        const arrayBuffer = async () => bytes.buffer.slice(0);
        return { ok: true, status: 200, headers: { get: () => null }, text: async () => '', arrayBuffer };
      },
    });
    expect(await other.picture(id as never)).toEqual(bytes);
    expect(asked).toEqual([`http://room:3000/api/v1/evidence/${id} image/jpeg, image/webp`]);
  });

  test('LD4 a picture goes as it is, under its own type, with its hash in the address', async () => {
    const sha256 = 'ab'.repeat(32);
    const { api, asked } = createDesk([{ status: 201, body: { ok: true, id, sha256 } }]);
    const bytes = new Uint8Array([0xff, 0xd8, 0xff]);
    expect(await api.call('evidence_add', { sha256, mediaType: 'image/jpeg', bytes })).toEqual({ ok: true, id, sha256 });
    expect(asked[0]?.url).toBe(`http://room:3000/api/v1/attempt/evidence?sha256=${sha256}`);
    expect(asked[0]?.request.headers['content-type']).toBe('image/jpeg');
    expect(asked[0]?.request.body).toEqual(bytes);
  });

  test('EX7 results come as CSV on request', async () => {
    const { api, asked } = createDesk([{ body: 'attemptId,score\n' }]);
    expect(await api.resultsCsv(examId)).toBe('attemptId,score\n');
    expect(asked[0]?.request.headers).toMatchObject({ accept: 'text/csv', authorization: 'Bearer secret' });
  });

  test('ID2 a renewed token is tried once more, a second refusal is told', async () => {
    const expired = { status: 401, body: { code: 'token_expired', detail: 'Sign in again.' } };
    const told: string[] = [];
    const onUnauthorized = (error: RoomError) => {
      told.push(error.code);
      return true;
    };
    const healed = createDesk([expired, { body: { exams: [] } }], { onUnauthorized });
    expect(await healed.api.call('exams_list', {})).toEqual({ exams: [] });
    const ended = createDesk([expired, expired, expired], { onUnauthorized });
    await expect(ended.api.call('exams_list', {})).rejects.toMatchObject({ code: 'token_expired' });
    expect(ended.asked).toHaveLength(2);
    const wrong = createDesk([{ status: 401, body: { code: 'credentials_invalid', detail: 'No.' } }], { onUnauthorized });
    await expect(wrong.api.call('auth_login', { username: 'a', password: 'b' })).rejects.toMatchObject({
      code: 'credentials_invalid',
    });
    expect(told).toEqual(['token_expired', 'token_expired', 'token_expired']);
  });

  test('OP1 a field named by the room is on the error', async () => {
    const { api } = createDesk([
      { status: 400, body: { code: 'invalid_input', detail: 'Too long.', errors: [{ field: 'title', message: 'too long' }] } },
    ]);
    await expect(api.call('exam_update', { examId, title: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'title',
    });
  });

  test('OP1 a code of a newer room is an error of its kind and keeps its name', async () => {
    const { api } = createDesk([{ status: 409, body: { code: 'moon_phase', detail: 'Not today.' } }]);
    await expect(api.call('exams_list', {})).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'Not today.',
      data: { code: 'moon_phase' },
    });
  });

  test.each([
    ['a proxy answering for the room', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a captive portal', { status: 200, body: '<html>Sign in to the Wi-Fi</html>' }],
  ])('OP1 %s is not the room', async (_, reply) => {
    const { api } = createDesk([reply]);
    await expect(api.call('exams_list', {})).rejects.toBeInstanceOf(RoomUnreachable);
  });

  test('OP1 a network failure and a silent room are RoomUnreachable, and name no host', async () => {
    const cut = createDesk([], {
      fetch: async () => {
        throw new TypeError('connect ECONNREFUSED 10.0.0.7:3000');
      },
    });
    const failure = await cut.api.call('exams_list', {}).catch((error: RoomUnreachable) => error);
    expect(failure).toMatchObject({
      name: 'RoomUnreachable',
      reason: 'network',
      message: expect.not.stringContaining('10.0.0.7') as string,
    });
    const silent = createDesk([], { fetch: () => new Promise(() => {}) });
    const given = silent.api.call('exams_list', {}).catch((error: RoomUnreachable) => error.reason);
    await silent.clock.advance(15_000);
    expect(await given).toBe('timeout');
  });

  test('OP1 no timer is left behind by an answered call', async () => {
    const { api, clock } = createDesk([{ body: { exams: [] } }]);
    await api.call('exams_list', {});
    expect(clock.timers()).toBe(0);
  });
});
