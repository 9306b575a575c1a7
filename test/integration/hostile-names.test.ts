import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerTo, type ExamDay, joinExam, newId, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

/** Names somebody gives a candidate, a paper or a file so that it acts where it is shown. */
const NAMES = [
  '=cmd|"/c calc"!A1',
  '@SUM(1)',
  '\u200B=1+1',
  '\u202E=1+1',
  '＝1+1',
  '﹣1',
  '\u00A0+1',
  '\u001B[31mred\u0007',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '__proto__',
  '../../keys/master.key',
  `ก${'\u0E49'.repeat(90)}`,
];
const UNSEEN = /[\u200B\u202A-\u202E\u2066-\u2069]|(?![\n\r\t])\p{Cc}/u;
const TRIGGER = /^(?:[\t\r]|[\s\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫])/u;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const cellsOf = (csv: string): string[] =>
  Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { newline: '\r\n', delimiter: ',' }).data.flat();

describe('security-36 names that mean harm, wherever they come out', () => {
  let day: ExamDay;
  const get = (path: string, accept: string) =>
    day.staff.rest.send('GET', `/api/v1/exams/${day.examId}${path}`, { headers: { accept } });

  beforeAll(async () => {
    const room = await startTestRoom({ config: { logLevel: 'debug' } });
    day = await prepareExam(room, { candidates: [], until: 'draft' });
    await day.staff.rest.call('exam_update', { examId: day.examId, title: `${NAMES[8]}\u202E${NAMES[0]}` });
    const rows = NAMES.map((name, index) => `N${index},${quoted(name)},${quoted(name)},${quoted(name.slice(0, 20))}`);
    const roster = await day.staff.rest.uploadRoster(day.examId, ['candidateNumber,firstName,lastName,seat', ...rows].join('\n'));
    expect([roster.added, roster.rejected]).toEqual([NAMES.length, []]);
    await day.staff.rest.call('exam_open', { examId: day.examId });
    const essay = day.question('essay');
    const joined = [];
    for (const [index, name] of NAMES.entries()) {
      const line = { candidateNumber: `N${index}`, firstName: '', lastName: '' };
      const device = { deviceType: name.slice(0, 30), os: name.slice(0, 30), app: name.slice(0, 30) };
      joined.push(await joinExam(room, line, { examId: day.examId, device }));
    }
    await day.staff.rest.call('exam_start', { examId: day.examId });
    for (const [index, candidate] of joined.entries()) {
      const socket = await candidate.socket();
      await socket.command('answer_save', answerTo(essay, NAMES[index] ?? ''));
      await socket.command('exam_submit', { id: newId() });
      socket.close();
    }
    await day.staff.rest.call('exam_end', { examId: day.examId });
  }, 30_000);

  it.each([
    '/results',
    '/answers',
    '/roster/export',
    '/results/export?format=csv',
    '/results/export?format=moodle',
    '/results/export?format=canvas',
  ])('security-36 security-35 no cell of %s is a formula, and no name steers what stands beside it', async (path) => {
    const { status, text, headers } = await get(path, 'text/csv');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const cells = cellsOf(text);
    expect(cells.length).toBeGreaterThan(NAMES.length);
    expect(cells.filter((cell) => TRIGGER.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell))).toEqual([]);
    // What a candidate wrote as an answer is theirs, as they wrote it.
    if (path !== '/answers') expect(cells.filter((cell) => UNSEEN.test(cell))).toEqual([]);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
  });

  it('security-36 the views of staff carry them as text, without what nobody sees', async () => {
    const { attempts } = await day.staff.rest.call('attempts_list', { examId: day.examId });
    expect(attempts).toHaveLength(NAMES.length);
    expect(attempts.filter(({ name, seat = '' }) => UNSEEN.test(name) || UNSEEN.test(seat))).toEqual([]);
    expect((await day.staff.rest.call('exam_get', { examId: day.examId })).title).not.toMatch(UNSEEN);
    const answer = await get('', 'text/html');
    expect([answer.headers['content-type'], answer.headers['x-content-type-options']]).toEqual([
      'application/json; charset=utf-8',
      'nosniff',
    ]);
  });

  it('security-36 the page that checks certificates gives back what was asked as text', async () => {
    for (const code of NAMES) {
      const { headers, text } = await day.room.anyone.send('GET', `/verify?code=${encodeURIComponent(code)}`);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(text.match(/<(?:script|img)\b|onerror=alert\(1\)>(?!&)/g)).toBeNull();
    }
  });

  it('security-36 no line of the log is broken in two, painted or steered, whatever was sent', async () => {
    for (const name of NAMES) {
      await day.room.anyone.send('POST', '/api/v1/auth/login', {
        body: { username: name, password: `${name}\r\n{"level":"error"}` },
      });
      await day.room.anyone.send('GET', `/${encodeURIComponent(name)}`, { headers: { 'user-agent': encodeURIComponent(name) } });
    }
    const log = readFileSync(join(day.room.dataDir, 'logs/invigil.log'), 'utf8');
    const lines = log.split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(NAMES.length);
    for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
    expect(log).not.toMatch(UNSEEN);
  });

  it('security-48 no name of a file becomes a file', async () => {
    const filesNow = () => readdirSync(day.room.dataDir, { recursive: true, encoding: 'utf8' }).sort();
    const before = filesNow();
    const names = ['../../evil.gift', '..\\..\\evil.gift', 'CON', 'nul.gift', '/etc/evil', 'a'.repeat(300), 'C:\\evil', '.'];
    for (const name of [...names, ...NAMES]) {
      const { exam } = await day.staff.rest.uploadExam('::one::Which? {=this ~that}', { 'x-filename': encodeURIComponent(name) });
      expect(exam.title.length, name).toBeGreaterThan(0);
      expect(exam.title).not.toMatch(UNSEEN);
      const paper = await day.staff.rest.send('GET', `/api/v1/exams/${exam.id}/paper?format=gift`, {
        headers: { accept: 'text/plain' },
      });
      if (paper.headers['content-disposition'])
        expect(paper.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
    }
    expect(filesNow()).toEqual(before);
  });
});
