import { useState } from 'react';
import type { CandidateQuestion } from '../../shared/model/question.ts';
import { LooseQuestions } from '../exam/features/player/loose-questions.tsx';
import { TimeLeft } from '../exam/features/player/time-left.tsx';
import { AnnouncerProvider } from '../exam/parts/announcer.tsx';
import { SeatedProvider } from '../exam/seat/seat-context.tsx';
import classes from './candidate-preview.module.css';
import { madeUpSeat } from './made-up-seat.ts';

interface PreviewProps {
  readonly questions: readonly CandidateQuestion[];
  /** Absent where only a question is looked at. */
  readonly instructions?: string;
  readonly durationMinutes?: number;
}

/**
 * The paper as candidates work on it, with the player's own parts and an attempt that does not exist: everything can be tried and nothing
 * is kept (EX2). The one place where the two apps meet.
 */
export function CandidatePreview({ questions, instructions, durationMinutes }: PreviewProps) {
  const [seat] = useState(madeUpSeat);
  const [endsAt] = useState(() => (durationMinutes === undefined ? undefined : Date.now() + durationMinutes * 60_000));
  return (
    <SeatedProvider value={seat}>
      <AnnouncerProvider>
        <div className={classes.preview}>
          {endsAt === undefined ? null : <TimeLeft endsAt={endsAt} isStopped={false} />}
          {instructions ? <p className={classes.instructions}>{instructions}</p> : null}
          <LooseQuestions questions={questions} />
        </div>
      </AnnouncerProvider>
    </SeatedProvider>
  );
}
