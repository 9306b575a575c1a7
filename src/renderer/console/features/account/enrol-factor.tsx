import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { CodeField } from '../../parts/code-field.tsx';
import { FactorSecret } from '../../parts/factor-secret.tsx';

/** Scan, then prove it by the first code. */
export function EnrolFactor({ onConfirmed }: { onConfirmed: (recoveryCodes: readonly string[]) => void }) {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const begin = useCommand('totp_enrol');
  const confirm = useCommand('totp_confirm', [keys.secondFactor, keys.users]);
  const [code, setCode] = useState('');
  const error = begin.error ?? confirm.error;
  const refused = error ? (
    <Alert color="red" variant="light" role="alert">
      {errorText(error)}
    </Alert>
  ) : null;

  if (!begin.data) {
    return (
      <Stack gap="md" align="flex-start">
        <Text size="sm">{t('accounts.offText')}</Text>
        {refused}
        <Button loading={begin.isPending} onClick={() => begin.mutate({})}>
          {t('accounts.setUp')}
        </Button>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate({ totp: code }, { onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes) });
      }}
    >
      <Stack gap="md" maw={460}>
        <Text size="sm">{t('accounts.scan')}</Text>
        <FactorSecret {...begin.data} />
        <CodeField value={code} onChange={setCode} />
        {refused}
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending} disabled={code.trim() === ''}>
            {t('accounts.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
