import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Policy, STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import { OPEN_BOOK_POLICY, POLICY_PRESETS, STRICT_POLICY } from '../../src/shared/model/policy-presets.ts';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const HARD = ['client_tampered', 'forbidden_process', 'screen_share_detected', 'remote_session', 'devtools_open'];

async function running(candidates = 1) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock, config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
  const day = await prepareExam(room, { candidates });
  const { examId, staff } = day;
  const detail = (index = 0) => staff.rest.call('attempt_detail', { attemptId: at(day.candidates, index).attemptId });
  const set = (policy: Policy) => staff.rest.call('exam_policy_set', { examId, policy });
  return { clock, room, day, examId, staff, detail, set };
}

describe('EV3 the policy of an exam', () => {
  it('EV3 can be changed while the exam runs: new events are judged by it, past ones stay as they were judged', async () => {
    const { clock, day, staff, detail, set } = await running();
    const candidate = at(day.candidates, 0);
    const own = await candidate.socket();
    for (const type of ['paste', 'copy']) await own.command('security_event', candidate.event(type));
    expect((await detail()).riskScore).toBe(26);

    const saved = await set(OPEN_BOOK_POLICY);
    expect(saved.policy).toEqual(OPEN_BOOK_POLICY);
    expect((await detail()).riskScore, 'what was counted stays').toBe(26);
    await own.command('security_event', candidate.event('cut'));
    expect((await detail()).riskScore, 'and one more cut weighs what it does now').toBe(27);
    clock.advance(OPEN_BOOK_POLICY.halfLifeMinutes * 60_000);
    expect((await detail()).riskScore, 'everything fades at the new pace').toBeCloseTo(13.6, 0);

    const { entries } = await staff.rest.call('audit_list', { order: 'newest' });
    const change = entries.find(({ action }) => action === 'policy.changed');
    expect(change).toMatchObject({ subject: `exam:${day.examId}`, details: { name: 'open_book', dryRun: false } });
    expect(change?.details.fields).toEqual(expect.arrayContaining(['thresholds.warn', 'weights.paste', 'softCap']));
  });

  it('EV3 a dry run records what it would have done and does nothing; switched off, the next event does it', async () => {
    const { day, detail, set } = await running();
    const candidate = at(day.candidates, 0);
    const own = await candidate.socket();
    await set({ ...STANDARD_POLICY, name: 'trial', dryRun: true });
    for (const type of HARD) await own.command('security_event', candidate.event(type));
    const dry = await detail();
    expect(dry).toMatchObject({ state: 'in_progress', monitoring: 'normal' });
    const responses = dry.timeline.filter(({ kind }) => kind === 'response');
    expect(responses.map((entry) => entry.kind === 'response' && [entry.action, entry.dryRun])).toEqual([
      ['warn', true],
      ['increase_monitoring', true],
      ['suspend', true],
    ]);
    await own.settled();
    expect(own.of('session_suspended')).toEqual([]);
    expect(own.of('security_warning')).toEqual([]);
    expect(own.of('critical_threat')).toEqual([]);
    await set(STANDARD_POLICY);
    expect(await detail()).toMatchObject({ state: 'in_progress' });
    await own.command('security_event', candidate.event('devtools_open'));
    expect(await detail()).toMatchObject({ state: 'suspended', monitoring: 'increased' });
  });

  it('EV3 security-49 is refused with the place when a step comes before the one below it, or a number makes no sense', async () => {
    const { examId, staff } = await running();
    const refused = async (policy: Policy) => {
      const { code, errors } = await staff.rest.refusal('exam_policy_set', { examId, policy });
      expect(code).toBe('invalid_input');
      return errors?.map(({ field }) => field);
    };
    const { thresholds } = STANDARD_POLICY;
    expect(await refused({ ...STANDARD_POLICY, thresholds: { ...thresholds, critical: 30 } })).toEqual([
      'policy.thresholds.critical',
    ]);
    expect(await refused({ ...STANDARD_POLICY, halfLifeMinutes: 0 })).toEqual(['policy.halfLifeMinutes']);
    const heavy = { paste: { weight: 101, confidence: 1, kind: 'plain' as const } };
    expect(await refused({ ...STANDARD_POLICY, weights: heavy })).toEqual(['policy.weights.paste.weight']);
    const { policy } = await staff.rest.call('exam_get', { examId });
    expect(policy).toEqual(STANDARD_POLICY);
  });

  it('EV3 offers three presets and every weight, and keeps who may let people back in', async () => {
    const { examId, staff, set } = await running();
    const { presets, weights } = await staff.rest.call('policies_get', {});
    expect(presets).toEqual(POLICY_PRESETS);
    expect(weights.paste).toEqual({ weight: 14, confidence: 1, kind: 'plain' });
    await staff.rest.call('recovery_policy_set', { examId, custodians: 2, methods: ['proctor_approval'] });
    const before = (await staff.rest.call('exam_get', { examId })).policy.recovery;
    expect(before).toBeDefined();
    expect((await set(STRICT_POLICY)).policy.recovery).toEqual(before);
  });
});

