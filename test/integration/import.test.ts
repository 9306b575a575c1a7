import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createFileReaders } from '../../src/main/exchange/file-readers.ts';
import { carryOutImport } from '../../src/main/exchange/import-task.ts';
import type { ImportReport } from '../../src/shared/model/exam.ts';
import { prepareExam } from '../support/exam-day.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const upload = (staff: Staff, body: Uint8Array | string, headers: Record<string, string> = {}, query = '') =>
  staff.rest.send('POST', `/api/v1/exams/import${query}`, {
    body: Buffer.from(body),
    headers: { 'content-type': 'text/plain', ...headers },
  });

const multipart = (field: string, filename: string, content: string) => ({
  headers: { 'content-type': 'multipart/form-data; boundary=room' },
  body: `--room\r\nContent-Disposition: form-data; name="${field}"; filename="${filename}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--room--\r\n`,
});

describe('EX1 importing an exam', () => {
  it('EX1 reports every question by type; the paper comes back flat, in order, with its keys', async () => {
    const room = await startTestRoom({ isWhole: true });
    const { questions, staff, examId } = await prepareExam(room, { until: 'draft' });
    expect(questions.map(({ type }) => type)).toEqual([
      'single_choice',
      'multiple_choice',
      'true_false',
      'short_answer',
      'numerical',
      'matching',
      'essay',
      'description',
    ]);
    expect(await staff.rest.call('exam_get', { examId })).toMatchObject({
      durationMinutes: 60,
      policy: { name: 'standard' },
      totalPoints: 7,
    });
    expect(questions[0]).toMatchObject({ name: 'canary-name-single', choices: [{ weight: 1 }, { weight: 0 }, { weight: 0 }] });
  });

  it('security 27 of many files one user sends at once a few are in hand, the next is refused with when to come again', async () => {
    const turn = Promise.withResolvers<void>();
    const readers = createFileReaders(carryOutImport);
    const room = await startTestRoom({
      readers: {
        ...readers,
        exam: async (bytes, options) => {
          await turn.promise;
          return readers.exam(bytes, options);
        },
      },
    });
    const staff = await room.signIn();
    const sent = Array.from({ length: 5 }, () => upload(staff, 'Is water wet? {T}'));
    const refused = await Promise.race(sent);
    expect(refused.problem()).toMatchObject({
      status: 429,
      code: 'rate_limited',
      detail: expect.stringContaining('4 of your files'),
    });
    expect(refused.headers['retry-after']).toBe('5');
    turn.resolve();
    expect((await Promise.all(sent)).map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 201, 429]);
    expect((await upload(staff, 'Is water wet? {T}')).status).toBe(201);
  });

  it('R15 a paper of many slices arrives whole over REST, packed or not', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const bank = Array.from({ length: 120 }, (_, n) => `::Q${n}::Is ${n} “even”? {${n % 2 === 0 ? 'T' : 'F'}}`).join('\n\n');
    const { exam } = await staff.rest.uploadExam(bank);
    const paper = await staff.rest.call('exam_get', { examId: exam.id });
    expect(paper.questions.map(({ name }) => name)).toEqual(Array.from({ length: 120 }, (_, n) => `Q${n}`));
    const packed = await fetch(`${room.url}/api/v1/exams/${exam.id}`, {
      headers: { authorization: `Bearer ${staff.token}`, 'accept-encoding': 'gzip' },
    });
    expect([packed.status, packed.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(packed.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(packed.headers.get('cache-control')).toBe('no-store');
    expect(await packed.json()).toEqual(JSON.parse(JSON.stringify(paper)));
    const renamed = await staff.rest.call('exam_update', { examId: exam.id, title: 'Renamed' });
    expect([renamed.title, renamed.questions.length]).toEqual(['Renamed', 120]);
  });

  it('EX1 takes the good questions of a broken file and names each bad one with its line and reason', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const text = [
      '::good one::Is water wet? {T}',
      '',
      '::no end::Which? {=a ~b',
      '',
      '::good two::Capital? {=Paris ~London}',
      '',
      '::odd number::How many? {#many}',
      '',
    ].join('\n');
    const { exam, report } = await staff.rest.uploadExam(text);
    expect(report).toMatchObject({ format: 'gift', imported: 2, byType: { true_false: 1, single_choice: 1 } });
    expect(report.skipped.map(({ line, item }) => [line, item])).toEqual([
      [3, 'no end'],
      [7, 'odd number'],
    ]);
    for (const { reason } of report.skipped) expect(reason.length).toBeGreaterThan(10);
    expect(exam.questionCount).toBe(2);
  });

  it('EX1 refuses a file of which nothing can be read, with the whole report, and stores nothing', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const problem = (await upload(staff, '::a::Which? {=a ~b\n\n::b::How many? {#many}\n')).problem();
    expect(problem).toMatchObject({ status: 422, code: 'nothing_importable' });
    expect((problem.data as { report: ImportReport }).report.skipped.map(({ line }) => line)).toEqual([1, 3]);
    expect((await staff.rest.call('exams_list', {})).exams).toEqual([]);
  });

  it('EX1 refuses what is no exam at all, each with its own reason', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const refused = async (body: Uint8Array | string, headers = {}, query = '') => {
      const { status, code } = (await upload(staff, body, headers, query)).problem();
      return `${status} ${code}`;
    };
    expect(await refused('')).toBe('400 invalid_input');
    expect(await refused('   \n\n  ')).toBe('422 nothing_importable');
    expect(await refused(Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(20_000)]))).toBe('422 file_not_text');
    expect(await refused(Buffer.concat([Buffer.from('\u0000'), randomBytes(20_000)]))).toBe('422 file_not_text');
    expect(await refused('some text', {}, '?format=qti')).toBe('422 format_unknown');
    expect(await refused('some text', {}, '?format=pdf')).toBe('400 invalid_input');
    expect((await staff.rest.call('exams_list', {})).exams).toEqual([]);
  });

  it('EX1 refuses 50 MB with a sentence, and the room goes on answering meanwhile', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const huge = Buffer.alloc(50 * 1024 * 1024, '::q::Is it? {T}\n\n');
    const refused = upload(staff, huge);
    const health = await room.anyone.send('GET', '/healthz');
    expect(health.status).toBe(200);
    expect((await refused).problem()).toMatchObject({ status: 413, code: 'file_too_large' });
    const beyond = upload(staff, Buffer.alloc(70 * 1024 * 1024, 'x')).then(
      (answer) => answer.status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(await beyond);
    expect((await staff.rest.call('exams_list', {})).exams).toEqual([]);
  });

  it('EX1 refuses a stranger before reading the file', async () => {
    const room = await startTestRoom({ isWhole: true });
    const status = await new Promise<number | string>((resolve) => {
      const asked = request(`${room.url}/api/v1/exams/import`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', 'content-length': String(50 * 1024 * 1024) },
      });
      const answer = (what: number | string) => {
        clearTimeout(timer);
        resolve(what);
        asked.destroy();
      };
      const timer = setTimeout(() => answer('the room waits for 50 MB of a stranger'), 2_000);
      asked.on('response', (response) => answer(response.statusCode ?? 0));
      asked.on('error', () => {});
      asked.write('::q::Is it? {T}\n');
    });
    expect(status).toBe(401);
  });

  it('EX1 takes the file in a form too, whatever its content type, and the name only as a hint', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const form = multipart('file', 'Physics 1.gift.txt', 'Is water wet? {T}\n');
    const { exam } = (await upload(staff, form.body, form.headers)).json<{ exam: { title: string } }>();
    expect(exam.title).toBe('Physics 1');
    const named = await upload(staff, 'Is water wet? {T}\n', {
      'content-type': 'application/octet-stream',
      'x-filename': encodeURIComponent('../../เคมี.gift'),
    });
    expect(named.json<{ exam: { title: string } }>().exam.title).toBe('เคมี');
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'image/png']) {
      expect((await upload(staff, 'Is water wet? {T}\n', { 'content-type': type })).status, type).toBe(201);
    }
    const noFile = {
      headers: form.headers,
      body: '--room\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--room--\r\n',
    };
    expect((await upload(staff, noFile.body, noFile.headers)).problem()).toMatchObject({ status: 400, code: 'invalid_input' });
    const broken = await upload(staff, '--other\r\nnonsense', form.headers);
    expect(broken.problem().status).toBe(400);
  });
});

