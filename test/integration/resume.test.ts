import { describe, expect, it } from 'vitest';
import { STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const HARD = ['client_tampered', 'forbidden_process', 'screen_capture_attempt', 'screen_share_detected', 'remote_session'];
const { suspend } = STANDARD_POLICY.thresholds;

describe('EV3 after a resume', () => {
  it('EV3 one slip does not suspend again, going on as before does, as often as it takes', async () => {
    const room = await startTestRoom({ clock: createFakeClock() });
    const { staff, candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const socket = await candidate.socket();
    const { attemptId } = candidate;
    const detail = () => staff.rest.call('attempt_detail', { attemptId });
    const misbehave = (type: string) => socket.command('security_event', candidate.event(type));
    const untilSuspended = async () => {
      for (let round = 0; round < 5; round++) {
        for (const type of HARD) {
          if ((await detail()).state === 'suspended') return;
          await misbehave(type);
        }
      }
    };
    for (let time = 1; time <= 3; time++) {
      await untilSuspended();
      expect((await detail()).state, `suspension ${time}`).toBe('suspended');
      const { attempt } = await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume' });
      expect(attempt.state).toBe('in_progress');
      expect(attempt.riskScore).toBeGreaterThan(0);
      expect(attempt.riskScore).toBeLessThanOrEqual((suspend * 2) / 3);
      await misbehave('focus_lost');
      const after = await detail();
      expect(after.state, 'one slip').toBe('in_progress');
      expect(after.risk.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(after.riskScore, 5);
    }
    await socket.settled();
    const suspensions = (await detail()).timeline.filter((entry) => entry.kind === 'response' && entry.action === 'suspend');
    expect(suspensions).toHaveLength(3);
    expect(socket.of<AttemptStateEvent>('attempt-state').filter(({ state }) => state === 'suspended')).toHaveLength(3);
    const { entries } = await staff.rest.call('audit_list', { limit: 1_000 });
    const forgiven = entries.filter(({ action }) => action === 'risk.forgiven');
    expect(forgiven).toHaveLength(3);
    for (const { details } of forgiven) expect(details.from).toBeGreaterThanOrEqual(suspend);
  });

  it('EV3 a person’s own suspension of a quiet attempt forgives nothing', async () => {
    const room = await startTestRoom({ clock: createFakeClock() });
    const { staff, candidates } = await prepareExam(room);
    const candidate = only(candidates);
    const { attemptId } = candidate;
    await (await candidate.socket()).command('security_event', candidate.event('copy'));
    const before = (await staff.rest.call('attempt_detail', { attemptId })).riskScore;
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'suspend' });
    const { attempt } = await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume' });
    expect(attempt.riskScore).toBe(before);
  });
});
