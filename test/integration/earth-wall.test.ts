import { describe, expect, it, vi } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

const ofEarth = async ({ rest }: Staff): Promise<Alert[]> =>
  (await rest.call('alerts_list', { limit: 200 })).alerts.filter(({ source }) => source === 'earth');
/** Alerts are raised a moment after what they tell of. */
const soon = <Seen>(look: () => Promise<Seen>): Promise<Seen> => vi.waitFor(look, { timeout: 10_000, interval: 50 });

describe('W4 over the wire', () => {
  it('W4 a candidate who asks for keys, by REST, or commands the room, by a socket, is one alert each with their attempt', async () => {
    const room = await startTestRoom();
    const { examId, candidates, staff } = await prepareExam(room, { candidates: 3 });
    const [reader, ruler] = [at(candidates, 0), at(candidates, 1)];
    for (let time = 0; time < 4; time += 1)
      expect((await reader.rest.refusal('exam_get', { examId })).code).toBe('role_forbidden');
    const socket = await ruler.socket();
    for (let time = 0; time < 4; time += 1) {
      const input = { id: newId(), attemptId: reader.attemptId, action: 'suspend' };
      expect(await socket.ask('proctor_action', input)).toMatchObject({ ok: false, error: { code: 'role_forbidden' } });
    }
    const alerts = await soon(async () => {
      const found = await ofEarth(staff);
      expect(found).toHaveLength(2);
      return found;
    });
    const facts = { type: 'data_access_violation', severity: 'medium', wall_name: 'Earth Wall', examId };
    for (const { userId, attemptId } of [reader, ruler])
      expect(alerts.find((alert) => alert.userId === userId)).toMatchObject({ ...facts, attemptId });
    expect(alerts.find(({ userId }) => userId === reader.userId)?.reasons.join()).toContain('the paper with its answers');
  });

  it('W4 ids that a candidate tries are found, and no id stands in the alert', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const candidate = at(candidates, 0);
    const ids = Array.from({ length: 8 }, () => newId());
    for (const id of ids) await candidate.rest.refusal('notification_read', { id });
    const [alert] = await soon(async () => {
      const found = await ofEarth(staff);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alert).toMatchObject({ userId: candidate.userId, attemptId: candidate.attemptId });
    expect(ids.some((id) => JSON.stringify(alert).includes(id))).toBe(false);
    // Their own address is sealed with their session (ID7).
    expect(JSON.stringify(alert)).not.toContain('127.0.0.1');
  });

  it('W4 staff who run an exam raise nothing', async () => {
    const room = await startTestRoom();
    const { examId, candidates, staff } = await prepareExam(room, { candidates: 12 });
    for (const { attemptId } of candidates) {
      await staff.rest.call('attempt_detail', { attemptId });
      await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'warn' });
    }
    for (const { attemptId } of candidates.slice(0, 3))
      await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    await staff.rest.call('exam_end', { examId });
    for (let time = 0; time < 10; time += 1) await staff.rest.call('results_get', { examId });
    await staff.rest.call('audit_list', { limit: 1_000 });
    await staff.rest.refusal('attempt_detail', { attemptId: newId() });
    await staff.rest.call('audit_verify', {});
    // What is found is raised in its order: once this is there, nothing else can come any more.
    const last = at(candidates, 0);
    await last.rest.refusal('exam_get', { examId });
    const alerts = await soon(async () => {
      const found = await ofEarth(staff);
      expect(found).not.toEqual([]);
      return found;
    });
    expect(alerts.map(({ userId }) => userId)).toEqual([last.userId]);
  });
});
