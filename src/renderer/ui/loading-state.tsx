import { useTranslation } from 'react-i18next';
import classes from './state.module.css';

/** Grey lines in the shape of what is coming; says so to screen readers. `rows` is how many lines. */
export function LoadingState({ rows = 4, label, compact = false }: { rows?: number; label?: string; compact?: boolean }) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.loading} data-compact={compact || undefined} role="status" aria-label={label ?? t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: grey bars without identity
          key={row}
          className={classes.line}
          style={{ width: `${92 - ((row * 37) % 41)}%`, animationDelay: `${row * 90}ms` }}
        />
      ))}
    </div>
  );
}
