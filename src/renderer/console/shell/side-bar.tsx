import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { Brand } from '../../ui/brand.tsx';
import { useTicking } from '../../ui/room-clock.tsx';
import { zoneText } from '../../ui/time-text.ts';
import { useRoom } from '../link/room-context.tsx';
import { destinationsFor, isHere } from './destinations.ts';
import classes from './shell.module.css';
import { useWaiting } from './use-waiting.ts';
import { UserMenu } from './user-menu.tsx';
import { WaitingCount } from './waiting-count.tsx';

export function SideBar() {
  const { t, i18n } = useTranslation(['console', 'common']);
  const { user } = useRoom();
  const [location] = useLocation();
  const waiting = useWaiting();
  const zone = useTicking((now) => zoneText(now, i18n.language));
  return (
    <nav className={classes.side} aria-label={t('nav.label')}>
      <Link href="/overview" className={classes.home} aria-label={t('common:product')}>
        <Brand size={28} />
      </Link>
      <div className={classes.nav}>
        {destinationsFor(user.role).map((destination) => (
          <Link
            key={destination.name}
            href={destination.path}
            className={classes.link}
            aria-current={isHere(destination, location) ? 'page' : undefined}
          >
            <destination.Icon size={18} stroke={1.7} aria-hidden />
            {t(`nav.${destination.name}`)}
            <WaitingCount count={waiting[destination.name]} />
          </Link>
        ))}
      </div>
      <div className={classes.foot}>
        <p className={classes.zone}>{t('common:time.zone', { zone })}</p>
        <UserMenu />
      </div>
    </nav>
  );
}
