import { expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { at, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';
import { editLiveStore } from '../support/store-file.ts';

const startTestRoom = testRooms();
const HOUR = 60 * 60_000;

it('EX9 an attempt that cannot be closed keeps nobody else’s open, staff are told, and it is closed as soon as it can be', async () => {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock, config: { logLevel: 'silent' } });
  const { staff, candidates } = await prepareExam(room, { candidates: 3 });
  const stuck = at(candidates, 0).attemptId;
  const console = await staff.socket();
  await editLiveStore(
    room.dataDir,
    `CREATE TRIGGER stuck BEFORE UPDATE ON attempts WHEN NEW.id = '${stuck}' AND NEW.state = 'ended' BEGIN SELECT RAISE(ABORT, 'stuck'); END`,
  );
  clock.advance(HOUR);
  const ended = (attemptId: string) =>
    console.waitFor<AttemptStateEvent>('attempt-state', (event) => event.attemptId === attemptId && event.state === 'ended');
  await Promise.all([at(candidates, 1), at(candidates, 2)].map(({ attemptId }) => ended(attemptId)));
  const alert = await console.waitFor<Alert>('security-alert', ({ type }) => type === 'room_chore_failed');
  expect(alert).toMatchObject({ severity: 'high', data: { chore: 'closing attempts whose time is over' } });
  expect((await at(candidates, 0).rest.call('attempt_get', {})).attempt.state).toBe('in_progress');
  await editLiveStore(room.dataDir, 'DROP TRIGGER stuck');
  await ended(stuck);
});

it('EV6 a suspension that cannot be carried out keeps nobody else’s from being carried out, and is as soon as it can be', async () => {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock, config: { logLevel: 'silent' } });
  const { staff, candidates, examId } = await prepareExam(room, { candidates: 2 });
  const policy = { ...STANDARD_POLICY, thresholds: { warn: 2, highRisk: 3, critical: 4, suspend: 5 } };
  await staff.rest.call('exam_policy_set', { examId, policy });
  const [stuck, other] = [at(candidates, 0), at(candidates, 1)];
  const console = await staff.socket();
  await editLiveStore(
    room.dataDir,
    `CREATE TRIGGER stuck BEFORE UPDATE ON attempts WHEN NEW.id = '${stuck.attemptId}' AND NEW.state = 'suspended' BEGIN SELECT RAISE(ABORT, 'stuck'); END`,
  );
  for (const candidate of [stuck, other])
    await candidate.rest.call('security_events', { events: [candidate.event('focus_lost')] });
  clock.advance(5_000);
  const suspended = (attemptId: string) =>
    console.waitFor<AttemptStateEvent>('attempt-state', (event) => event.attemptId === attemptId && event.state === 'suspended');
  await suspended(other.attemptId);
  await console.waitFor<Alert>('security-alert', ({ type }) => type === 'room_chore_failed');
  await editLiveStore(room.dataDir, 'DROP TRIGGER stuck');
  await suspended(stuck.attemptId);
});
