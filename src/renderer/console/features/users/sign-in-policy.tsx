import { Alert, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';

/** Do staff need a second factor? */
export function SignInPolicy() {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const policy = useCommandQuery('sign_in_policy_get', {}, keys.signInPolicy);
  const set = useCommand('sign_in_policy_set', [keys.signInPolicy, keys.sessions, keys.secondFactor]);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Panel title={t('accounts.policy')} subtitle={t('accounts.policyText')}>
      <QueryView query={policy} rows={1}>
        {({ staffNeedTotp }) => (
          <Stack gap="sm">
            <Switch
              label={t('accounts.staffNeed')}
              checked={staffNeedTotp}
              disabled={set.isPending}
              onChange={() => (staffNeedTotp ? set.mutate({ staffNeedTotp: false }) : setIsAsking(true))}
            />
            {set.error && !isAsking ? (
              <Alert color="red" variant="light" role="alert">
                {errorText(set.error)}
              </Alert>
            ) : null}
          </Stack>
        )}
      </QueryView>
      {isAsking ? (
        <ActionDialog
          isOpen
          onClose={() => setIsAsking(false)}
          title={t('accounts.needTitle')}
          text={t('accounts.needText')}
          actionLabel={t('accounts.need')}
          onAction={() => set.mutateAsync({ staffNeedTotp: true })}
        />
      ) : null}
    </Panel>
  );
}
