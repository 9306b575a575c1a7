import type { ExamId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import type { Store } from '../store.ts';
import type { PlacedEntry } from './course-store.ts';

type Change = Extract<PlacedEntry, { kind: 'policy' }>;

/** The policies of all exams as they changed from some time on. */
export interface Policies {
  /** The one that held at a place among the stored events; undefined for an exam that is not there. */
  at(examId: ExamId, place: number): Policy | undefined;
}

/** Reads what changed from then on, epoch ms: what held before is told by the first change. */
export function policiesFrom({ exams, course }: Pick<Store, 'exams' | 'course'>, from: number): Policies {
  const changes = Map.groupBy(
    course.from(from, ['policy']).filter((entry): entry is Change => entry.kind === 'policy'),
    ({ examId }) => examId,
  );
  return {
    at: (examId, place) => {
      const ofExam = changes.get(examId) ?? [];
      const last = ofExam.findLast((change) => change.place < place);
      return last?.after ?? ofExam[0]?.before ?? exams.byId(examId)?.policy;
    },
  };
}
