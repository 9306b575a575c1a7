import type { AnswerValue } from '../../../../shared/model/answer.ts';
import type { QuestionId } from '../../../../shared/model/ids.ts';
import { useDrafts, useSeated, useWork } from '../../seat/seat-context.tsx';
import { setPair } from './answer-shapes.ts';

export interface AnswerHandle {
  /** As it stands now: what is being typed, else what was changed here, else what the room has. */
  readonly value: AnswerValue;
  /** A change by one gesture: saved at once. */
  readonly choose: (value: AnswerValue) => void;
  /** A change by typing: saved when the typing rests. */
  readonly type: (text: string) => void;
  /** The same for one gap of several. */
  readonly fill: (gapId: string, text: string) => void;
  /** Saves what is being typed now. */
  readonly flush: () => void;
}

/** Half a character (a cut emoji) would be refused by the room; browsers of some years ago cannot mend it and rarely make it. */
const wellFormed = (text: string): string => (typeof text.toWellFormed === 'function' ? text.toWellFormed() : text);

/** One question's answer and the ways to change it. */
export function useAnswer(questionId: QuestionId): AnswerHandle {
  const { drafts } = useSeated();
  const { answers } = useWork();
  const typing = useDrafts();
  const value = typing.get(questionId) ?? answers.get(questionId) ?? null;
  return {
    value,
    choose: (next) => drafts.choose(questionId, next),
    type: (text) => drafts.type(questionId, wellFormed(text)),
    fill: (gapId, text) => drafts.type(questionId, setPair(value, gapId, wellFormed(text))),
    flush: () => drafts.flush(questionId),
  };
}
