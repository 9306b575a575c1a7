import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { KeyCorrection, Regrade, RegradeId } from '../../../shared/model/grading.ts';
import type { ExamId, QuestionId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { Handler, SomeHandlers } from '../handler.ts';
import { staffName } from '../identity/person-name.ts';
import { questionsOfSitting } from '../papers/paper-of.ts';
import type { Hasher } from '../ports.ts';
import type { Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import { checkCorrection } from './check-correction.ts';
import { findEnded, isMarkedBlind } from './grading-state.ts';
import type { Keyed, StoredRegrade } from './grading-store.ts';
import { settleGrade } from './settle-grade.ts';
import { summaryOf, type Tried, toChange, tryCorrection } from './try-correction.ts';

interface Meant {
  readonly examId: ExamId;
  readonly questionId: QuestionId;
  readonly correction: KeyCorrection;
}

interface Plan {
  readonly sitting: Sitting;
  readonly before: Keyed;
  readonly after: Keyed;
  readonly tried: Tried;
  /** The same as staff may see it: without what people gave, while that is blind. */
  readonly shown: Tried;
  readonly isMarkedBlind: boolean;
  readonly basis: string;
}

/** What counts for a question now, or `question_not_found`. */
function countingNow(store: Store, sitting: Sitting, questionId: QuestionId): Keyed {
  const corrected = store.grading.corrections(sitting.id).get(questionId);
  const question = questionsOfSitting(store, sitting).find(({ id }) => id === questionId);
  if (corrected) return corrected;
  if (question) return { treatment: 'keyed', question };
  throw new RoomError('question_not_found', 'The exam has no such question.', { field: 'questionId' });
}

const toRegrade = (store: Store, { sittingId: _sitting, at, by, ...regrade }: StoredRegrade): Regrade => ({
  ...regrade,
  at: toIso(at),
  by: staffName(store, by),
});

/**
 * Correcting the key of a sitting that is over (EX7): tried first, applied with a reason, what stood before kept. The paper of the
 * exam stays as it is: a correction is of the sitting it was found in.
 */
export function createRegradeCommands(
  hasher: Hasher,
  pause: () => Promise<void>,
): SomeHandlers<'regrade_try' | 'regrade_apply' | 'regrades_list'> {
  /**
   * Everything a trial rests on: the corrections so far, every mark, every result, the answers themselves (one that was accepted
   * meanwhile may be worth the same by the old key and not by the new one), and the correction.
   */
  const basisOf = (store: Store, sitting: Sitting, questionId: QuestionId, after: Keyed): string =>
    hasher
      .sha256(
        canonicalJson({
          questionId,
          after,
          regrades: store.grading.regrades(sitting.id).map(({ id }) => id),
          marks: store.grading
            .markedOf(sitting.id)
            .map(({ attemptId, questionId: marked, revision }) => `${attemptId} ${marked} ${revision}`)
            .toSorted(),
          answers: store.answers.revisionsOf(sitting.id).map(({ attemptId, revisions }) => [attemptId, revisions]),
          results: store.attempts.ofSitting(sitting.id).map(({ id, score = null, maxScore = null }) => [id, score, maxScore]),
        }),
      )
      .slice(0, 32);

  async function plan(store: Store, { examId, questionId, correction }: Meant): Promise<Plan> {
    const { sitting } = findEnded(store, examId);
    const before = countingNow(store, sitting, questionId);
    const after = checkCorrection(before, correction);
    const basis = basisOf(store, sitting, questionId, after);
    const corrections = new Map(store.grading.corrections(sitting.id)).set(questionId, after);
    const attempts = store.attempts.ofSitting(sitting.id);
    const blind = isMarkedBlind(store, examId, sitting);
    const tried = await tryCorrection(store, attempts, corrections, pause);
    const shown = blind ? await tryCorrection(store, attempts, corrections, pause, blind) : tried;
    return { sitting, before, after, tried, shown, isMarkedBlind: blind, basis };
  }

  const regradeTry: Handler<'regrade_try', Plan> = {
    prepare: (meant, { store }) => plan(store, meant),
    execute: ({ store }, { questionId }, { shown, isMarkedBlind: blind, basis }) => ({
      basis,
      summary: { ...summaryOf(store, shown), ...(blind ? { isMarkedBlind: blind } : {}) },
      changes: shown.changed.map((one) => toChange(store, questionId, one)),
    }),
  };

  const regradeApply: Handler<'regrade_apply', Plan> = {
    prepare: (meant, { store }) => plan(store, meant),
    execute: (work, { questionId, basis, reason }, planned) => {
      const { store } = work;
      const { userId } = signedIn(work.actor);
      const { sitting, before, after, tried, shown, isMarkedBlind: blind } = planned;
      if (basis !== planned.basis || basisOf(store, sitting, questionId, after) !== basis)
        throw new RoomError('state_conflict', 'Marks, results or keys have changed since this was tried: try it again first.', {
          data: { basis: planned.basis },
        });
      const summary = summaryOf(store, tried);
      const told = blind ? { ...summaryOf(store, shown), isMarkedBlind: blind } : summary;
      const regrade: StoredRegrade = {
        id: work.ids.next<RegradeId>(),
        sittingId: sitting.id,
        questionId,
        before,
        after,
        reason,
        changed: told.changed,
        at: work.now,
        by: userId,
      };
      store.grading.addRegrade(regrade);
      // What a person wrote as the reason stands with the correction, where it can be erased.
      work.audit('key.corrected', `sitting:${sitting.id}`, {
        regrade: regrade.id,
        question: questionId,
        treatment: after.treatment,
        treatmentBefore: before.treatment,
        pointsBefore: before.question.points,
        points: after.question.points,
        ...summary,
      });
      for (const one of tried.changed) {
        const now = store.attempts.byId(one.attempt.id);
        if (now) settleGrade(work, now, one.after);
      }
      return { regrade: toRegrade(store, regrade), summary: told };
    },
  };

  return {
    regrade_try: regradeTry,
    regrade_apply: regradeApply,
    regrades_list: {
      execute: ({ store }, { examId }) => {
        const { sitting } = findEnded(store, examId);
        return { regrades: store.grading.regrades(sitting.id).map((one) => toRegrade(store, one)) };
      },
    },
  };
}
