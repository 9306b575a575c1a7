import { describe, expect, it } from 'vitest';
import { prepareExam } from '../support/exam-day.ts';
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
});
