import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';

type User = CommandOutput<'users_list'>['users'][number];

/** Another role for a member of staff; ends their sessions. */
export function ChangeRole({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const change = useCommand('user_role', [keys.users, keys.sessions]);
  const [role, setRole] = useState<'admin' | 'proctor'>(user.role === 'admin' ? 'admin' : 'proctor');
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('accounts.roleTitle', { name: user.displayName })}
      text={t('accounts.roleText')}
      actionLabel={t('accounts.changeRole')}
      isReady={role !== user.role}
      onAction={() => change.mutateAsync({ username: user.username, role })}
    >
      <Select
        label={t('users.role')}
        value={role}
        onChange={(value) => setRole(value === 'admin' ? 'admin' : 'proctor')}
        data={(['proctor', 'admin'] as const).map((value) => ({ value, label: t(`common:role.${value}`) }))}
        allowDeselect={false}
        data-autofocus
      />
    </ActionDialog>
  );
}
