import { describe, expect, it } from 'vitest';
import type { CommandOutput, ExamStateEvent } from '../../src/shared/protocol/index.ts';
import { answerTo, at, type Candidate, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { copyAsKilled } from '../support/room-core.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const makeDir = tempDirs();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Rest = Staff['rest'];

/** Minutes until the own end, by what the room says. */
async function minutesLeft(rest: Rest, clock: FakeClock): Promise<number | undefined> {
  const { endsAt } = await rest.call('attempt_time', {});
  return endsAt === undefined ? undefined : (Date.parse(endsAt) - clock.now()) / MINUTE;
}

/** A moment as somebody in Bangkok writes it. */
const inBangkok = (ms: number): string => new Date(ms + 7 * HOUR).toISOString().replace('.000Z', '+07:00');

const alertsOf = async (rest: Rest, type: string): Promise<CommandOutput<'alerts_list'>['alerts']> =>
  (await rest.call('alerts_list', { limit: 100 })).alerts.filter((alert) => alert.type === type);

const credits = async (rest: Rest) =>
  (await rest.call('attempt_time', {})).credits.map(({ kind, creditMs }) => `${kind} ${creditMs / MINUTE}`);

describe('EX4 a planned opening and start', () => {
  it('EX4 opens and starts by the room’s clock, as planned, moved and cancelled by staff', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { staff, examId, join, roster } = await prepareExam(room, { until: 'draft' });
    const [ten, eleven] = [clock.now() + HOUR, clock.now() + 2 * HOUR];
    const plan = { examId, opensAt: inBangkok(ten - 5 * MINUTE), startsAt: inBangkok(ten) };
    expect(await staff.rest.call('sitting_plan_set', plan)).toMatchObject({
      opensAt: plan.opensAt,
      startsAt: plan.startsAt,
      serverTime: new Date(clock.now()).toISOString(),
    });
    const socket = await staff.socket();
    const reached = (state: string) => socket.waitFor<ExamStateEvent>('exam-state', (event) => event.state === state);
    clock.advance(55 * MINUTE);
    await reached('open');
    await join(at(roster, 0));

    // Moved: at the old time nothing happens. The command that follows runs after the room has looked.
    await staff.rest.call('sitting_plan_set', { examId, startsAt: inBangkok(eleven) });
    clock.advance(5 * MINUTE);
    const past = { examId, startsAt: inBangkok(ten) };
    expect(await staff.rest.refusal('sitting_plan_set', past)).toMatchObject({ code: 'invalid_input' });
    const crossed = { examId, opensAt: inBangkok(eleven + HOUR) };
    expect((await staff.rest.refusal('sitting_plan_set', crossed)).errors?.[0]?.field).toBe('startsAt');
    expect((await staff.rest.call('exam_get', { examId })).sitting.state).toBe('open');

    clock.advance(HOUR);
    await reached('running');
    expect(await alertsOf(staff.rest, 'scheduled_start_late'), 'it was in time').toHaveLength(0);
    const late = { examId, startsAt: inBangkok(clock.now() + HOUR) };
    expect(await staff.rest.refusal('sitting_plan_set', late)).toMatchObject({ code: 'state_conflict' });
    const { entries } = await staff.rest.call('audit_list', { limit: 1000 });
    expect(entries.filter(({ action }) => action === 'sitting.planned')).toHaveLength(2);
    expect(entries.filter(({ action }) => action === 'sitting.start')).toMatchObject([
      { actor: 'room', details: { planned: true } },
    ]);

    const other = await prepareExam(room, { until: 'open', candidates: 0 });
    await staff.rest.call('sitting_plan_set', { examId: other.examId, startsAt: inBangkok(clock.now() + HOUR) });
    const cancelled = await staff.rest.call('sitting_plan_set', { examId: other.examId, startsAt: null });
    expect(cancelled).not.toHaveProperty('startsAt');
    const third = await prepareExam(room, { until: 'open', candidates: 0 });
    await staff.rest.call('sitting_plan_set', { examId: third.examId, startsAt: inBangkok(clock.now() + HOUR) });
    clock.advance(HOUR);
    await socket.waitFor<ExamStateEvent>('exam-state', (event) => event.examId === third.examId && event.state === 'running');
    expect((await staff.rest.call('exam_get', { examId: other.examId })).sitting.state).toBe('open');
  });

  it('EX4 a room that was down starts late and says so; after too long it leaves it to staff, and says that', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const soon = await prepareExam(room, { until: 'open' });
    const early = await prepareExam(room, { until: 'open' });
    const later = await prepareExam(room, { until: 'draft', candidates: 0 });
    const startsAt = (ms: number) => ({ startsAt: inBangkok(clock.now() + ms) });
    const opensAt = inBangkok(clock.now() + 5 * MINUTE);
    await soon.staff.rest.call('sitting_plan_set', { examId: later.examId, opensAt, ...startsAt(90 * MINUTE) });
    await soon.staff.rest.call('sitting_plan_set', { examId: soon.examId, ...startsAt(50 * MINUTE) });
    await soon.staff.rest.call('sitting_plan_set', { examId: early.examId, ...startsAt(10 * MINUTE) });
    await room.stop();
    clock.advance(HOUR);
    const again = await startTestRoom({ clock, dataDir: room.dataDir });
    const rest = again.rest(soon.staff.token);
    await expect.poll(async () => (await rest.call('exam_get', { examId: soon.examId })).sitting.state).toBe('running');
    await expect.poll(async () => (await rest.call('sitting_plan_get', { examId: early.examId })).held).toBe('missed');
    const late = async (examId: string) => (await alertsOf(rest, 'scheduled_start_late')).filter((one) => one.examId === examId);
    expect(await late(soon.examId)).toMatchObject([{ data: { lateSeconds: 600 } }]);
    expect(await alertsOf(rest, 'scheduled_start_held')).toMatchObject([{ examId: early.examId, severity: 'high' }]);
    expect((await rest.call('exam_get', { examId: early.examId })).sitting.state).toBe('open');
    // To open late is no reason not to start in time.
    const stateOf = async () => (await rest.call('exam_get', { examId: later.examId })).sitting.state;
    await expect.poll(stateOf).toBe('open');
    expect(await rest.call('sitting_plan_get', { examId: later.examId })).not.toHaveProperty('held');
    // Late is late for nobody: the clock began when the exam did.
    expect(await minutesLeft(again.rest(at(soon.candidates, 0).token), clock)).toBe(60);
    clock.advance(30 * MINUTE);
    await expect.poll(stateOf).toBe('running');
  });
});

