import { mediaIn } from '../../../shared/model/media.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt, signedIn } from '../access/actor.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import { isPaperOpen } from '../attempts/open-paper.ts';
import { toCandidateQuestion } from '../grading/to-candidate-question.ts';
import type { SomeHandlers } from '../handler.ts';
import { type Paper, paperOf } from '../papers/paper-of.ts';
import type { Work } from '../work.ts';

const shownIn = new WeakMap<Paper, ReadonlySet<string>>();

/** What the candidate's own page may show: never a picture of the feedback, of a question not drawn, of another exam. */
function mediaOf(paper: Paper): ReadonlySet<string> {
  const media =
    shownIn.get(paper) ?? new Set(paper.questions.flatMap((one) => mediaIn(JSON.stringify(toCandidateQuestion(one)))));
  shownIn.set(paper, media);
  return media;
}

/** Staff may see all; candidates what stands in their own paper, while it is open. */
function maySee(work: Work, sha256: string): boolean {
  if (signedIn(work.actor).role !== 'student') return true;
  const whole = findAttempt(work.store, actorAttempt(work.actor).attemptId);
  return isPaperOpen(work.store, whole) && mediaOf(paperOf(work.store, whole.attempt)).has(sha256);
}

/** Pictures and sounds of papers (EX1). What may not be seen is answered like what is not there. */
export const mediaCommands: SomeHandlers<'media_get'> = {
  media_get: {
    execute: (work, { sha256 }) => {
      const medium = maySee(work, sha256) ? work.store.media.get(sha256) : undefined;
      if (!medium)
        throw new RoomError('not_found', 'There is no such picture or sound in a paper that is open to you.', {
          field: 'sha256',
        });
      return medium;
    },
  },
};
