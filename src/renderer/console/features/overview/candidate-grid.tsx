import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CandidateCard } from './candidate-card.tsx';
import classes from './candidate-card.module.css';
import type { Candidate } from './trouble.ts';
import { useHeldOrder } from './use-held-order.ts';

/** The live grid, worst first. While the pointer or the focus is in it the cards keep their places. */
export function CandidateGrid({ candidates }: { candidates: readonly Candidate[] }) {
  const { t } = useTranslation('console');
  const [isHeld, setIsHeld] = useState(false);
  const shown = useHeldOrder(candidates, isHeld);
  return (
    <ul
      className={classes.grid}
      aria-label={t('overview.candidates')}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      {shown.map((candidate) => <li key={candidate.id} className={classes.item}><CandidateCard candidate={candidate} /></li>)}
    </ul>
  );
}
