import { useTranslation } from 'react-i18next';
import classes from './waiting-count.module.css';

/** How many wait behind an entry of the navigation; nothing when nobody does. */
export function WaitingCount({ count = 0 }: { count?: number | undefined }) {
  const { t } = useTranslation('console');
  if (count === 0) return null;
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{count}</span>
      <span className="iv-hidden">{t('nav.waiting', { count })}</span>
    </span>
  );
}
