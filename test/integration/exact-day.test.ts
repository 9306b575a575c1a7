import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { runCli } from '../../src/main/commands/run-cli.ts';
import { OPEN_BOOK_POLICY, STRICT_POLICY } from '../../src/shared/model/policy-presets.ts';
import type { RuleInput } from '../../src/shared/model/rule.ts';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { copyAsKilled } from '../support/room-core.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const makeDir = tempDirs();
const when: RuleInput['when'] = {
  types: [],
  match: 'all',
  fields: [],
  count: 2,
  windowSeconds: 3_600,
  per: 'attempt',
  exams: [],
};
const RULES: readonly RuleInput[] = [
  { name: 'two', when, severity: 'medium', actions: [{ do: 'increase' }] },
  { name: 'noticed', when: { ...when, from: ['room'], count: 1 }, severity: 'high', actions: [{ do: 'warn' }] },
  {
    name: 'rising',
    when: { ...when, count: 1, fields: [{ field: 'rise', is: 'at_least', value: 25 }] },
    severity: 'critical',
    actions: [{ do: 'suspend' }],
  },
  { name: 'everybody', when: { ...when, per: 'exam', count: 3, candidates: 2 }, severity: 'low', actions: [] },
];

async function said(...args: string[]): Promise<string> {
  const out: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  try {
    expect(await runCli(['node', 'invigil', ...args])).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return out.join('');
}

it('EV2 a sitting over the wire, killed and started again in the middle, is decided again byte by byte', async () => {
  const clock = createFakeClock();
  const first = await startTestRoom({ clock });
  const day = await prepareExam(first, { candidates: 3 });
  const { examId, staff } = day;
  clock.advance(200_000);
  const socketsOf = (room: TestRoom) => Promise.all(day.candidates.map(({ token }) => room.socket(token)));
  let sockets = await socketsOf(first);
  const send = async (index: number, ...types: string[]) => {
    for (const type of types) {
      clock.advance(10);
      expect(await at(sockets, index).command('security_event', at(day.candidates, index).event(type))).toMatchObject({
        ok: true,
      });
    }
  };
  for (const rule of RULES) {
    const { rule: added } = await staff.rest.call('rule_add', { rule });
    await staff.rest.call('rule_switch', { ruleId: added.id, enabled: true });
  }
  await send(0, 'copy');
  await send(1, 'paste');
  // One report of the third candidate never comes.
  await send(2, 'focus_gained');
  at(day.candidates, 2).event('focus_gained');
  await send(2, 'focus_gained');
  clock.advance(20_000);
  const alertsOf = async (room: TestRoom) => (await room.rest(staff.token).call('alerts_list', { limit: 200 })).alerts;
  await expect.poll(async () => (await alertsOf(first)).some(({ source }) => source === 'ether'), { timeout: 5_000 }).toBe(true);
  await staff.rest.call('exam_policy_set', { examId, policy: STRICT_POLICY });
  await send(0, 'cut');

  const dataDir = join(makeDir(), 'after');
  copyAsKilled(first.dataDir, dataDir);
  await first.stop();
  const room = await startTestRoom({ clock, dataDir });
  const rest = room.rest(staff.token);
  clock.advance(200_000);
  sockets = await socketsOf(room);
  await send(0, 'devtools_open');
  const { attemptId } = at(day.candidates, 0);
  expect((await rest.call('attempt_detail', { attemptId })).state).toBe('suspended');
  await rest.call('proctor_action', { id: newId(), attemptId, action: 'resume', reason: 'talked' });
  const [newest] = await alertsOf(room);
  await rest.call('alert_action', { id: newId(), alertId: newest?.id ?? '', action: 'acknowledge' });
  await rest.call('exam_policy_set', { examId, policy: OPEN_BOOK_POLICY });
  await send(0, 'paste', 'devtools_open', 'remote_session');
  for (const index of [0, 1, 2]) await send(index, 'focus_lost');
  clock.advance(10);
  await rest.call('exam_end', { examId });
  const { lines } = await rest.call('sitting_export', { examId });

  const path = join(makeDir(), 'sitting.jsonl');
  writeFileSync(path, lines.join('\n'));
  const [once, again] = [
    await said('replay', path, '--format', 'events-jsonl', '--json'),
    await said('replay', path, '--format', 'events-jsonl', '--json'),
  ];
  expect(again).toBe(once);
  const told = once
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told.at(-1)).toMatchObject({ event: 'summary', skipped: 0, differing: 0 });
  const types = told.flatMap(({ what, type }) => (what === 'alert' ? [type] : []));
  expect(types).toEqual(expect.arrayContaining(['suspicious_activity', 'rule_matched', 'room_incident']));
  expect(told.some(({ what, action }) => what === 'response' && action === 'suspend')).toBe(true);
});