describe('EX9 everybody gets exactly their time', () => {
  it('EX9 security-25 over late joining, extra time, a pause, a kill -9 and a client whose clock is three hours off', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { staff, examId, join, roster, question } = await prepareExam(room, { until: 'draft', candidates: 4 });
    const lateJoin = { untilMinutes: 30, time: 'full' as const };
    await staff.rest.call('late_join_set', { examId, lateJoin });
    await staff.rest.call('exam_open', { examId });
    const [first, wrong] = [await join(at(roster, 0)), await join(at(roster, 1))];
    await staff.rest.call('exam_start', { examId });

    clock.advance(10 * MINUTE);
    const everybody = { id: newId(), examId, minutes: 5, reason: 'A fire engine passed' };
    expect(await staff.rest.call('time_extend', everybody)).toMatchObject({ credited: 2 });
    expect(await staff.rest.call('time_extend', everybody)).toMatchObject({ duplicate: true });
    clock.advance(15 * MINUTE);
    const late = await join(at(roster, 2));
    expect(await minutesLeft(late.rest, clock), 'the whole hour, and nothing of what was given before').toBe(60);
    const socket = await wrong.socket();
    await socket.command('heartbeat', { clientTime: clock.now() + 3 * HOUR });
    const some = { id: newId(), examId, minutes: 10, reason: 'The keyboard was changed', attemptIds: [wrong.attemptId] };
    expect(await staff.rest.call('time_extend', some)).toMatchObject({ credited: 1 });

    await staff.rest.call('exam_pause', { examId });
    clock.advance(7 * MINUTE);
    const killed = makeDir();
    copyAsKilled(room.dataDir, killed);
    await room.stop();
    clock.advance(20 * MINUTE);
    const again = await startTestRoom({ clock, dataDir: killed });
    const rest = again.rest(staff.token);
    const of = ({ token }: Candidate) => again.rest(token);
    expect(await minutesLeft(of(first), clock), 'frozen over the kill').toBeUndefined();
    await rest.call('exam_resume', { examId });
    expect(await minutesLeft(of(first), clock)).toBe(40);
    expect(await minutesLeft(of(wrong), clock)).toBe(50);
    expect(await minutesLeft(of(late), clock)).toBe(60);
    expect(await credits(of(first))).toEqual(['extension 5', 'pause 27']);
    expect(await credits(of(wrong))).toEqual(['extension 5', 'extension 10', 'pause 27']);
    expect(await credits(of(late))).toEqual(['late_join 20', 'pause 27']);

    clock.advance(6 * MINUTE);
    const tooLate = { code: again.joinCode, examId, candidateNumber: at(roster, 3).candidateNumber, consent: true };
    expect(await again.anyone.refusal('join', tooLate)).toMatchObject({ status: 403, code: 'late_join_closed' });
    await rest.call('late_join_set', { examId, lateJoin: { time: 'common_end' } });
    const last = again.rest((await again.anyone.call('join', tooLate)).token);
    expect(await minutesLeft(last, clock), 'until the common end').toBe(34);

    // Each ends at its own moment, whatever the client believes.
    clock.advance(34 * MINUTE);
    const stateOf = async (rest: Rest) => (await rest.call('attempt_get', {})).attempt.state;
    await expect.poll(() => stateOf(of(first))).toBe('ended');
    expect(await stateOf(of(wrong))).toBe('in_progress');
    clock.advance(10 * MINUTE + 1);
    const asked = await again.socket(late.token);
    expect(await asked.command('answer_save', answerTo(question('essay'), 'in time', 1))).not.toHaveProperty('held');
    await expect.poll(() => stateOf(of(wrong))).toBe('ended');
    clock.advance(10 * MINUTE);
    await expect.poll(() => stateOf(of(late))).toBe('ended');

    const { credits: all } = await rest.call('time_credits', { examId });
    expect(all.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['extension', 'A fire engine passed'],
      ['late_join', undefined],
      ['extension', 'The keyboard was changed'],
      ['pause', undefined],
    ]);
    const { entries } = await rest.call('audit_list', { limit: 1000 });
    expect(entries.filter(({ action }) => action === 'time.credited')).toHaveLength(all.length);
    expect(JSON.stringify(entries), 'what people write stays out of the audit log').not.toContain('fire engine');
  });

  it('EX9 time taken from one ends that attempt at its own moment, and a refused extension changes nobody', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { staff, examId, candidates } = await prepareExam(room, { candidates: 2 });
    const [short, whole] = [at(candidates, 0), at(candidates, 1)];
    const other = await prepareExam(room, { candidates: [{ ...at(candidates, 0).line, candidateNumber: 'elsewhere' }] });
    const both = { examId, minutes: 5, reason: 'why', attemptIds: [whole.attemptId, at(other.candidates, 0).attemptId] };
    expect(await staff.rest.refusal('time_extend', { ...both, id: newId() })).toMatchObject({ code: 'attempt_not_found' });
    expect(await staff.rest.refusal('time_extend', { id: newId(), examId, minutes: 5, reason: ' ' })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await minutesLeft(whole.rest, clock)).toBe(60);
    const taken = { id: newId(), examId, minutes: -20, reason: 'given twice', attemptIds: [short.attemptId] };
    await staff.rest.call('time_extend', taken);
    clock.advance(40 * MINUTE);
    await expect.poll(async () => (await short.rest.call('attempt_get', {})).attempt.state).toBe('ended');
    expect((await whole.rest.call('attempt_get', {})).attempt.state).toBe('in_progress');
    const student = await whole.rest.refusal('time_extend', { id: newId(), examId, minutes: 5, reason: 'please' });
    expect(student.code).toBe('role_forbidden');
  });
});

