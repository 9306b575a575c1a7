import { describe, expect, it } from 'vitest';
import { recoverDrafts } from '../../../src/renderer/exam/seat/draft-recovery.ts';
import { keptDrafts } from '../../../src/renderer/link/kept-drafts.ts';
import type { AnswerValue } from '../../../src/shared/model/answer.ts';
import { ATTEMPT_ID, attemptView } from './fake-link.ts';
import { fakeStorage } from './fake-timers.ts';

/** A seat whose room has told it `revision` of question q1, with what an earlier life of the page left in storage. */
function seat({ revision = 0, stored = null as AnswerValue, state = 'in_progress' as 'in_progress' | 'suspended' } = {}) {
  const storage = fakeStorage();
  const kept = keptDrafts(ATTEMPT_ID, storage);
  const saved: [string, AnswerValue][] = [];
  const listeners = new Set<() => void>();
  const answers = revision > 0 ? [{ questionId: 'q1', value: stored, revision }] : [];
  let view = attemptView(state, { answers: answers as never });
  const session = {
    snapshot: () => ({ view, attempt: view.attempt }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const client = {
    snapshot: () => ({ answers: new Map<string, AnswerValue>([['q1', stored]]) }),
    saveState: () => undefined,
    saveAnswer: (questionId: string, value: AnswerValue) => void saved.push([questionId, value]),
  };
  return {
    kept,
    storage,
    saved,
    listeners,
    recover: () => recoverDrafts(session as never, client as never, kept),
    become(next: 'in_progress') {
      view = attemptView(next, { answers: answers as never });
      for (const each of [...listeners]) each();
    },
  };
}

describe('EX6 keystrokes of a page that went away', () => {
  const draft = (value: AnswerValue, baseRevision: number, questionId = 'q1') => ({ questionId, value, baseRevision });

  it('EX6 are handed over once, and are then no longer kept', () => {
    const one = seat();
    one.kept.keep(draft('typed', 0));
    one.recover();
    expect(one.saved).toEqual([['q1', 'typed']]);
    expect(one.storage.rows.size).toBe(0);
    one.recover();
    expect(one.saved).toHaveLength(1);
  });

  it('EX6 are not put over newer work from elsewhere, but over their own base and the try to send them', () => {
    for (const [revision, isTaken] of [
      [3, true],
      [4, true],
      [5, false],
      [9, false],
    ] as const) {
      const one = seat({ revision, stored: 'other' });
      one.kept.keep(draft('typed', 3));
      one.recover();
      expect(one.saved.length, String(revision)).toBe(isTaken ? 1 : 0);
    }
  });

  it('EX6 are no work when the room has them already, or the paper has no such question', () => {
    const one = seat({ revision: 4, stored: 'typed' });
    one.kept.keep(draft('typed', 3));
    one.kept.keep(draft('typed', 0, 'q99'));
    one.recover();
    expect(one.saved).toEqual([]);
  });

  it('EX6 wait until the candidate may write, and are kept so long', () => {
    const one = seat({ state: 'suspended' });
    one.kept.keep(draft('typed', 0));
    one.recover();
    expect([one.saved.length, one.storage.rows.size]).toEqual([0, 1]);
    one.become('in_progress');
    expect(one.saved).toEqual([['q1', 'typed']]);
    expect(one.listeners.size).toBe(0);
  });

  it('EX6 of another attempt are not touched, damaged ones are passed over', () => {
    const one = seat();
    keptDrafts('another', one.storage).keep(draft('not mine', 0));
    one.storage.rows.set(`invigil.draft.${ATTEMPT_ID}.q2`, '{"questionId":');
    one.recover();
    expect(one.saved).toEqual([]);
    expect([...one.storage.rows.keys()]).toEqual(['invigil.draft.another.q1']);
  });
});
