import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cast } from '../../../src/main/simulation/plan/cast.ts';
import { type CandidatePlan, type ClassPlan, needsRelay } from '../../../src/main/simulation/plan/class-plan.ts';
import { planClass } from '../../../src/main/simulation/plan/plan-class.ts';
import { BUILT_IN } from '../../../src/main/simulation/scenarios/built-in.ts';
import { Scenario } from '../../../src/main/simulation/scenarios/scenario.ts';
import { createSeededRandom } from '../../../src/main/simulation/seeded-random.ts';
import { SecurityEventType } from '../../../src/shared/model/security-event.ts';

const MINUTE = 60_000;
const classOf = (students: number) => Array.from({ length: students }, (_, at) => `S${at + 1}`);
const plan = (scenario: Scenario, { students = 50, seed = '7', minutes = 10, speed = 1 } = {}): ClassPlan =>
  planClass({ scenario, candidates: classOf(students), seed, minutes, speed });
const isSorted = (times: readonly { atMs: number }[]) =>
  times.every(({ atMs }, at) => at === 0 || atMs >= (times[at - 1]?.atMs ?? 0));

/** Percent in steps of 5, so that sums stay exact and at most 1. */
const shares = fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 5 }).map((parts) => parts.map((part) => part / 50));
const span = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
  fc.integer({ min: 0, max: 900 }).map((seconds) => `${seconds}s`),
);
const percents = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]): [string, string] => [`${Math.min(a, b)}%`, `${Math.max(a, b)}%`]);
const fault = fc.oneof(
  fc.record({ do: fc.constant('cut' as const) }),
  fc.record({ do: fc.constantFrom('stall' as const, 'gone' as const), for: span }),
  fc.record({ do: fc.constant('slow' as const), for: span, delayMs: fc.integer({ min: 0, max: 500 }) }),
);
const timedFault = fc.tuple(fault, percents).map(([one, at]) => ({ ...one, at }));
const action = fc.oneof(
  fault,
  fc.record({ do: fc.constant('report' as const), type: fc.constantFrom('copy', 'paste'), chance: fc.constantFrom(0, 0.5, 1) }),
  fc.record({ do: fc.constant('wait' as const), for: span }),
  fc.record({ do: fc.constantFrom('crash' as const, 'move' as const), for: percents }),
  fc.record({ do: fc.constant('reload' as const) }),
);
const step = fc.record({
  at: percents,
  times: fc.integer({ min: 1, max: 5 }),
  actions: fc.array(action, { minLength: 1, maxLength: 4 }),
});
const proctorStep = fc.oneof(
  fc.record({ do: fc.constant('warn' as const), at: span, share: fc.constantFrom(0, 0.1, 1) }),
  fc.record({ do: fc.constant('suspend' as const), at: percents, for: span, who: fc.constantFrom('anybody', 'behaving') }),
  fc.record({ do: fc.constant('pause' as const), at: percents, for: percents }),
  fc.record({ do: fc.constantFrom('resume_suspended' as const, 'end' as const), at: percents }),
);
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    shares: fc.tuple(shares, shares, shares),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
    faults: fc.array(timedFault, { maxLength: 4 }),
    everybody: fc.array(timedFault, { maxLength: 3 }),
    proctor: fc.array(proctorStep, { maxLength: 6 }),
    late: fc.record({ share: fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10), between: percents }),
    handIn: percents,
    lobby: span,
  })
  .map(({ shares: [behaving, connected, leaving], steps, faults, everybody, proctor, late, handIn, lobby }) =>
    Scenario.parse({
      name: 'any',
      phases: { lobby: { over: lobby }, late, handIn: leaving.map((share) => ({ share, between: handIn })) },
      behaviours: behaving.map((share, at) => ({ name: `b${at}`, share, misbehaves: at % 2 === 0, steps })),
      networks: connected.map((share, at) => ({ name: `n${at}`, share, faults })),
      everybody,
      proctor,
    }),
  );

const students = fc.integer({ min: 1, max: 80 });

