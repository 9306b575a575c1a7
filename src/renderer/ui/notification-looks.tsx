import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconExclamationCircleFilled,
  IconInfoCircleFilled,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationSeverity } from '../../shared/model/notification.ts';
import { type KnownNotificationType, templateOf } from '../../shared/model/notification-templates.ts';
import classes from './notification-looks.module.css';
import type { Hue } from './palette.ts';

const LOOKS: Record<NotificationSeverity, { readonly hue: Hue; readonly Icon: ComponentType<{ size?: number }> }> = {
  error: { hue: 'red', Icon: IconExclamationCircleFilled },
  warning: { hue: 'orange', Icon: IconAlertTriangleFilled },
  success: { hue: 'green', Icon: IconCircleCheckFilled },
  info: { hue: 'blue', Icon: IconInfoCircleFilled },
};

/** How serious, told by shape and by word besides the colour. */
export function NotificationSign({ severity }: { severity: NotificationSeverity }) {
  const { t } = useTranslation('common');
  const { hue, Icon } = LOOKS[severity];
  return (
    <span
      className={classes.sign}
      style={{ '--sign-soft': `var(--iv-${hue}-soft)`, '--sign-text': `var(--iv-${hue}-text)` } as React.CSSProperties}
      role="img"
      aria-label={t(`notification.severity.${severity}`)}
      title={t(`notification.severity.${severity}`)}
    >
      <Icon size={17} />
    </span>
  );
}

/** The name of a type in the reader's language; a type of somebody's own is its own name. */
export function useNotificationTypeName(): (type: string) => string {
  const { t } = useTranslation('common');
  return (type) => (templateOf(type) ? t(`notification.type.${type as KnownNotificationType}`) : type);
}
