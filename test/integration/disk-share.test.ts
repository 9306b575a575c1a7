import { hash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/shared/model/canonical-json.ts';
import { answerTo, at, type ExamDay, prepareExam } from '../support/exam-day.ts';
import type { CommandBody } from '../support/rest-driver.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms({ per: 'file' });
const MiB = 1024 * 1024;
const SHARE = 16 * MiB;

/* What one candidate may send in an hour within every limit of the wire would fill the disk of a laptop (security, asset A6). */
describe('security-16 the disk', () => {
  let day: ExamDay;
  beforeAll(async () => {
    const room = await startTestRoom({ config: { eventRate: { perSecond: 100_000, burst: 100_000 } } });
    day = await prepareExam(room, { candidates: 3 });
  });
  const total = (sql: string, id: string): number => queryStore<{ n: number }>(day.room.dataDir, sql, id)[0]?.n ?? 0;

  it('security-16 EX6 drafts of one attempt fill no more than its share, and the answer that counts is the last', async () => {
    const candidate = at(day.candidates, 0);
    const socket = await candidate.socket();
    const essay = day.question('essay');
    const text = 'y'.repeat(199_000);
    const last = 100;
    for (let revision = 1; revision <= last; revision++)
      await socket.command('answer_save', answerTo(essay, `${text}${revision}`, revision));
    const bytes = 'SELECT sum(length(value)) AS n FROM answer_saves WHERE attempt_id = ?';
    expect(total(bytes, candidate.attemptId)).toBeLessThan(SHARE + MiB);
    expect(total('SELECT count(*) AS n FROM answer_saves WHERE attempt_id = ?', candidate.attemptId)).toBe(last);
    const { answers } = await candidate.rest.call('attempt_get', {});
    expect(answers).toEqual([{ questionId: essay.id, value: `${text}${last}`, revision: last }]);

    // Apart from what counts, the newest of each question is kept whole, and it can still come to count.
    await day.staff.rest.call('exam_pause', { examId: day.examId });
    for (let revision = last + 1; revision <= last + 10; revision++)
      expect(await socket.command('answer_save', answerTo(essay, `${text}${revision}`, revision))).toMatchObject({
        held: 'paused',
      });
    await day.staff.rest.call('exam_resume', { examId: day.examId });
    expect(total(bytes, candidate.attemptId)).toBeLessThan(SHARE + 2 * MiB);
    await day.staff.rest.call('held_accept', { id: crypto.randomUUID(), attemptId: candidate.attemptId });
    const after = await candidate.rest.call('attempt_get', {});
    expect(after.answers).toEqual([{ questionId: essay.id, value: `${text}${last + 10}`, revision: last + 10 }]);
  });

  it('security-16 EV1 details of one attempt’s events fill no more than its share; each event counts, and the chain holds', async () => {
    const [, flooder, other] = day.candidates;
    if (!flooder || !other) throw new Error('three candidates have joined');
    const socket = await flooder.socket();
    const details = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`k${index}`, 'x'.repeat(7_000)]));
    const count = 330;
    let before: CommandBody<'security_event'> | undefined;
    for (let sent = 0; sent < count; sent++) {
      const link = before ? { prev: hash('sha256', canonicalJson(before), 'hex') } : {};
      before = flooder.event('focus_gained', { details, ...link });
      expect((await socket.command('security_event', before)).ok).toBe(true);
    }
    const own = 'SELECT sum(length(details)) AS n FROM security_events WHERE attempt_id = ?';
    expect(total(own, flooder.attemptId)).toBeLessThan(SHARE + MiB);
    expect(total('SELECT count(*) AS n FROM security_events WHERE attempt_id = ?', flooder.attemptId)).toBe(count);
    const { alerts } = await day.staff.rest.call('alerts_list', { limit: 50 });
    expect(alerts.filter(({ attemptId, source }) => attemptId === flooder.attemptId && source === 'ether')).toEqual([]);

    // Nobody else's share is gone with it.
    await (await other.socket()).command('security_event', other.event('copy', { details: { what: 'a word' } }));
    const kept = queryStore<{ details: string }>(
      day.room.dataDir,
      'SELECT details FROM security_events WHERE attempt_id = ?',
      other.attemptId,
    );
    expect(kept).toEqual([{ details: '{"what":"a word"}' }]);
  });
});
