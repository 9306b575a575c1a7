import { useTranslation } from 'react-i18next';
import classes from './risk-mark.module.css';

export type RiskBand = 'low' | 'elevated' | 'high' | 'critical';

/** The bands of the standard policy's thresholds (25, 50, 75). */
export const riskBand = (score: number): RiskBand =>
  score >= 75 ? 'critical' : score >= 50 ? 'high' : score >= 25 ? 'elevated' : 'low';

/** A risk score as number and word; the colour only repeats it. */
export function RiskMark({ score, size = 'sm' }: { score: number; size?: 'sm' | 'lg' }) {
  const { t } = useTranslation('common');
  const band = riskBand(score);
  const shown = Math.round(score);
  return (
    <span
      className={classes.mark}
      data-band={band}
      data-size={size}
      title={t('risk.label', { score: shown, band: t(`risk.${band}`) })}
    >
      <span className={classes.number}>{shown}</span>
      <span className={classes.word}>{t(`risk.${band}`)}</span>
    </span>
  );
}
