import { describe, expect, it } from 'vitest';
import { only, prepareExam } from '../support/exam-day.ts';
import { getRequest, openPeer } from '../support/raw-peers.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

describe('protocol 6 bodies of requests', () => {
  const startTestRoom = testRooms();

  const post = (room: TestRoom, path: string, token: string, body: string | undefined) =>
    fetch(new URL(path, room.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });

  it('protocol 6 a POST that names JSON and carries nothing is no input, one that is broken is refused', async () => {
    const room = await startTestRoom();
    const { examId, staff } = await prepareExam(room, { until: 'draft' });
    const opened = await post(room, `/api/v1/exams/${examId}/open`, staff.token, undefined);
    expect(opened.status).toBe(200);
    for (const broken of ['{', 'null null', '{"__proto__":{"role":"admin"}}', '[]{}']) {
      const refused = await post(room, `/api/v1/exams/${examId}/start`, staff.token, broken);
      expect(refused.status, broken).toBe(400);
      expect(await refused.json(), broken).toMatchObject({ code: 'invalid_input' });
    }
  });

  it('protocol 6 a body that is no object is refused, not taken for an empty one', async () => {
    const room = await startTestRoom();
    const { examId, staff } = await prepareExam(room, { until: 'open' });
    for (const body of ['[]', '[{"id":"x"}]', '"start"', '7', 'true']) {
      const refused = await post(room, `/api/v1/exams/${examId}/start`, staff.token, body);
      expect(refused.status, body).toBe(400);
      expect(await refused.json(), body).toMatchObject({ code: 'invalid_input', errors: [{ field: 'body' }] });
    }
    expect((await staff.rest.call('exam_get', { examId })).sitting.state).toBe('open');
  });

  it('protocol 6 an address that is none is a problem like any other, and is not repeated', async () => {
    const room = await startTestRoom();
    for (const path of ['/api/v1/exams/%E0%A4%A?token=eyJsecret', `/api/v1/exams/${'a'.repeat(200)}`]) {
      const refused = await room.anyone.send('GET', path);
      expect(refused.problem()).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(refused.text).not.toContain('eyJsecret');
      expect(refused.text).not.toContain('aaaa');
    }
  });

  it('protocol 6 who may not send a file is told so before it is sent', async () => {
    const room = await startTestRoom();
    const { candidates } = await prepareExam(room);
    const asked = (headers: Record<string, string>) =>
      getRequest(room.url, '/api/v1/exams/import', {
        ...headers,
        'Content-Type': 'text/plain',
        'Content-Length': '50000000',
      }).replace('GET', 'POST');
    for (const [headers, code] of [
      [{ Authorization: `Bearer ${only(candidates).token}` }, 'role_forbidden'],
      [{}, 'token_missing'],
    ] as const) {
      const peer = await openPeer(room.url, asked(headers));
      await peer.hears(`"code":"${code}"`);
      peer.socket.destroy();
    }
  }, 10_000);

  it('protocol 6 another method at a known address is told which ones it takes', async () => {
    const room = await startTestRoom();
    const refused = await room.anyone.send('DELETE', '/api/v1/exams/import?format=gift');
    expect(refused.problem()).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect((refused.headers.allow ?? '').split(', ').toSorted()).toEqual(['GET', 'PATCH', 'POST']);
    expect((await room.anyone.send('PUT', '/api/v1/auth/login/')).problem()).toMatchObject({
      status: 405,
      code: 'method_not_allowed',
    });
    expect((await room.anyone.send('DELETE', '/api/v1/nothing')).problem()).toMatchObject({ status: 404, code: 'not_found' });
  });
});
