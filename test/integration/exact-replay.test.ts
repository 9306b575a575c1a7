import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordSitting } from '../../src/main/domain/replay/record-sitting.ts';
import { createSittingReplay } from '../../src/main/domain/replay/replay-sitting.ts';
import type { Decision } from '../../src/main/domain/replay/sitting-record.ts';
import { createEventsJsonl } from '../../src/main/exchange/logs/events-jsonl.ts';
import { canonicalJson } from '../../src/shared/model/canonical-json.ts';
import { liveExactly } from '../support/exact-day.ts';
import { EXACT_EXAMPLES, type ExactStep, exactStep, FULL_DAY } from '../support/exact-steps.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { openInMemory, readStoredRoom, type StoredRoom } from '../support/memory-room.ts';
import { type StartedExam, startExam } from '../support/room-core.ts';
import { CANDIDATES } from '../support/sitting-steps.ts';
import { tempDirs } from '../support/temp-dir.ts';

const RUNS = Number(process.env.INVIGIL_TEST_RUNS ?? 100);
const makeDir = tempDirs();

let stored: StoredRoom;
let exam: StartedExam;
let other: StartedExam;
beforeAll(async () => {
  const dataDir = join(makeDir(), 'room');
  const clock = createFakeClock();
  exam = await startExam(dataDir, clock, CANDIDATES);
  other = await startExam(dataDir, clock, CANDIDATES);
  stored = readStoredRoom(dataDir);
});

const noPause = async (): Promise<void> => {};

async function recordDay(steps: readonly ExactStep[]): Promise<string[]> {
  const clock = createFakeClock(exam.startedAt + 1_000);
  const room = openInMemory(stored, clock);
  clock.advance(200_000);
  try {
    liveExactly(steps, room, clock, { exam, other });
    const store = room.store();
    const sitting = store.sittings.current(exam.examId);
    const paper = store.exams.byId(exam.examId);
    if (!sitting || !paper) throw new Error('the exam is there');
    return await recordSitting(store, { exam: paper, sitting }, noPause);
  } finally {
    room.close();
  }
}

function replay(lines: readonly string[]): { decisions: Decision[]; recorded: readonly Decision[]; skipped: string[] } {
  const reader = createEventsJsonl();
  const day = createSittingReplay();
  const skipped = lines.flatMap((line, index) => {
    const read = reader.read(line, index + 1);
    const unfit = 'skipped' in read ? read.skipped : read.record && day.take(read.record);
    return unfit === undefined ? [] : [`${line}: ${unfit}`];
  });
  return { decisions: day.decisions(), recorded: day.recorded(), skipped };
}

const kindOf = (line: string): string => JSON.parse(line).kind;

describe('EV2 EV3 EV4 EV5 EV6 the exact record of a sitting', () => {
  it('EV2 decides any day again byte by byte: rules, policies, what the room noticed, staff, restarts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(exactStep, { minLength: 10, maxLength: 60 }), async (steps) => {
        const lines = await recordDay(steps);
        const [first, second] = [replay(lines), replay(lines)];
        expect(first.skipped).toEqual([]);
        expect(first.decisions.map(canonicalJson)).toEqual(first.recorded.map(canonicalJson));
        expect(canonicalJson(second.decisions)).toBe(canonicalJson(first.decisions));
      }),
      { numRuns: RUNS + EXACT_EXAMPLES.length, examples: EXACT_EXAMPLES.map((steps) => [[...steps]] as [ExactStep[]]) },
    );
  }, 60_000);

  it('EV2 the full day holds every kind of input, and every kind of decision', async () => {
    const lines = await recordDay(FULL_DAY);
    expect([...new Set(lines.map(kindOf))].sort()).toEqual([
      'action',
      'alert_action',
      'attempt',
      'decided',
      'elsewhere',
      'event',
      'finding',
      'finished',
      'observation',
      'policy',
      'rule',
      'sitting',
      'wait',
      'withdrawn',
    ]);
    const { decisions } = replay(lines);
    const types = new Set(decisions.flatMap((one) => (one.what === 'alert' ? [one.type] : [])));
    expect([...types]).toEqual(expect.arrayContaining(['suspicious_activity', 'rule_matched', 'room_incident']));
    expect(decisions.filter((one) => one.what === 'alert' && one.attemptId === undefined).length).toBeGreaterThan(1);
  });

  it.each([
    'action',
    'alert_action',
    'elsewhere',
    'event',
    'finding',
    'finished',
    'observation',
    'policy',
    'rule',
    'wait',
    'withdrawn',
  ])('EV2 a record without its lines of kind %s decides otherwise', async (kind) => {
    const lines = await recordDay(FULL_DAY);
    const { decisions, recorded } = replay(lines.filter((line) => kindOf(line) !== kind));
    expect(decisions.map(canonicalJson)).not.toEqual(recorded.map(canonicalJson));
  });

  it('W5 takes nothing back that was never told: a gap around a restart of the room', async () => {
    const missing: ExactStep[] = [{ do: 'leave_out', who: 1 }, { do: 'wait', ms: 25_000 }, { do: 'tell_gaps' }];
    const told = await recordDay([...missing, { do: 'fill', who: 1 }]);
    expect(told.map(kindOf)).toEqual(expect.arrayContaining(['observation', 'withdrawn']));
    const forgiven = await recordDay([{ do: 'restart' }, ...missing, { do: 'fill', who: 1 }]);
    expect(forgiven.map(kindOf)).not.toContain('observation');
    expect(forgiven.map(kindOf)).not.toContain('withdrawn');
  });

  it('ID7 holds no name of a rule, no condition on details, and nothing anybody typed', async () => {
    const text = (await recordDay(FULL_DAY)).join('\n');
    expect(text).not.toContain('canary');
    expect(text).toContain('"held":[0]');
  });
});
