import { Menu, UnstyledButton } from '@mantine/core';
import { IconLogout, IconSelector, IconUserShield } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useRoom } from '../link/room-context.tsx';
import classes from './shell.module.css';
import { useSignOut } from './use-sign-out.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();

/** Who is signed in, and the way out. */
export function UserMenu() {
  const { t } = useTranslation(['console', 'common']);
  const { user } = useRoom();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width="target">
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <span className="iv-hidden">{t('user.menu')}</span>
          <span className={classes.avatar} aria-hidden="true">
            {initials(user.displayName)}
          </span>
          <span className={classes.userText}>
            <span className={classes.userName}>{user.displayName}</span>
            <span className={classes.userRole}>{t(`common:role.${user.role}`)}</span>
          </span>
          <IconSelector size={16} stroke={1.7} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.username}</Menu.Label>
        <Menu.Item component={Link} href="/account" leftSection={<IconUserShield size={16} stroke={1.7} aria-hidden />}>
          {t('accounts.own')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.7} aria-hidden />} onClick={() => void signOut()}>
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
