import { useTranslation } from 'react-i18next';
import { useGrowing } from '../../parts/use-growing.ts';
import classes from './candidate-card.module.css';
import { CandidateCard } from './candidate-card.tsx';
import type { Candidate } from './trouble.ts';
import { useHeldOrder } from './use-held-order.ts';
import { useHold } from './use-hold.ts';

const STEP = 60;

/** The live grid, worst first. While somebody moves the pointer or types in it the cards keep their places. */
export function CandidateGrid({ candidates }: { candidates: readonly Candidate[] }) {
  const { t } = useTranslation('console');
  const { isHeld, handlers } = useHold();
  const shown = useHeldOrder(candidates, isHeld);
  const { count, end } = useGrowing(shown.length, STEP);
  return (
    <>
      <ul className={classes.grid} aria-label={t('overview.candidates')} {...handlers}>
        {shown.slice(0, count).map((candidate) => (
          <li key={candidate.id} className={classes.item}>
            <CandidateCard candidate={candidate} />
          </li>
        ))}
      </ul>
      <div ref={end} />
    </>
  );
}
