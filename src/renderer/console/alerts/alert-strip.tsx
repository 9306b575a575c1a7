import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SeverityIcon } from '../../ui/severity-badge.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useAlerts } from '../link/room-context.tsx';
import { openAlertDrawer } from './alert-drawer.ts';
import { worstUntaken } from './alert-order.ts';
import classes from './alert-strip.module.css';
import { useAlertTitle } from './alert-words.ts';

/** On screens without room for the feed: how many alerts nobody has taken and the worst of them, a tap away. */
export function AlertStrip() {
  const { t } = useTranslation('console');
  const titleOf = useAlertTitle();
  const alerts = useAlerts();
  const count = useMemo(() => alerts.filter(({ status }) => status === 'new').length, [alerts]);
  const worst = useMemo(() => worstUntaken(alerts), [alerts]);
  if (!worst) return null;
  return (
    <UnstyledButton className={classes.strip} onClick={openAlertDrawer}>
      <SeverityIcon severity={worst.severity} />
      <span className={classes.words}>
        <span className={classes.title}>{titleOf(worst)}</span>
        <span className={classes.more}>
          {t('alerts.bell', { count })} · <TimeAgo at={worst.lastAt} />
        </span>
      </span>
      <IconChevronRight size={17} stroke={1.8} aria-hidden />
    </UnstyledButton>
  );
}
