import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconFlagFilled, IconInfoCircleFilled } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../shared/model/severity.ts';
import type { Hue } from './palette.ts';
import classes from './severity-badge.module.css';

interface Look {
  readonly hue: Hue;
  readonly Icon: ComponentType<{ size?: number | string; className?: string; 'aria-hidden'?: boolean }>;
}

/** Each severity has its own shape besides its colour, so that it can be told without seeing colours (UI2). */
export const SEVERITY_LOOKS: Record<Severity, Look> = {
  critical: { hue: 'red', Icon: IconAlertOctagonFilled },
  high: { hue: 'orange', Icon: IconAlertTriangleFilled },
  medium: { hue: 'amber', Icon: IconFlagFilled },
  low: { hue: 'blue', Icon: IconInfoCircleFilled },
};

/** Icon, word and colour. */
export function SeverityBadge({ severity, size = 'sm' }: { severity: Severity; size?: 'sm' | 'md' }) {
  const { t } = useTranslation('common');
  const { hue, Icon } = SEVERITY_LOOKS[severity];
  return (
    <span className={classes.badge} data-hue={hue} data-size={size}>
      <Icon size={size === 'sm' ? 13 : 16} aria-hidden />
      {t(`severity.${severity}`)}
    </span>
  );
}

/** The shape alone in a tile: for places where `SeverityWord` stands beside it. */
export function SeverityIcon({ severity, size = 16 }: { severity: Severity; size?: number }) {
  const { hue, Icon } = SEVERITY_LOOKS[severity];
  return (
    <span className={classes.tile} data-hue={hue}>
      <Icon size={size} aria-hidden />
    </span>
  );
}

/** The word alone in its colour. */
export function SeverityWord({ severity }: { severity: Severity }) {
  const { t } = useTranslation('common');
  return (
    <span className={classes.word} data-hue={SEVERITY_LOOKS[severity].hue}>
      {t(`severity.${severity}`)}
    </span>
  );
}
