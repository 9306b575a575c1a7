import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';
import { REST_WAYS } from './ways.ts';

onEachWay(
  'protocol 6 fixed REST paths',
  (findRoom) => {
    let room: RoomUnderTest;
    beforeAll(async () => {
      room = await findRoom();
    });

    it('protocol 6.1 login, me, logout', async () => {
      const staff = await room.signIn();
      expect(await staff.call('me', {})).toMatchObject({ user: { role: 'admin' } });
      expect((await room.anyone.rest.refusal('auth_login', { username: 'admin', password: 'certainly wrong' })).code).toBe(
        'credentials_invalid',
      );
      await staff.call('auth_logout', {});
      expect((await staff.rest.refusal('me', {})).code).toBe('token_revoked');
    });

    it('protocol 6.4 join: 201 with tokens, session and attempt; its refusals', async () => {
      const exam = await room.exam(2, 'open');
      const info = await room.anyone.call('join_info', { code: exam.code, examId: exam.examId });
      expect(info.exams).toMatchObject([{ id: exam.examId, needsAccessCode: false }]);
      const answer = await room.anyone.rest.send('POST', '/api/v1/join', { body: exam.joinBody(0) });
      expect(answer.status).toBe(201);
      const refused = async (change: object) => {
        const { status, code } = (
          await room.anyone.rest.send('POST', '/api/v1/join', { body: { ...exam.joinBody(1), ...change } })
        ).problem();
        return `${status} ${code}`;
      };
      expect(await refused({ consent: false })).toBe('403 consent_refused');
      expect(await refused({ candidateNumber: anId() })).toBe('403 not_on_roster');
      expect(await refused({ examId: anId() })).toBe('404 exam_not_found');
      expect(await refused({ candidateNumber: exam.numbers[0] })).toBe('409 attempt_in_use');
    });

    it('protocol 6.5 and 6.6 the attempt: no paper before running, no key ever', async () => {
      const exam = await room.exam(1, 'open');
      const candidate = await exam.join(0);
      expect(await candidate.call('attempt_get', {})).not.toHaveProperty('questions');
      await exam.staff.call('exam_start', { examId: exam.examId });
      const view = await candidate.call('attempt_get', {});
      expect(view.questions?.map(({ type }) => type)).toEqual(exam.questions.map(({ type }) => type));
      expect(JSON.stringify(view)).not.toMatch(/weight|accepted|pairs|feedback|canary/);
      expect(await candidate.call('attempt_events', {})).toEqual({ events: [] });
      expect((await candidate.rest.refusal('attempt_result', {})).code).toBe('result_not_released');
    });

    it('protocol 6.8 evidence: 201 for a picture of the own attempt; no other type, no other hash, not too large', async () => {
      const exam = await room.exam(1, 'running');
      const { rest } = await exam.join(0);
      const send = (bytes: Buffer, type = 'image/jpeg', hashed = bytes) =>
        rest.send('POST', `/api/v1/attempt/evidence?sha256=${createHash('sha256').update(hashed).digest('hex')}`, {
          body: bytes,
          headers: { 'content-type': type },
        });
      const picture = (length: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(length - 4, 7)]);
      const [first, again] = [await send(picture(256 * 1024)), await send(picture(256 * 1024))];
      expect([first.status, again.status]).toEqual([201, 201]);
      expect(again.json()).toEqual({ ...first.json<object>(), duplicate: true });
      expect((await send(picture(256 * 1024 + 1))).problem()).toMatchObject({ status: 413, code: 'payload_too_large' });
      expect((await send(picture(50), 'image/png')).problem()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
      expect((await send(Buffer.from('GIF89a'))).problem()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
      expect((await send(picture(50), 'image/jpeg', picture(51))).problem()).toMatchObject({
        status: 400,
        code: 'invalid_input',
      });
    });

    it('protocol 6.15 importing: report by type and line, hostile files refused whole', async () => {
      const { rest, call } = await room.signIn();
      const { exam, report } = await rest.uploadExam('::a::Is it? {T}\n\n::b::Which? {=x ~y\n');
      expect(report).toMatchObject({ format: 'gift', imported: 1, byType: { true_false: 1 }, skipped: [{ line: 3 }] });
      expect(await call('exam_get', { examId: exam.id })).toMatchObject({ durationMinutes: 60, policy: { name: 'standard' } });
      const binary = await rest.send('POST', '/api/v1/exams/import', {
        body: Buffer.from([0, 1, 2, 255, 254, 0, 0, 7]),
        headers: { 'content-type': 'application/octet-stream' },
      });
      expect(binary.problem().status).toBe(422);
    });

    it('protocol 6.18 and 6.19 the life of a sitting and its results, JSON and CSV', async () => {
      const exam = await room.exam(1, 'draft');
      const { staff, examId } = exam;
      expect((await staff.rest.refusal('exam_start', { examId })).code).toBe('state_conflict');
      expect(await staff.call('exam_open', { examId })).toMatchObject({
        examId,
        code: expect.any(String),
        urls: [expect.stringMatching(/^https?:/)],
      });
      for (const step of ['exam_start', 'exam_pause', 'exam_resume', 'exam_end'] as const) await staff.call(step, { examId });
      expect(await staff.call('results_get', { examId })).toEqual({ results: [] });
      const csv = await staff.rest.send('GET', `/api/v1/exams/${examId}/results`, { headers: { accept: 'text/csv' } });
      expect(csv.headers['content-type']).toMatch(/^text\/csv/);
      expect(csv.text).toContain('candidateNumber,name,score,maxScore');
    });

    it('protocol 6.8 to 6.23 lists for staff: exams, attempts, sessions, alerts, audit', async () => {
      const exam = await room.exam(1);
      await exam.join(0);
      const { staff, examId } = exam;
      expect((await staff.call('exams_list', {})).exams.some(({ id }) => id === examId)).toBe(true);
      expect((await staff.call('attempts_list', { examId })).attempts).toHaveLength(1);
      expect((await staff.call('sessions_list', {})).sessions.length).toBeGreaterThanOrEqual(2);
      await staff.call('sessions_history', { limit: 5 });
      await staff.call('alerts_recent', { limit: 5 });
      await staff.call('alerts_list', { limit: 5, status: 'new' });
      await staff.call('audit_list', { limit: 5 });
      expect((await staff.call('audit_verify', {})).ok).toBe(true);
    });

    it('protocol 6.27 health and readiness answer anybody', async () => {
      for (const path of ['/healthz', '/readyz']) expect((await room.anyone.rest.send('GET', path)).status).toBe(200);
    });
  },
  REST_WAYS,
);
