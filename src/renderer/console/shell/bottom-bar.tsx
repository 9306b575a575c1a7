import { Drawer, UnstyledButton } from '@mantine/core';
import { IconLogout, IconMenu2, IconUserShield } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { useRoom } from '../link/room-context.tsx';
import { type Destination, destinationsFor, isHere } from './destinations.ts';
import classes from './shell.module.css';
import { useSignOut } from './use-sign-out.ts';
import { useWaiting } from './use-waiting.ts';
import { WaitingCount } from './waiting-count.tsx';

/** Navigation of a phone: the daily places in the bar, everything else in a sheet. */
export function BottomBar() {
  const { t } = useTranslation(['console', 'common']);
  const { user } = useRoom();
  const signOut = useSignOut();
  const waiting = useWaiting();
  const [location] = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const all = destinationsFor(user.role);
  const rest = all.filter(({ inBar }) => !inBar);

  const link = (destination: Destination, className: string | undefined, size: number) => (
    <Link
      key={destination.name}
      href={destination.path}
      className={className}
      aria-current={isHere(destination, location) ? 'page' : undefined}
      onClick={() => setIsOpen(false)}
    >
      <destination.Icon size={size} stroke={1.7} aria-hidden />
      {t(`nav.${destination.name}`)}
      <WaitingCount count={waiting[destination.name]} />
    </Link>
  );

  return (
    <>
      <nav className={classes.bar} aria-label={t('nav.label')}>
        {all.filter(({ inBar }) => inBar).map((destination) => link(destination, classes.barLink, 21))}
        <UnstyledButton
          className={classes.barLink}
          onClick={() => setIsOpen(true)}
          data-here={rest.some((place) => isHere(place, location)) || undefined}
        >
          <IconMenu2 size={21} stroke={1.7} aria-hidden />
          {t('nav.more')}
          <WaitingCount count={rest.reduce((sum, { name }) => sum + (waiting[name] ?? 0), 0)} isCorner />
        </UnstyledButton>
      </nav>
      <Drawer
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        position="bottom"
        size="auto"
        title={t('nav.more')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <nav className={classes.sheet} aria-label={t('nav.more')}>
          {rest.map((destination) => link(destination, classes.link, 18))}
          <Link href="/account" className={classes.link} onClick={() => setIsOpen(false)}>
            <IconUserShield size={18} stroke={1.7} aria-hidden />
            {t('accounts.own')}
          </Link>
          <UnstyledButton className={classes.link} onClick={() => void signOut()}>
            <IconLogout size={18} stroke={1.7} aria-hidden />
            {t('user.signOut')} ({user.displayName})
          </UnstyledButton>
          <span className={classes.sheetTools}>
            <LanguageSwitch />
            <ThemeToggle />
          </span>
        </nav>
      </Drawer>
    </>
  );
}
