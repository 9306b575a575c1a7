import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TimeAt } from '../../ui/time.tsx';
import { useConnectionState } from '../link/room-context.tsx';
import classes from './shell.module.css';
import { useLastConnectedAt } from './use-last-connected-at.ts';

/** While there is no live connection, says how old what is on the page is: a frozen page must not look live. */
export function LostConnection() {
  const { t } = useTranslation('console');
  const { state } = useConnectionState();
  const lastAt = useLastConnectedAt();
  if (state === 'connected' || lastAt === undefined) return null;
  return (
    <div className={classes.lost} role="alert">
      <IconCloudOff size={16} stroke={1.8} aria-hidden />
      <span>
        {t('top.stale')} <TimeAt at={lastAt} show="clock" />
      </span>
    </div>
  );
}
