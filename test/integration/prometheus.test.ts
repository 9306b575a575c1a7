import { beforeAll, describe, expect, it } from 'vitest';
import { at, type ExamDay, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const FROM_ELSEWHERE = { 'x-forwarded-for': '192.0.2.7' };

/** `name{labels} value` of every line that is no comment. */
const samples = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

describe('OP1 GET /metrics', () => {
  let day: ExamDay;

  beforeAll(async () => {
    day = await prepareExam(await startTestRoom());
    const candidate = at(day.candidates, 0);
    const socket = await candidate.socket();
    for (const type of ['copy', 'made_up_by_a_client', 'another_one'])
      await socket.command('security_event', candidate.event(type));
  });

  it('protocol 6 is for this machine, and for staff from elsewhere; a forwarded request is from elsewhere', async () => {
    const { anyone } = day.room;
    for (const path of ['/metrics', '/metrics/']) expect((await anyone.send('GET', path)).status).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      expect((await anyone.send('GET', '/metrics', { headers: { [header]: '127.0.0.1' } })).problem().code).toBe('token_missing');
    const ask = (token: string) => day.room.rest(token).send('GET', '/metrics', { headers: FROM_ELSEWHERE });
    expect((await ask(at(day.candidates, 0).token)).problem().code).toBe('role_forbidden');
    expect((await ask('nonsense')).problem().code).toBe('token_invalid');
    expect((await ask(day.staff.token)).status).toBe(200);
    expect((await anyone.send('GET', `/metrics?token=${day.staff.token}`)).problem().code).toBe('token_in_query');
  });

  it('OP1 has the form Prometheus reads, and the figures of the room, its store and its process', async () => {
    const answer = await day.room.anyone.send('GET', '/metrics');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    });
    for (const line of answer.text.split('\n'))
      expect(line).toMatch(
        /^$|^# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))$|^[a-z_]+(\{[a-z]+="[^"]*"\})? [\d.e+-]+$/,
      );
    const told = samples(answer.text);
    expect(told.get('invigil_connections{role="student"}')).toBe(1);
    expect(told.get('invigil_events_total{type="copy"}')).toBe(1);
    expect(told.get('invigil_events_total{type="other"}')).toBe(2);
    for (const name of ['invigil_command_duration_seconds', 'invigil_commit_duration_seconds']) {
      const count = told.get(`${name}_count`) ?? 0;
      expect(count).toBeGreaterThan(3);
      expect(told.get(`${name}_bucket{le="+Inf"}`)).toBe(count);
      const buckets = [...told].filter(([key]) => key.startsWith(`${name}_bucket`)).map(([, value]) => value);
      expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    }
    for (const name of ['invigil_wal_bytes', 'process_resident_memory_bytes', 'process_cpu_seconds_total'])
      expect(told.get(name), name).toBeGreaterThan(0);
    expect(told.has('invigil_event_loop_lateness_seconds')).toBe(true);
  });

  it('OP1 names nobody, and clients cannot make it grow', async () => {
    const { text } = await day.room.anyone.send('GET', '/metrics');
    const candidate = at(day.candidates, 0);
    const { id, username } = day.staff.user;
    for (const secret of [
      candidate.userId,
      candidate.attemptId,
      candidate.line.candidateNumber,
      id,
      `"${username}"`,
      '127.0.0.1',
    ])
      expect(text).not.toContain(secret);
    expect(text).not.toContain('made_up_by_a_client');
    const labels = new Set([...text.matchAll(/\{([a-z]+)=/g)].map(([, label]) => label));
    expect([...labels].sort()).toEqual(['le', 'role', 'transport', 'type', 'version']);
  });
});
