import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { BrandSign } from '../../ui/brand.tsx';
import { ConnectionIndicator } from '../../ui/connection-indicator.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { RoomTime } from '../../ui/time.tsx';
import { AlertBell } from '../alerts/alert-bell.tsx';
import { AlertSettings } from '../alerts/alert-settings.tsx';
import { useConnectionState, useRoom } from '../link/room-context.tsx';
import { NotificationButton } from '../notifications/notification-button.tsx';
import classes from './shell.module.css';

export function TopBar() {
  const { t } = useTranslation(['console', 'common']);
  const { connection } = useRoom();
  const state = useConnectionState();
  return (
    <section className={classes.top} aria-label={t('top.label')}>
      <Link href="/overview" className={classes.topSign} aria-label={t('common:product')}>
        <BrandSign size={26} />
      </Link>
      <ConnectionIndicator
        connection={state}
        onRetry={() => (state.state === 'refused' ? connection.start() : connection.retryNow())}
      />
      <span className={classes.space} />
      <span className={classes.roomTime} title={t('top.roomTimeHint')}>
        <span className={classes.roomTimeLabel}>{t('top.roomTime')}</span> <RoomTime />
      </span>
      <NotificationButton />
      <AlertBell />
      <AlertSettings />
      <span className={classes.wideOnly}>
        <LanguageSwitch />
        <ThemeToggle />
      </span>
    </section>
  );
}
