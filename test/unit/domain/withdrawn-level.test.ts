import { describe, expect, it } from 'vitest';
import { withdrawGap } from '../../../src/main/domain/attempts/follow-chain.ts';
import type { Attempt, Exam, Sitting } from '../../../src/main/domain/records.ts';
import { createMemoryStore } from '../../../src/main/domain/replay/memory-store.ts';
import { applyPolicy } from '../../../src/main/domain/responses/apply-policy.ts';
import type { Work } from '../../../src/main/domain/work.ts';
import type { AttemptId } from '../../../src/shared/model/ids.ts';
import { type Policy, STANDARD_POLICY } from '../../../src/shared/model/policy.ts';

const NOW = 1_000_000;
const ID = 'attempt' as AttemptId;
const often = { mass: 5, at: NOW, count: 5 };

/** An attempt full of violations, as it stands while its level is what it is. */
function standing(policy: Policy, risk: Partial<Attempt['risk']>) {
  const exam = { id: 'exam', title: '', durationMinutes: 60, instructions: '', policy, createdAt: 0 } as unknown as Exam;
  const sitting = { id: 'sitting', examId: 'exam', number: 1, state: 'running', createdAt: 0, startedAt: 0, pausedMs: 0 };
  const { store, attempts } = createMemoryStore(exam, sitting as unknown as Sitting);
  const evidence = {
    forbidden_process: often,
    remote_session: often,
    paste: often,
    sequence_gap: { mass: 1, at: NOW, count: 1 },
  };
  const attempt = { id: ID, sittingId: 'sitting', examId: 'exam', userId: 'user', state: 'in_progress', monitoring: 'increased' };
  store.attempts.update({ ...attempt, risk: { evidence, level: 'critical', ...risk } } as unknown as Attempt);
  let ids = 0;
  const work = {
    now: NOW,
    store,
    ids: { next: () => String(++ids), nextInOrder: () => String(++ids) },
    emit: () => {},
    audit: () => {},
  } as unknown as Work;
  const whole = () => ({ attempt: attempts.get(ID) as Attempt, sitting: sitting as unknown as Sitting, exam });
  return { work, whole };
}

describe('EV3 a report that came late after all', () => {
  it('EV3 lets nobody count as suspended who is not: the next hard violation still suspends', () => {
    const { work, whole } = standing(STANDARD_POLICY, { suspendAt: NOW + 5_000 });
    withdrawGap(work, whole(), NOW);
    expect(whole().attempt.risk.level).toBe('critical');
    const { state } = applyPolicy(work, whole(), { number: 9, type: 'screen_capture_attempt', offline: undefined });
    expect(state).toBe('suspended');
  });

  it('EV3 lets nobody pass a level unseen after the thresholds were lowered', () => {
    const thresholds = { warn: 10, highRisk: 20, critical: 30, suspend: 101 };
    const { work, whole } = standing({ ...STANDARD_POLICY, thresholds }, { level: 'warned' });
    withdrawGap(work, whole(), NOW);
    expect(whole().attempt.risk.level).toBe('warned');
  });
});
