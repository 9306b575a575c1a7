import { useTranslation } from 'react-i18next';
import classes from './waiting-count.module.css';

/** How many wait behind an entry of the navigation; nothing when nobody does. `isCorner`: over the corner of a sign. */
export function WaitingCount({ count = 0, isCorner = false }: { count?: number | undefined; isCorner?: boolean }) {
  const { t } = useTranslation('console');
  if (count === 0) return null;
  return (
    <span className={classes.count} data-corner={isCorner || undefined}>
      <span aria-hidden="true">{count}</span>
      <span className="iv-hidden">{t('nav.waiting', { count })}</span>
    </span>
  );
}
