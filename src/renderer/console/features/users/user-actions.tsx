import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';

type User = CommandOutput<'users_list'>['users'][number];

interface UserActionsProps {
  readonly user: User;
  readonly onRole: (user: User) => void;
  readonly onResetFactor: (user: User) => void;
  readonly onEnable: (user: User) => void;
}

/** What is done to an account now and then. */
export function UserActions({ user, onRole, onResetFactor, onEnable }: UserActionsProps) {
  const { t } = useTranslation('console');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="slate" aria-label={t('accounts.moreNamed', { name: user.displayName })}>
          <IconDots size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onRole(user)}>{t('accounts.changeRole')}</Menu.Item>
        {user.hasTotp ? <Menu.Item onClick={() => onResetFactor(user)}>{t('accounts.reset')}</Menu.Item> : null}
        {user.active ? null : <Menu.Item onClick={() => onEnable(user)}>{t('accounts.enable')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
