import { useCallback, useEffect, useMemo, useState } from 'react';
import { mediaIn } from '../../../../shared/model/media.ts';
import { type CandidateQuestion, isAnswerable } from '../../../../shared/model/question.ts';
import { prepareFormulas } from '../../../ui/formulas/typesetter.ts';
import { useMediaBook } from '../../../ui/media/media-context.tsx';
import { type Remembered, recallPlayer, rememberPlayer } from '../../seat/player-memory.ts';
import { useSeated } from '../../seat/seat-context.tsx';
import { paperTexts } from './paper-texts.ts';

/** A page of the paper: a question with its number, or a text to read without one. */
export interface PaperItem {
  readonly question: CandidateQuestion;
  /** Counted from 1 over what can be answered; absent for a text to read. */
  readonly number: number | undefined;
}

export interface Player {
  readonly items: readonly PaperItem[];
  /** How many questions can be answered. */
  readonly total: number;
  readonly current: number;
  readonly isAllOnOnePage: boolean;
  readonly flagged: ReadonlySet<string>;
  readonly goTo: (position: number) => void;
  readonly toggleFlag: (questionId: string) => void;
  readonly showAll: (isAll: boolean) => void;
}

/** Numbers the questions; descriptions are read, not counted. */
export function numberItems(questions: readonly CandidateQuestion[]): PaperItem[] {
  let number = 0;
  return questions.map((question) => {
    if (!isAnswerable(question)) return { question, number: undefined };
    number += 1;
    return { question, number };
  });
}

/** Where the candidate is in the paper, what they flagged and how they look at it; survives a reload. */
export function usePlayer(questions: readonly CandidateQuestion[]): Player {
  const { attemptId } = useSeated().seat;
  const [state, setState] = useState<Remembered>(() => recallPlayer(attemptId));
  const items = useMemo(() => numberItems(questions), [questions]);
  const flagged = useMemo(() => new Set(state.flagged), [state.flagged]);
  // Now, while there is a network: the question that needs it may come up when there is none.
  useEffect(() => prepareFormulas(paperTexts(questions)), [questions]);
  const media = useMediaBook();
  useEffect(() => media?.want(paperTexts(questions).flatMap(mediaIn)), [media, questions]);

  const change = useCallback(
    (next: (before: Remembered) => Partial<Remembered>) => {
      setState((before) => {
        const after = { ...before, ...next(before) };
        rememberPlayer(attemptId, after);
        return after;
      });
    },
    [attemptId],
  );

  return {
    items,
    total: items.filter((item) => item.number !== undefined).length,
    current: Math.min(state.current, Math.max(0, items.length - 1)),
    isAllOnOnePage: state.allOnOnePage,
    flagged,
    goTo: useCallback((position: number) => change(() => ({ current: position })), [change]),
    toggleFlag: useCallback(
      (questionId: string) =>
        change((before) => ({
          flagged: before.flagged.includes(questionId)
            ? before.flagged.filter((id) => id !== questionId)
            : [...before.flagged, questionId],
        })),
      [change],
    ),
    showAll: useCallback((isAll: boolean) => change(() => ({ allOnOnePage: isAll })), [change]),
  };
}
