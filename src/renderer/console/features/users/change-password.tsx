import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { NewPassword } from '../../parts/new-password.tsx';
import { isStrongEnough } from '../../parts/password-strength.ts';

type User = CommandOutput<'users_list'>['users'][number];

/** A new password for a member of staff; ends their sessions. */
export function ChangePassword({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('console');
  const change = useCommand('user_passwd', [keys.users, keys.sessions]);
  const [password, setPassword] = useState('');
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('users.newPasswordTitle', { name: user.displayName })}
      text={t('users.newPasswordText')}
      actionLabel={t('users.newPassword')}
      isReady={isStrongEnough(password)}
      onAction={() => change.mutateAsync({ username: user.username, password })}
    >
      <NewPassword value={password} onChange={setPassword} />
    </ActionDialog>
  );
}
