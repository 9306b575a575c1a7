import { expect, it } from 'vitest';
import { STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import type { AttemptStateEvent, ProctorActionName } from '../../src/shared/protocol/index.ts';
import { at, type Candidate, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

it('EV6 warnings and closer supervision go at once, and are taken back from whom the room’s doing hit; what a person ordered stays', async () => {
  const room = await startTestRoom({ clock: createFakeClock() });
  const { staff, examId, candidates } = await prepareExam(room, { candidates: 5 });
  const policy = { ...STANDARD_POLICY, thresholds: { warn: 2, highRisk: 4, critical: 98, suspend: 99 } };
  await staff.rest.call('exam_policy_set', { examId, policy });
  const [first, ordered, cheat, last] = [at(candidates, 0), at(candidates, 1), at(candidates, 2), at(candidates, 3)];
  const again = at(candidates, 4);
  const report = (candidate: Candidate, type: string) =>
    candidate.rest.call('security_events', { events: [candidate.event(type)] });
  const order = (candidate: Candidate, action: ProctorActionName) =>
    staff.rest.call('proctor_action', { id: newId(), attemptId: candidate.attemptId, action });
  const monitoring = async (candidate: Candidate) =>
    (await staff.rest.call('attempt_detail', { attemptId: candidate.attemptId })).monitoring;
  const told = async (candidate: Candidate) =>
    (await candidate.rest.call('notifications_list', {})).notifications.flatMap(({ data }) => data?.event ?? []);

  await report(cheat, 'devtools_open');
  await order(ordered, 'increase_monitoring');
  const socket = await first.socket();
  await report(first, 'focus_lost');
  await report(again, 'focus_lost');
  for (const action of ['restore_monitoring', 'increase_monitoring'] as const) await order(again, action);
  for (const candidate of [ordered, cheat]) await report(candidate, 'focus_lost');
  const seen = socket.of('attempt-state') as AttemptStateEvent[];
  expect(
    seen.map((state) => state.monitoring),
    'at once, and eased with the incident',
  ).toContain('increased');
  expect(await monitoring(first)).toBe('normal');
  expect(await told(first)).toEqual(expect.arrayContaining(['security_warning', 'warning_taken_back']));
  for (const candidate of [ordered, again]) expect(await monitoring(candidate), 'a person decided').toBe('increased');
  expect(await monitoring(cheat), 'for something else').toBe('increased');
  expect(await told(cheat)).not.toContain('warning_taken_back');
  // Whoever comes a little later is part of it, and was told nothing.
  await report(last, 'focus_lost');
  expect([await monitoring(last), await told(last)]).toEqual(['normal', []]);
  const { timeline } = await staff.rest.call('attempt_detail', { attemptId: first.attemptId });
  const done = timeline.flatMap((entry) => (entry.kind === 'response' ? [entry.action] : []));
  expect(done.sort()).toEqual(['increase_monitoring', 'restore_monitoring', 'warn']);
  expect((await staff.rest.call('audit_verify', {})).ok).toBe(true);
});