describe('the plan of a class', () => {
  test('OP1 is a pure function of seed, scenario and students', () => {
    fc.assert(
      fc.property(scenarios, students, fc.string({ minLength: 1 }), (scenario, count, seed) => {
        const again = Scenario.parse(JSON.parse(JSON.stringify(scenario)));
        expect(plan(scenario, { students: count, seed })).toEqual(plan(again, { students: count, seed }));
      }),
      { numRuns: 60 },
    );
  });

  test('OP1 another seed is another day, in every built-in scenario', () => {
    for (const scenario of Object.values(BUILT_IN)) {
      expect(plan(scenario, { seed: '1' })).toEqual(plan(scenario, { seed: '1' }));
      expect(plan(scenario, { seed: '1' })).not.toEqual(plan(scenario, { seed: '2' }));
    }
  });

  test('OP1 what one candidate does depends on nobody else: one more student changes nobody without a part', () => {
    const of = (count: number) => plan(BUILT_IN.calm, { students: count }).candidates.slice(0, 20);
    expect(of(20)).toEqual(of(60));
  });

  test('OP1 every share is kept to one person, nobody has two parts, and a part is played in the smallest class', () => {
    fc.assert(
      fc.property(shares, students, fc.string(), (parts, count, seed) => {
        const groups = parts.map((share, at) => ({ share, name: `g${at}` }));
        const roles = cast(groups, classOf(count), createSeededRandom(seed));
        const sizes = groups.map((group) => [...roles.values()].filter((one) => one === group).length);
        for (const [at, size] of sizes.entries()) {
          const exact = Math.round((parts[at] ?? 0) * count * 1e6) / 1e6;
          expect(size).toBeGreaterThanOrEqual(Math.floor(exact));
          expect(size).toBeLessThanOrEqual(Math.ceil(exact));
        }
        const sum = Math.round(parts.reduce((total, part) => total + part, 0) * count * 1e6) / 1e6;
        expect(roles.size).toBe(Math.min(count, Math.ceil(sum)));
      }),
    );
  });

  test('OP1 times are in order and within the day, handing in comes last, and somebody is there for the start', () => {
    const check = (own: CandidatePlan, { workingMs, lobbyMs }: ClassPlan) => {
      expect(isSorted(own.deeds)).toBe(true);
      expect(isSorted(own.weather)).toBe(true);
      expect(own.worksUntilMs).toBeLessThanOrEqual(workingMs);
      expect(own.arrivesAtMs).toBeGreaterThanOrEqual(0);
      expect(own.arrivesAtMs).toBeLessThanOrEqual(own.isLate ? own.worksUntilMs : lobbyMs);
      for (const { atMs } of own.deeds) {
        expect(atMs).toBeGreaterThanOrEqual(own.isLate ? own.arrivesAtMs : 0);
        expect(atMs).toBeLessThanOrEqual(own.worksUntilMs);
      }
      const handIns = own.deeds.filter((deed) => deed.do === 'submit');
      expect(handIns.length).toBeLessThanOrEqual(1);
      if (handIns.length === 1) expect(own.deeds.at(-1)?.do).toBe('submit');
    };
    fc.assert(
      fc.property(scenarios, students, fc.string({ minLength: 1 }), (scenario, count, seed) => {
        const whole = plan(scenario, { students: count, seed });
        for (const own of whole.candidates) check(own, whole);
        expect(whole.candidates.some(({ isLate }) => !isLate)).toBe(true);
        expect(isSorted(whole.everybody)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('EX4 the script of the staff is in order, pauses are not within pauses, nothing follows the end', () => {
    fc.assert(
      fc.property(scenarios, students, (scenario, count) => {
        const { proctor, endsAtMs } = plan(scenario, { students: count });
        expect(isSorted(proctor)).toBe(true);
        let isPaused = false;
        for (const [at, deed] of proctor.entries()) {
          if (deed.do === 'exam_pause' || deed.do === 'exam_resume') {
            expect(isPaused).toBe(deed.do === 'exam_resume');
            isPaused = !isPaused;
          }
          if (deed.do === 'exam_end') {
            expect(at).toBe(proctor.length - 1);
            expect(endsAtMs).toBe(deed.atMs);
          }
        }
      }),
    );
  });

  test('EX9 what comes after a pause of everybody moves on by its length', () => {
    const { proctor, endsAtMs } = plan({
      name: 'a pause',
      proctor: [
        { do: 'resume_suspended', at: '10%' },
        { do: 'pause', at: '20%', for: '60s' },
        { do: 'end', at: '100%' },
      ],
    });
    expect(proctor).toEqual([
      { do: 'resume_suspended', atMs: MINUTE },
      { do: 'exam_pause', atMs: 2 * MINUTE },
      { do: 'exam_resume', atMs: 3 * MINUTE },
      { do: 'exam_end', atMs: 11 * MINUTE },
    ]);
    expect(endsAtMs).toBe(11 * MINUTE);
  });

  test('EX4 a step for some of a group is about that share of it, and a suspension with a length ends for the same people', () => {
    const { candidates, proctor } = plan({
      name: 'some',
      behaviours: [{ name: 'copies', share: 0.2, steps: [{ actions: [{ do: 'report', type: 'copy' }] }] }],
      proctor: [
        { do: 'suspend', at: '50%', who: 'copies', share: 0.5, for: '10%' },
        { do: 'warn', at: '70%', who: 'behaving', share: 0.1 },
      ],
    });
    const copiers = candidates.filter(({ behaviour }) => behaviour === 'copies').map((one) => one.candidateNumber);
    const [suspend, resume, warn] = proctor.map((deed) => ('candidates' in deed ? deed.candidates : []));
    expect(suspend).toHaveLength(5);
    expect(copiers).toEqual(expect.arrayContaining([...(suspend ?? [])]));
    expect(resume).toEqual(suspend);
    expect(warn).toHaveLength(4);
    for (const number of warn ?? []) expect(copiers).not.toContain(number);
  });

  test('EV1 a fifth of the class misbehaves, differently, by seed, with types of the contract; in a calm class nobody', () => {
    const cheats = plan(BUILT_IN.cheats).candidates.filter(({ misbehaves }) => misbehaves);
    expect(cheats).toHaveLength(10);
    expect(new Set(cheats.map(({ behaviour }) => behaviour)).size).toBe(6);
    for (const { deeds } of cheats) {
      const reports = deeds.flatMap((deed) => (deed.do === 'report' ? [deed.report] : []));
      expect(reports.length).toBeGreaterThan(0);
      for (const { type } of reports) expect(SecurityEventType.safeParse(type).success).toBe(true);
    }
    expect(plan(BUILT_IN.calm).candidates.some(({ misbehaves }) => misbehaves)).toBe(false);
    expect(plan(BUILT_IN.cheats, { students: 1 }).candidates.filter(({ misbehaves }) => misbehaves)).toHaveLength(1);
  });

  test('EX6 only who needs it goes through a relay, and the flaky class has every fault, reloads, crashes and moves', () => {
    const calm = plan(BUILT_IN.calm);
    expect(calm.candidates.some((own) => needsRelay(own, calm.everybody))).toBe(false);
    const flaky = plan(BUILT_IN.flaky, { students: 100 });
    expect(flaky.candidates.every((own) => needsRelay(own, flaky.everybody))).toBe(true);
    const happens = new Set(flaky.candidates.flatMap(({ deeds, weather }) => [...deeds, ...weather].map((one) => one.do)));
    for (const what of ['cut', 'stall', 'gone', 'slow', 'reload', 'crash', 'move', 'report', 'fault', 'submit']) {
      expect(happens).toContain(what);
    }
  });

  test('EX5 an exam day has latecomers, hand-ins before the end, a rush, and some who never hand in', () => {
    const { candidates, workingMs } = plan(BUILT_IN['exam-day'], { students: 200 });
    expect(candidates.filter(({ isLate }) => isLate)).toHaveLength(10);
    const handIns = candidates.flatMap(({ deeds }) => deeds.filter((deed) => deed.do === 'submit').map(({ atMs }) => atMs));
    expect(handIns).toHaveLength(196);
    expect(handIns.filter((atMs) => atMs < 0.85 * workingMs)).toHaveLength(50);
    expect(handIns.filter((atMs) => atMs >= 0.95 * workingMs)).toHaveLength(86);
  });
});
