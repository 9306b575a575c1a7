import { useTranslation } from 'react-i18next';
import classes from './brand.module.css';

/** The sign: an i whose dot is a watching eye. Decoration; the name beside it or around it is what is read out. */
export function BrandSign({ size = 28 }: { size?: number }) {
  return (
    <svg className={classes.sign} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className={classes.tile} width="32" height="32" rx="8.5" />
      <path
        className={classes.eye}
        d="M6.2 10.6C8.8 7.1 12.1 5.2 16 5.2s7.2 1.9 9.8 5.4c-2.6 3.5-5.9 5.4-9.8 5.4s-7.2-1.9-9.8-5.4Z"
      />
      <circle className={classes.pupil} cx="16" cy="10.6" r="2.7" />
      <path className={classes.stem} d="M13.6 19.2h4.8v5.9a2.4 2.4 0 0 1-4.8 0Z" />
    </svg>
  );
}

/** Sign and name. */
export function Brand({ size = 28, subtitle }: { size?: number; subtitle?: string }) {
  const { t } = useTranslation('common');
  return (
    <span className={classes.brand}>
      <BrandSign size={size} />
      <span className={classes.words}>
        <span className={classes.name} style={{ fontSize: size * 0.62 }}>
          {t('product')}
        </span>
        {subtitle ? <span className={classes.subtitle}>{subtitle}</span> : null}
      </span>
    </span>
  );
}
