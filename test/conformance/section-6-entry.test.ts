import { beforeAll, expect, it } from 'vitest';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';
import { REST_WAYS } from './ways.ts';

onEachWay(
  'protocol 6 joining, importing, and who may read what',
  (findRoom) => {
    let room: RoomUnderTest;
    beforeAll(async () => {
      room = await findRoom();
    });

    it('protocol 6 Join what is wrong has its own code, and nothing is changed by it', async () => {
      const exam = await room.exam(1, 'open');
      const join = async (change: object) => {
        const answer = await room.anyone.rest.send('POST', '/api/v1/join', { body: { ...exam.joinBody(0), ...change } });
        return answer.status === 201 ? '201' : `${answer.status} ${answer.problem().code}`;
      };
      expect(await join({ code: '0000-0000-0000-0' })).toBe('404 join_code_invalid');
      expect(await join({ consent: false })).toBe('403 consent_refused');
      expect(await join({ consentVersion: 'of another year' })).toBe('409 consent_outdated');
      expect(await join({ candidateNumber: '' })).toBe('400 invalid_input');
      expect(await join({ unheard: 'of' })).toBe('400 invalid_input');
      expect((await exam.staff.call('attempts_list', { examId: exam.examId })).attempts).toEqual([]);
      expect(await join({})).toBe('201');
    });

    it('protocol 6 Join with several open sittings the exam must be said; a running one begins at once', async () => {
      const [one, other] = [await room.exam(1, 'open'), await room.exam(1, 'open')];
      const { examId: _left, ...withoutExam } = one.joinBody(0);
      expect(await room.anyone.rest.refusal('join', withoutExam)).toMatchObject({ status: 409, code: 'exam_ambiguous' });
      const info = await room.anyone.call('join_info', { code: one.code });
      expect(info.exams.map(({ id }) => id)).toEqual(expect.arrayContaining([one.examId, other.examId]));
      expect(info.consent).toMatchObject({ version: expect.any(String), text: expect.stringMatching(/\S/) });
      expect((await one.join(0)).joined.attempt.state).toBe('waiting');
      await other.staff.call('exam_start', { examId: other.examId });
      expect((await other.join(0)).joined.attempt.state).toBe('in_progress');
    });

    it('protocol 6 Join an access code is required when set, and says who sits there; ten wrong tries need staff', async () => {
      const exam = await room.exam(2, 'open', { accessCode: 'amber-77' });
      const info = await room.anyone.call('join_info', { examId: exam.examId });
      expect(info.exams).toMatchObject([{ needsAccessCode: true }]);
      const joined = await room.anyone.call('join', { ...exam.joinBody(0), accessCode: 'amber-77' });
      expect(joined.attempt.identity).toBe('access_code');
      expect((await room.anyone.rest.refusal('join', exam.joinBody(1))).code).toBe('access_code_invalid');
      let code = '';
      for (let tries = 0; tries < 12 && code !== 'rate_limited'; tries++)
        ({ code } = await room.anyone.rest.refusal('join', { ...exam.joinBody(1), accessCode: 'wrong' }));
      const right = { ...exam.joinBody(1), accessCode: 'amber-77' };
      expect((await room.anyone.rest.refusal('join', right)).status).toBeGreaterThanOrEqual(400);
      const { roster } = await exam.staff.call('roster_get', { examId: exam.examId });
      const locked = roster.find(({ candidateNumber }) => candidateNumber === exam.numbers[1]);
      await exam.staff.rest.send('POST', `/api/v1/exams/${exam.examId}/roster/${locked?.userId}/release`, { body: {} });
      await room.anyone.call('join', right);
      const open = await room.exam(1, 'open');
      expect((await open.join(0)).joined.attempt.identity).toBe('unchecked');
    });

    it('protocol 6.15 a paper comes as a raw body of any type or as a form’s file, its name only a hint', async () => {
      const { rest } = await room.signIn();
      const paper = '::a::Is it? {T}\n\n::b::How many? {#4}\n';
      for (const type of ['text/plain', 'application/octet-stream', 'application/xml', 'x-unheard/of']) {
        const { report } = await rest.uploadExam(paper, { 'content-type': type, 'x-filename': 'pr%C3%BCfung.xml' });
        expect(report, type).toMatchObject({ format: 'gift', imported: 2, byType: { true_false: 1, numerical: 1 }, skipped: [] });
      }
      const boundary = `b-${anId()}`;
      const form = [
        `--${boundary}`,
        'Content-Disposition: form-data; name="file"; filename="paper.txt"',
        'Content-Type: text/plain',
        '',
        paper,
        `--${boundary}--`,
        '',
      ].join('\r\n');
      const answer = await rest.send('POST', '/api/v1/exams/import', {
        body: form,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      });
      expect([answer.status, answer.json()]).toMatchObject([201, { exam: { questionCount: 2 }, report: { imported: 2 } }]);
    });

    it('protocol 6 Import a hostile file is refused whole, nothing importable with the report', async () => {
      const { rest, call } = await room.signIn();
      const name = anId();
      const send = async (body: string, format = 'auto') =>
        (
          await rest.send('POST', `/api/v1/exams/import?format=${format}`, {
            body: Buffer.from(body),
            headers: { 'content-type': 'text/plain', 'x-filename': `${name}.txt` },
          })
        ).problem();
      expect(await send('<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>')).toMatchObject({
        status: 422,
        code: 'file_hostile',
      });
      expect(await send('::a::Which? {=x ~y\n', 'gift')).toMatchObject({
        status: 422,
        report: { imported: 0, skipped: [{ line: 1 }] },
      });
      const { exams } = await call('exams_list', {});
      expect(exams.filter(({ title }) => title.includes(name))).toEqual([]);
    });

    it('protocol 6.16 a roster counts what it added and updated, and names each line it rejected', async () => {
      const exam = await room.exam(0, 'draft');
      const upload = (csv: string) => exam.staff.rest.uploadRoster(exam.examId, csv);
      const [one, two] = [anId().slice(0, 8), anId().slice(0, 8)];
      const csv = `candidateNumber,firstName,lastName\n${one},A,B\n${two},C,D\n,E,F\n`;
      expect(await upload(csv)).toMatchObject({ added: 2, updated: 0, rejected: [{ line: 4, reason: expect.any(String) }] });
      expect(await upload(`candidateNumber,firstName,lastName\n${one},A,Changed\n`)).toMatchObject({ added: 0, updated: 1 });
      const none = await exam.staff.rest.send('POST', `/api/v1/exams/${exam.examId}/roster`, {
        body: 'name\nA\n',
        headers: { 'content-type': 'text/csv' },
      });
      expect(none.problem()).toMatchObject({ status: 422, code: 'roster_columns_missing' });
    });

    it('protocol 6.8 and 6.9 alerts: newest first, by every filter, in pages', async () => {
      const exam = await room.exam(1);
      const candidate = await exam.join(0);
      for (const [index, type] of ['paste', 'print_attempt', 'url_blocked'].entries()) {
        const event = { id: anId(), type, occurredAt: new Date().toISOString(), seq: index + 1 };
        await candidate.rest.send('POST', '/api/v1/security/events', { body: { events: [event] } });
      }
      const list = (filter: object) => exam.staff.call('alerts_list', { examId: exam.examId, ...filter });
      const { alerts } = await list({});
      expect(alerts.length).toBeGreaterThanOrEqual(3);
      expect(alerts.map(({ seq }) => seq)).toEqual(alerts.map(({ seq }) => seq).sort((a, b) => b - a));
      const first = await list({ limit: 2 });
      expect(first.alerts).toEqual(alerts.slice(0, 2));
      const rest = await list({ ...(first.nextBeforeSeq ? { beforeSeq: first.nextBeforeSeq } : {}) });
      expect(rest.alerts).toEqual(alerts.slice(2));
      expect((await list({ afterSeq: alerts[1]?.seq ?? 0 })).alerts).toEqual(alerts.slice(0, 1));
      expect((await list({ status: 'resolved' })).alerts).toEqual([]);
      expect((await list({ type: alerts[0]?.type ?? '' })).alerts.length).toBeGreaterThan(0);
      const recent = await exam.staff.call('alerts_recent', { limit: 2 });
      expect(recent.alerts).toHaveLength(2);
      expect(recent.alerts[0]?.seq).toBeGreaterThan(recent.alerts[1]?.seq ?? 0);
    });

    it('protocol 6.13 nobody reads or marks another’s notifications', async () => {
      const exam = await room.exam(2);
      const [mine, theirs] = [await exam.join(0), await exam.join(1)];
      const { notification } = await mine.call('notification_test', { title: 'Mine', message: 'Alone.' });
      expect((await theirs.call('notifications_list', {})).notifications).toEqual([]);
      expect((await theirs.rest.refusal('notification_read', { id: notification.id })).status).toBe(404);
      expect((await mine.call('notifications_list', {})).notifications).toMatchObject([{ id: notification.id, read: false }]);
    });

    it('protocol 4.2 types have their data, others pass as they are, four words are taken', async () => {
      const exam = await room.exam(1);
      const { user } = (await exam.join(0)).joined;
      const send = async (type: string, data?: object) =>
        (
          await exam.staff.rest.send('POST', '/api/v1/notifications', {
            body: { to: { userIds: [user.id] }, type, title: 'T', message: 'M', severity: 'info', ...(data ? { data } : {}) },
          })
        ).status;
      for (const [type, data] of Object.entries({
        course_update: { courseId: 'c1' },
        quiz_result: { quizId: 'q1', score: 7 },
        certificate_ready: { courseId: 'c1', certificateId: 'x' },
        phishing_result: { campaignId: 'p1', outcome: 'reported' },
        system_maintenance: { startsAt: '2026-12-01T08:00:00Z', endsAt: '2026-12-01T09:00:00Z' },
      })) {
        expect(await send(type, data), type).toBe(202);
        expect(await send(type), `${type} without its data`).toBe(400);
      }
      for (const type of ['security_alert', 'exam_message', 'tool_access', 'recovery_status', 'test', 'of_our_own'])
        expect(await send(type), type).toBe(202);
      for (const type of ['ping', 'pong', 'error', 'heartbeat']) expect(await send(type), type).toBe(400);
    });

    it('protocol 6.23 the audit log is the administrator’s alone; the rest of the lists is for proctors too', async () => {
      const [proctor, candidate] = [await room.newStaff('proctor'), await (await room.exam(1)).join(0)];
      for (const path of ['/api/v1/audit', '/api/v1/audit/verify'])
        for (const caller of [proctor, candidate])
          expect((await caller.rest.send('GET', path)).problem(), path).toMatchObject({ status: 403, code: 'role_forbidden' });
      const staffOnly = [
        '/alerts/recent',
        '/api/v1/alerts',
        '/api/v1/exams',
        '/api/v1/attempts',
        '/api/v1/sessions',
        '/api/v1/sessions/history',
        '/api/v1/tools/history',
        '/api/v1/recovery/history',
      ];
      for (const path of staffOnly) {
        expect((await proctor.rest.send('GET', path)).status, path).toBe(200);
        expect((await candidate.rest.send('GET', path)).problem(), path).toMatchObject({ status: 403, code: 'role_forbidden' });
        expect((await room.anyone.rest.send('GET', path)).problem(), path).toMatchObject({ status: 401, code: 'token_missing' });
      }
      for (const path of ['/api/v1/attempt', '/api/v1/attempt/result', '/api/v1/attempt/events'])
        expect((await proctor.rest.send('GET', path)).problem(), path).toMatchObject({ status: 403, code: 'role_forbidden' });
    });

    it('protocol 6.28 /notification-test leads to a page of the app, for anybody signed in', async () => {
      const [staff, candidate] = [await room.signIn(), await (await room.exam(1)).join(0)];
      for (const caller of [staff, candidate]) {
        const answer = await caller.rest.send('GET', '/notification-test');
        expect([answer.status, answer.headers.location]).toEqual([302, expect.stringMatching(/^\/.*notification-test/)]);
      }
    });

    it('protocol 6 the description of it all is there for anyone, as JSON and as a page', async () => {
      const { openapi, paths } = (await room.anyone.rest.send('GET', '/api/openapi.json')).json<{
        openapi: string;
        paths: object;
      }>();
      expect(openapi).toMatch(/^3\.1/);
      for (const path of ['/api/v1/auth/login', '/api/v1/join', '/alerts/recent', '/api/v1/exams/import'])
        expect(Object.keys(paths)).toContain(path);
      const page = await room.anyone.rest.send('GET', '/api/docs');
      expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    });

    it('protocol 6 errors what is no path, no method, no JSON and too much of it is said in problem+json', async () => {
      const { rest } = await room.signIn();
      const asked = async (method: string, path: string, body?: string, type = 'application/json') =>
        (await rest.send(method, path, body === undefined ? {} : { body, headers: { 'content-type': type } })).problem();
      expect(await asked('GET', '/api/v1/nothing')).toMatchObject({ status: 404, code: 'not_found' });
      expect(await asked('DELETE', '/api/v1/exams')).toMatchObject({ status: 405, code: 'method_not_allowed' });
      expect(await asked('POST', '/api/v1/notifications', '{"to":')).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(await asked('POST', '/api/v1/notifications', '[]')).toMatchObject({ status: 400, code: 'invalid_input' });
      expect(await asked('POST', '/api/v1/notifications', '<a/>', 'text/xml')).toMatchObject({ status: 415 });
      expect(await asked('POST', '/api/v1/notifications', '{"to":{},"type":"test","titel":"x"}')).toMatchObject({
        code: 'invalid_input',
        errors: expect.arrayContaining([{ field: expect.stringContaining('titel'), message: expect.any(String) }]),
      });
    });
  },
  REST_WAYS,
);
