import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { at, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const TYPES = ['copy', 'cut', 'paste', 'context_menu', 'url_blocked', 'clock_changed'];

describe('protocol 6 GET /api/v1/alerts', () => {
  let day: ExamDay;
  let all: readonly Alert[];
  const list = async (query: string) => {
    const answer = await day.staff.rest.send('GET', `/api/v1/alerts${query}`);
    return answer.json<{ alerts: Alert[]; nextBeforeSeq?: number }>();
  };

  beforeAll(async () => {
    day = await prepareExam(await startTestRoom(), { candidates: 2 });
    for (const candidate of day.candidates)
      await candidate.rest.call('security_events', { events: TYPES.map((type) => candidate.event(type)) });
    const { alerts } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
    for (const [index, { id }] of alerts.entries()) {
      const action = index % 3 === 0 ? 'acknowledge' : index % 3 === 1 ? 'escalate' : 'resolve';
      await day.staff.rest.call('alert_action', { id: newId(), alertId: id, action });
    }
    ({ alerts: all } = await list('?limit=1000'));
  });

  it('protocol 6 shows by each filter exactly what it names, newest first, and by all of them together', async () => {
    expect(all.length).toBeGreaterThan(9);
    const seqs = all.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    const middle = at(seqs, 5);
    const filters: [string, (alert: Alert) => boolean][] = [
      ['status=acknowledged', ({ status }) => status === 'acknowledged'],
      ['status=resolved', ({ status }) => status === 'resolved'],
      ['severity=critical', ({ severity }) => severity === 'critical'],
      ['type=suspicious_activity', ({ type }) => type === 'suspicious_activity'],
      [`examId=${day.examId}`, ({ examId }) => examId === day.examId],
      [`attemptId=${at(day.candidates, 1).attemptId}`, ({ attemptId }) => attemptId === at(day.candidates, 1).attemptId],
      [`beforeSeq=${middle}`, ({ seq }) => seq < middle],
      [`afterSeq=${middle}`, ({ seq }) => seq > middle],
      ['q=PASTED', ({ title, message }) => /pasted/i.test(title + message)],
      ['q=%25', ({ title, message }) => (title + message).includes('%')],
    ];
    for (const [filter, fits] of filters) {
      const wanted = all.filter(fits).map(({ seq }) => seq);
      if (filter !== 'q=%25') expect(wanted.length, filter).toBeGreaterThan(0);
      if (!filter.startsWith('examId')) expect(wanted.length, filter).toBeLessThan(all.length);
      expect(
        (await list(`?limit=1000&${filter}`)).alerts.map(({ seq }) => seq),
        filter,
      ).toEqual(wanted);
    }
    const together = `status=resolved&examId=${day.examId}&beforeSeq=${at(seqs, 0)}&afterSeq=${at(seqs, -1)}`;
    const wanted = all.filter(({ status, seq }) => status === 'resolved' && seq < at(seqs, 0) && seq > at(seqs, -1));
    expect((await list(`?limit=1000&${together}`)).alerts).toEqual(wanted);
    expect((await list(`?examId=${newId()}`)).alerts).toEqual([]);
  });

  it('protocol 6 gives pages of a filter that follow each other without a gap, and refuses what it does not know', async () => {
    const found: number[] = [];
    for (let before = ''; ; ) {
      const page = await list(`?limit=2&examId=${day.examId}${before}`);
      found.push(...page.alerts.map(({ seq }) => seq));
      if (page.nextBeforeSeq === undefined) break;
      before = `&beforeSeq=${page.nextBeforeSeq}`;
    }
    expect(found).toEqual(all.filter(({ examId }) => examId === day.examId).map(({ seq }) => seq));
    for (const wrong of ['status=open', 'severity=huge', 'limit=0', 'beforeSeq=x', 'colour=red'])
      expect((await day.staff.rest.send('GET', `/api/v1/alerts?${wrong}`)).problem().code, wrong).toBe('invalid_input');
  });
});
