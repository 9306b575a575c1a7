import type { ExamId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { RecordedSitting, WhatIfLack } from '../../../shared/model/what-if.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';

const begun = ({ openedAt, createdAt }: Sitting): number => openedAt ?? createdAt;

/** Did the room keep all that decided, from the sitting's beginning on? */
const isKept = ({ course }: Store, sitting: Sitting): boolean => (course.since() ?? Number.POSITIVE_INFINITY) <= begun(sitting);

/** The sittings of an exam that were started, newest first. */
export const recordedSittings = (store: Store, examId: ExamId): RecordedSitting[] =>
  store.sittings
    .ofExam(examId)
    .filter(({ startedAt }) => startedAt !== undefined)
    .map((sitting) => {
      const { id, number, state, startedAt, endedAt } = sitting;
      return {
        ...{ id, number, state },
        ...(startedAt === undefined ? {} : { startedAt: toIso(startedAt) }),
        ...(endedAt === undefined ? {} : { endedAt: toIso(endedAt) }),
        attempts: store.attempts.countOfSitting(id),
        isExact: lacksOf(store, sitting).length === 0,
      };
    });

/** Why scoring the sitting again does not come to what came out that day. */
export function lacksOf(store: Store, sitting: Sitting): WhatIfLack[] {
  const { examId, endedAt } = sitting;
  const lacks: WhatIfLack[] = [];
  if (!isKept(store, sitting)) lacks.push('before_course');
  const from = sitting.startedAt ?? begun(sitting);
  const changes = store.course
    .from(from, ['policy'])
    .filter((entry) => entry.kind === 'policy' && entry.examId === examId && (endedAt === undefined || entry.at <= endedAt));
  if (changes.length > 0) lacks.push('policy_changed');
  return lacks;
}

/** The policy a sitting that has ended was held under last: what was changed since is not how it was decided. */
export function policyOf({ course }: Store, { id, policy }: Exam, { endedAt }: Sitting): Exam['policy'] {
  if (endedAt === undefined) return policy;
  const changes = course.from(endedAt, ['policy']);
  const first = changes.find((entry) => entry.kind === 'policy' && entry.examId === id && entry.at > endedAt);
  return first?.kind === 'policy' ? first.before : policy;
}
