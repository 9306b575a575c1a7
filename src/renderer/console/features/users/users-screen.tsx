import { Button, Group, Stack } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { showFailure } from '../../parts/toast.ts';
import { AddUser } from './add-user.tsx';
import { ChangePassword } from './change-password.tsx';
import { ChangeRole } from './change-role.tsx';
import { SignInPolicy } from './sign-in-policy.tsx';
import { UserActions } from './user-actions.tsx';

type User = CommandOutput<'users_list'>['users'][number];

/** The room's staff accounts. */
export function UsersScreen() {
  const { t } = useTranslation(['console', 'common']);
  const users = useCommandQuery('users_list', {}, keys.users);
  const { user: me } = useRoom();
  const switchOff = useCommand('user_disable', [keys.users, keys.sessions]);
  const [isAdding, setIsAdding] = useState(false);
  const [toRekey, setToRekey] = useState<User>();
  const { mutateAsync: switchOn } = useCommand('user_enable', [keys.users]);
  const reset = useCommand('totp_reset', [keys.users, keys.secondFactor]);
  const errorText = useErrorText();
  const [toSwitchOff, setToSwitchOff] = useState<User>();
  const [toChange, setToChange] = useState<User>();
  const [toReset, setToReset] = useState<User>();
  const columns = useMemo<Column<User>[]>(
    () => [
      {
        key: 'name',
        header: t('users.displayName'),
        isRowHeader: true,
        sortBy: ({ displayName }) => displayName,
        cell: ({ displayName }) => displayName,
      },
      { key: 'username', header: t('users.username'), sortBy: ({ username }) => username, cell: ({ username }) => username },
      { key: 'role', header: t('users.role'), sortBy: ({ role }) => role, cell: ({ role }) => t(`common:role.${role}`) },
      {
        key: 'active',
        header: t('users.state'),
        cell: ({ active }) =>
          active ? (
            <Chip hue="green" dot>
              {t('users.active')}
            </Chip>
          ) : (
            <Chip>{t('users.disabled')}</Chip>
          ),
      },
      {
        key: 'factor',
        header: t('accounts.factor'),
        cell: ({ hasTotp }) => (hasTotp ? <Chip hue="green">{t('accounts.on')}</Chip> : <Chip>{t('accounts.off')}</Chip>),
      },
      {
        key: 'actions',
        header: t('users.actions'),
        isAction: true,
        cell: (user) => (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('users.newPasswordNamed', { name: user.displayName })}
              onClick={() => setToRekey(user)}
            >
              {t('users.newPassword')}
            </Button>
            {user.active && user.id !== me.id ? (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={t('users.switchOffNamed', { name: user.displayName })}
                onClick={() => setToSwitchOff(user)}
              >
                {t('users.switchOff')}
              </Button>
            ) : null}
            <UserActions
              user={user}
              onRole={setToChange}
              onResetFactor={setToReset}
              onEnable={({ username }) => void switchOn({ username }).catch((error: unknown) => showFailure(errorText(error)))}
            />
          </Group>
        ),
      },
    ],
    [t, me.id, switchOn, errorText],
  );
  return (
    <>
      <PageHeader title={t('nav.users')} subtitle={t('users.subtitle')}>
        <Button leftSection={<IconUserPlus size={17} stroke={1.8} aria-hidden />} onClick={() => setIsAdding(true)}>
          {t('users.add')}
        </Button>
      </PageHeader>
      <Stack gap="lg">
        <QueryView query={users}>
          {({ users: list }) => <DataTable label={t('nav.users')} columns={columns} rows={list} rowKey={({ id }) => id} />}
        </QueryView>
        <SignInPolicy />
      </Stack>
      {toChange ? <ChangeRole user={toChange} onClose={() => setToChange(undefined)} /> : null}
      {toReset ? (
        <ActionDialog
          isOpen
          onClose={() => setToReset(undefined)}
          title={t('accounts.resetTitle', { name: toReset.displayName })}
          text={t('accounts.resetText')}
          actionLabel={t('accounts.reset')}
          isDanger
          onAction={() => reset.mutateAsync({ username: toReset.username })}
        />
      ) : null}
      {isAdding ? <AddUser onClose={() => setIsAdding(false)} /> : null}
      {toRekey ? <ChangePassword user={toRekey} onClose={() => setToRekey(undefined)} /> : null}
      {toSwitchOff ? (
        <ActionDialog
          isOpen
          onClose={() => setToSwitchOff(undefined)}
          title={t('users.switchOffTitle', { name: toSwitchOff.displayName })}
          text={t('users.switchOffText')}
          actionLabel={t('users.switchOff')}
          isDanger
          onAction={() => switchOff.mutateAsync({ username: toSwitchOff.username })}
        />
      ) : null}
    </>
  );
}
