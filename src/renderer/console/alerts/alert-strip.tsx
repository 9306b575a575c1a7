import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { severityRank } from '../../../shared/model/severity.ts';
import { SeverityIcon } from '../../ui/severity-badge.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useAlerts } from '../link/room-context.tsx';
import { openAlertDrawer } from './alert-drawer.ts';
import classes from './alert-strip.module.css';
import { useAlertTitle } from './alert-words.ts';

/** On screens without room for the feed: how many alerts nobody has taken and the worst of them, a tap away. */
export function AlertStrip() {
  const { t } = useTranslation('console');
  const titleOf = useAlertTitle();
  const alerts = useAlerts();
  const untaken = useMemo(() => alerts.filter(({ status }) => status === 'new'), [alerts]);
  const worst = useMemo(
    () =>
      untaken.toSorted(
        (a, b) => severityRank(b.severity) - severityRank(a.severity) || Date.parse(b.lastAt) - Date.parse(a.lastAt),
      )[0],
    [untaken],
  );
  if (!worst) return null;
  return (
    <UnstyledButton className={classes.strip} onClick={openAlertDrawer}>
      <SeverityIcon severity={worst.severity} />
      <span className={classes.words}>
        <span className={classes.title}>{titleOf(worst)}</span>
        <span className={classes.more}>
          {t('alerts.bell', { count: untaken.length })} · <TimeAgo at={worst.lastAt} />
        </span>
      </span>
      <IconChevronRight size={17} stroke={1.8} aria-hidden />
    </UnstyledButton>
  );
}