describe('EX11 the start code', () => {
  it('EX11 opens the paper only for who entered it after the check of the computer, and is not to be guessed', async () => {
    const room = await startTestRoom();
    const { staff, examId, candidates, question } = await prepareExam(room, { until: 'open', candidates: 2 });
    const { code } = await staff.rest.call('start_code_set', { examId });
    expect(code).toMatch(/^\w{4}-\w{4}$/);
    await staff.rest.call('exam_start', { examId });
    expect((await staff.rest.refusal('start_code_set', { examId, code: 'another' })).code).toBe('state_conflict');
    const [honest, guesser] = [at(candidates, 0), at(candidates, 1)];
    const enter = (candidate: Candidate, value: string) =>
      candidate.rest.send('POST', '/api/v1/attempt/start-code', { body: { id: newId(), code: value } });
    expect(await enter(honest, code ?? '')).toMatchObject({ status: 409 });
    for (const candidate of candidates) {
      const socket = await candidate.socket();
      await socket.command('client_ready', { id: newId(), checks: { roundTripMs: 3 } });
      expect(await candidate.rest.call('attempt_get', {})).not.toHaveProperty('questions');
      const refused = await socket.refusal('answer_save', answerTo(question('essay'), 'peeked', 1));
      expect(refused.code).toBe('start_code_required');
    }
    expect(await enter(honest, code?.toLowerCase() ?? '')).toMatchObject({ status: 200 });
    expect((await honest.rest.call('attempt_get', {})).questions).not.toHaveLength(0);

    for (let wrong = 0; wrong < 10; wrong++) expect(await enter(guesser, `wrong-${wrong}`)).toMatchObject({ status: 403 });
    expect(await enter(guesser, code ?? ''), 'the right one does not help any more').toMatchObject({ status: 403 });
    expect(await alertsOf(staff.rest, 'start_code_locked')).toHaveLength(1);
    await staff.rest.call('start_code_release', { attemptId: guesser.attemptId });
    expect(await enter(guesser, code ?? '')).toMatchObject({ status: 200 });
    const { entries } = await staff.rest.call('audit_list', { limit: 1000 });
    expect(entries.filter(({ action }) => action === 'start_code.refused')).toHaveLength(10);
    expect(JSON.stringify(entries)).not.toContain(code);
  });
});