describe('EX3 importing a roster', () => {
  it('EX3 adds, updates and rejects by line; the second of two equal numbers is named', async () => {
    const room = await startTestRoom({ isWhole: true });
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: 0 });
    const csv = [
      'candidateNumber,firstName,lastName,email,seat,extraMinutes',
      '17,Ann,Onymous,ann@example.org,A1,',
      '18,Bob,Builder,,A2,15',
      '17,Ann,Again,,,',
      ',No,Number,,,',
      '19,,,,,',
      '20,Cat,Clock,,A3,soon',
    ].join('\r\n');
    const report = await staff.rest.uploadRoster(examId, csv);
    expect(report).toMatchObject({ added: 2, updated: 0 });
    expect(report.rejected.map(({ line }) => line)).toEqual([4, 5, 6, 7]);
    expect(report.rejected[0]?.reason).toContain('line 2');
    expect(await staff.rest.uploadRoster(examId, csv)).toMatchObject({ added: 0, updated: 2 });
    const { roster } = await staff.rest.call('roster_get', { examId });
    expect(roster.map(({ candidateNumber, name, seat, extraMinutes }) => [candidateNumber, name, seat, extraMinutes])).toEqual([
      ['17', 'Ann Onymous', 'A1', 0],
      ['18', 'Bob Builder', 'A2', 15],
    ]);
  });

  it('EX3 refuses a roster without its columns, names them, and changes nothing', async () => {
    const room = await startTestRoom({ isWhole: true });
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: 1 });
    const post = (body: string | Uint8Array, id: string = examId) =>
      staff.rest.send('POST', `/api/v1/exams/${id}/roster`, { body: Buffer.from(body), headers: { 'content-type': 'text/csv' } });
    const missing = (await post('seat,firstName\n1,Ann\n')).problem();
    expect(missing).toMatchObject({ status: 422, code: 'roster_columns_missing' });
    expect(missing.detail).toMatch(/candidateNumber.*lastName/);
    expect((await post(randomBytes(5_000))).problem()).toMatchObject({ status: 422, code: 'file_not_text' });
    expect((await post('')).problem().code).toBe('invalid_input');
    expect(
      (await post('candidateNumber,firstName,lastName\n1,A,B\n', '00000000-0000-4000-8000-000000000000')).problem().code,
    ).toBe('exam_not_found');
    expect((await staff.rest.call('roster_get', { examId })).roster).toHaveLength(1);
  });

  it('EX3 extra time of a corrected roster reaches a candidate who is in already, once', async () => {
    const room = await startTestRoom({ isWhole: true });
    const { staff, examId, candidates } = await prepareExam(room, { candidates: 1 });
    const before = Date.parse((await candidates[0]?.rest.call('attempt_get', {}))?.endsAt ?? '');
    const csv = 'candidateNumber,firstName,lastName,extraMinutes\nC001,A,B,20\n';
    for (const _ of [1, 2]) await staff.rest.uploadRoster(examId, csv);
    const after = Date.parse((await candidates[0]?.rest.call('attempt_get', {}))?.endsAt ?? '');
    expect(after - before).toBe(20 * 60_000);
  });
});
