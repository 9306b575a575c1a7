import { describe, expect, it } from 'vitest';
import type { Attempt, Exam, Sitting } from '../../../src/main/domain/records.ts';
import { createMemoryStore } from '../../../src/main/domain/replay/memory-store.ts';
import { applyPolicy } from '../../../src/main/domain/responses/apply-policy.ts';
import { NO_RISK } from '../../../src/main/domain/risk/risk-state.ts';
import type { Work } from '../../../src/main/domain/work.ts';
import type { AttemptId } from '../../../src/shared/model/ids.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';

const ID = 'attempt' as AttemptId;
const HARD = ['forbidden_process', 'remote_session', 'devtools_open', 'screen_capture_attempt', 'client_tampered'];

/** Everything the room sends while one candidate goes through all levels: its name, and to whom. */
function sentUnder(dryRun: boolean): string[] {
  const policy = { ...STANDARD_POLICY, dryRun };
  const exam = { id: 'exam', title: '', durationMinutes: 60, instructions: '', policy, createdAt: 0 } as unknown as Exam;
  const running = { id: 'sitting', examId: 'exam', number: 1, state: 'running', createdAt: 0, startedAt: 0, pausedMs: 0 };
  const sitting = running as unknown as Sitting;
  const { store, attempts } = createMemoryStore(exam, sitting);
  const attempt = { id: ID, sittingId: 'sitting', examId: 'exam', userId: 'me', state: 'in_progress', monitoring: 'normal' };
  store.attempts.update({ ...attempt, extraMs: 0, answered: 0, risk: NO_RISK } as unknown as Attempt);
  const sent: string[] = [];
  let ids = 0;
  const work = {
    now: 1_000_000,
    store,
    actor: { kind: 'room' },
    presence: { connections: () => [], isConnected: () => true },
    ids: { next: () => String(++ids), nextInOrder: () => String(++ids) },
    emit: ({ name, rooms }: { name: string; rooms: readonly string[] }) => sent.push(`${name} to ${rooms.join(' ')}`),
    audit: () => {},
  } as unknown as Work;
  for (const [number, type] of HARD.entries())
    applyPolicy(work, { attempt: attempts.get(ID) as Attempt, sitting, exam }, { number, type, offline: undefined });
  return sent;
}

describe('EV3 a policy that is only tried', () => {
  it('EV3 says nothing to the candidate and to the class, and raises its alerts for staff', () => {
    const sent = sentUnder(true);
    expect(sent.filter((one) => / to .*(user:|exam:)/.test(one))).toEqual([]);
    expect(sent).toEqual(expect.arrayContaining(['high_risk_session to admin-dashboard', 'critical_threat to admin-dashboard']));
  });

  it('EV3 in earnest tells the candidate of each', () => {
    expect(sentUnder(false)).toEqual(
      expect.arrayContaining([
        'security_warning to user:me',
        'high_risk_session to user:me',
        'critical_threat to user:me',
        'session_suspended to user:me',
      ]),
    );
  });
});