describe('EV2 what-if', () => {
  it('EV2 the same policy does what was in fact done; another says who would have fared otherwise; nothing is changed', async () => {
    const { clock, day, examId, staff, detail } = await running(2);
    const [culprit, calm] = [at(day.candidates, 0), at(day.candidates, 1)];
    const [own, other] = [await culprit.socket(), await calm.socket()];
    for (const type of HARD) {
      clock.advance(1_000);
      await own.command('security_event', culprit.event(type));
    }
    await other.command('security_event', calm.event('paste'));
    const { attemptId } = culprit;
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume', reason: 'talked' });
    const before = await detail();

    const same = await staff.rest.call('policy_try', { examId, policy: STANDARD_POLICY });
    expect(same.events).toBe(HARD.length + 1);
    const line = at(same.attempts, 0);
    expect(line).toMatchObject({ attemptId, events: HARD.length, candidateNumber: culprit.line.candidateNumber });
    expect(line.tried).toEqual(line.asSet);
    expect(line.tried.score, 'as it stands now').toBe(before.riskScore);
    const done = line.done.map(({ action, at: when }) => [action, when]);
    const tried = line.tried.responses.filter(({ action }) => action !== 'critical_threat');
    expect(
      tried.map(({ action, at: when }) => [action, when]),
      'to the moment',
    ).toEqual(done);

    const gentle = await staff.rest.call('policy_try', { examId, policy: OPEN_BOOK_POLICY });
    const [first] = gentle.attempts;
    expect(first?.asSet.responses.map(({ action }) => action)).toContain('suspend');
    expect(first?.tried.responses.map(({ action }) => action)).not.toContain('suspend');
    expect(gentle.attempts.find((one) => one.attemptId === calm.attemptId)?.tried.highest).toBe(2);
    expect(await detail()).toEqual(before);
  });

  it('EV2 any recorded sitting of the exam can be chosen, and it is said why an outcome is not exact', async () => {
    const { clock, room, day, staff, examId, set } = await running();
    const candidate = at(day.candidates, 0);
    const own = await candidate.socket();
    await own.command('security_event', candidate.event('paste'));
    clock.advance(1_000);
    await staff.rest.call('exam_end', { examId });
    clock.advance(1);
    await set(OPEN_BOOK_POLICY);
    const { sitting: next } = await staff.rest.call('sitting_create', { examId });
    const { sittings } = await staff.rest.call('policy_sittings', { examId });
    expect(sittings, 'the new one has not started').toMatchObject([{ number: 1, state: 'ended', attempts: 1, isExact: true }]);
    const sittingId = at(sittings, 0).id;
    const tried = await staff.rest.call('policy_try', { examId, sittingId, policy: STRICT_POLICY });
    expect(tried).toMatchObject({ events: 1, lacks: [] });
    expect(at(tried.attempts, 0).asSet.highest, 'as it was held, not as it was changed since').toBe(14);
    const none = await staff.rest.call('policy_try', { examId, sittingId: next.sittingId, policy: STRICT_POLICY });
    expect(none.attempts).toEqual([]);

    await staff.rest.call('exam_open', { examId });
    await staff.rest.call('exam_start', { examId });
    await set(STANDARD_POLICY);
    const now = await staff.rest.call('policy_sittings', { examId });
    expect(now.sittings.map(({ number, isExact }) => [number, isExact])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect((await staff.rest.call('policy_try', { examId, policy: STRICT_POLICY })).lacks).toEqual(['policy_changed']);

    const db = new Sqlite(join(room.dataDir, 'invigil.db'));
    db.exec('DELETE FROM course');
    db.close();
    const old = await staff.rest.call('policy_try', { examId, sittingId, policy: STRICT_POLICY });
    expect(old.lacks).toEqual(['before_course']);
  });
});
