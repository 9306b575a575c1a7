import { describe, expect, it } from 'vitest';
import { only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const makeDir = tempDirs();
const MINUTE = 60_000;

describe('EX9 an outage of the room', () => {
  it('EX9 gives the time of an outage back instead of ending the exam, and audits it', async () => {
    const dataDir = makeDir();
    const clock = createFakeClock();
    const first = await startTestRoom({ clock, dataDir });
    const { candidates, staff, examId } = await prepareExam(first, { until: 'running' });
    const candidate = only(candidates.slice(0, 1));
    clock.advance(55 * MINUTE);
    // The room notes twice a second that it serves; wait until it has noted this moment.
    await expect.poll(async () => (await staff.rest.call('audit_list', {})).entries.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await first.stop();

    clock.advance(20 * MINUTE);
    const second = await startTestRoom({ clock, dataDir });
    const again = await second.signIn();
    const { attempts } = await again.rest.call('attempts_list', { examId });
    expect(attempts.find(({ id }) => id === candidate.attemptId)?.state).toBe('in_progress');
    const endsAt = Date.parse(attempts.find(({ id }) => id === candidate.attemptId)?.endsAt ?? '');
    expect(endsAt - clock.now()).toBeGreaterThan(4.9 * MINUTE);
    expect(endsAt - clock.now()).toBeLessThanOrEqual(5.1 * MINUTE);
    const { entries } = await again.rest.call('audit_list', {});
    expect(
      entries.filter(({ action, details }) => action === 'time.credited' && details.why === 'outage of the room'),
    ).toHaveLength(1);
  });
});
