import type { Policy } from '../../../shared/model/policy.ts';
import { POLICY_PRESETS } from '../../../shared/model/policy-presets.ts';
import { toIso } from '../../../shared/model/time.ts';
import { watchChange, watchOf } from '../../../shared/model/watch-list.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { examRoom } from '../../../shared/protocol/events.ts';
import { findExam } from '../attempts/find-attempt.ts';
import { toExamDetail } from '../exams/exam-views.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { Exam } from '../records.ts';
import { DEFAULT_WEIGHTS, UNKNOWN_WEIGHT } from '../risk/event-weights.ts';
import type { Work } from '../work.ts';
import { recordedSittings } from './recorded-sittings.ts';
import { settleAttempts } from './settle-attempts.ts';
import { tryPolicy } from './try-policy.ts';

type WhatIf = Awaited<ReturnType<typeof tryPolicy>>;

/** Which numbers differ, by their path: `thresholds.warn`, `weights.paste` ... */
function changedFields(before: Policy, after: Policy): string[] {
  const flat = (policy: Policy): Map<string, string> => {
    const { thresholds, weights, ...others } = policy;
    const entries = (prefix: string, values: object) =>
      Object.entries(values).map(([name, value]): [string, string] => [prefix + name, JSON.stringify(value)]);
    return new Map([...entries('', others), ...entries('thresholds.', thresholds), ...entries('weights.', weights)]);
  };
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name)).sort();
}

/** Candidates are told at once what is watched from now on (LD8): their clients follow it. */
function tellWatch(work: Work, before: Exam, { id: examId, policy }: Exam): void {
  const watch = watchOf(policy);
  if (!watchChange(watchOf(before.policy), watch)) return;
  const payload = { examId, name: policy.name, ...watch, timestamp: toIso(work.now) };
  work.emit({ name: 'watch-changed', payload, rooms: [examRoom(examId)] });
}

/** Setting what an exam asks of its watch, and trying it first (EV2, EV3). `pause` lets the room go on between two slices. */
export function createPolicyCommands(
  pause: () => Promise<unknown>,
): SomeHandlers<'policies_get' | 'exam_policy_set' | 'policy_sittings' | 'policy_try'> {
  return {
    policies_get: {
      execute: () => ({ presets: [...POLICY_PRESETS], weights: { ...DEFAULT_WEIGHTS }, unknown: UNKNOWN_WEIGHT }),
    },
    exam_policy_set: {
      execute: (work, { examId, policy: wished }) => {
        const { exam, sitting } = findExam(work.store, examId);
        const { recovery } = exam.policy;
        const policy: Policy = { ...wished, ...(recovery ? { recovery } : {}) };
        const changed = changedFields(exam.policy, policy);
        if (changed.length === 0) return toExamDetail(work.store, exam, sitting);
        settleAttempts(work, work.store.attempts.ofExam(examId), exam.policy, policy);
        work.store.course.note(work.now, { kind: 'policy', examId, before: exam.policy, after: policy });
        const after = { ...exam, policy };
        work.store.exams.update(after);
        tellWatch(work, exam, after);
        work.audit('policy.changed', `exam:${examId}`, {
          name: policy.name,
          dryRun: policy.dryRun,
          thresholds: policy.thresholds,
          fields: changed,
        });
        return toExamDetail(work.store, after, sitting);
      },
    },
    policy_sittings: {
      execute: ({ store }, { examId }) => {
        findExam(store, examId);
        return { sittings: recordedSittings(store, examId) };
      },
    },
    policy_try: {
      prepare: ({ examId, sittingId, policy }: CommandInput<'policy_try'>, { store, now }: Preparation) => {
        const { exam, sitting: newest } = findExam(store, examId);
        const sitting = sittingId === undefined ? newest : store.sittings.byId(sittingId);
        if (!sitting || sitting.examId !== examId)
          throw new RoomError('not_found', 'This exam has no such sitting.', { field: 'sittingId' });
        return tryPolicy(store, { exam, sitting, policy, until: now }, pause);
      },
      execute: (_work, _input, outcome: WhatIf) => outcome,
    },
  };
}
