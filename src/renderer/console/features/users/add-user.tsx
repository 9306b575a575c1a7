import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { NewPassword } from '../../parts/new-password.tsx';
import { isStrongEnough } from '../../parts/password-strength.ts';

export function AddUser({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const add = useCommand('user_add', [keys.users]);
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<'admin' | 'proctor'>('proctor');
  const [password, setPassword] = useState('');
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('users.add')}
      actionLabel={t('users.addButton')}
      isReady={username.trim() !== '' && displayName.trim() !== '' && isStrongEnough(password)}
      onAction={() => add.mutateAsync({ username: username.trim(), displayName: displayName.trim(), role, password })}
    >
      <TextInput
        label={t('users.displayName')}
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        required
        data-autofocus
      />
      <TextInput
        label={t('users.username')}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
        maxLength={64}
        autoComplete="off"
        autoCapitalize="none"
        required
      />
      <Select
        label={t('users.role')}
        value={role}
        onChange={(value) => setRole(value === 'admin' ? 'admin' : 'proctor')}
        data={(['proctor', 'admin'] as const).map((value) => ({ value, label: t(`common:role.${value}`) }))}
        allowDeselect={false}
      />
      <NewPassword value={password} onChange={setPassword} />
    </ActionDialog>
  );
}
