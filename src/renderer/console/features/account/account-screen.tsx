import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { CodeField } from '../../parts/code-field.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { EnrolFactor } from './enrol-factor.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** One's own account: the second factor. */
export function AccountScreen() {
  const { t } = useTranslation(['console', 'common']);
  const { user } = useRoom();
  const status = useCommandQuery('totp_status', {}, keys.secondFactor);
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <>
      <PageHeader title={t('accounts.own')} subtitle={`${user.displayName} · ${t(`common:role.${user.role}`)}`} />
      <QueryView query={status} rows={3}>
        {(factor) => (
          <Panel
            title={t('accounts.factor')}
            subtitle={t('accounts.factorText')}
            actions={
              factor.isOn ? (
                <Chip hue="green" dot>
                  {t('accounts.on')}
                </Chip>
              ) : (
                <Chip>{t('accounts.off')}</Chip>
              )
            }
          >
            {codes ? (
              <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />
            ) : factor.isOn ? (
              <FactorOn factor={factor} onCodes={setCodes} />
            ) : (
              <EnrolFactor onConfirmed={setCodes} />
            )}
          </Panel>
        )}
      </QueryView>
    </>
  );
}

function FactorOn({
  factor,
  onCodes,
}: {
  factor: CommandOutput<'totp_status'>;
  onCodes: (recoveryCodes: readonly string[]) => void;
}) {
  const { t } = useTranslation('console');
  const renew = useCommand('totp_new_codes', [keys.secondFactor]);
  const remove = useCommand('totp_remove', [keys.secondFactor, keys.users]);
  const [asking, setAsking] = useState<'codes' | 'remove'>();
  const [code, setCode] = useState('');
  const ask = (what: 'codes' | 'remove') => {
    setCode('');
    setAsking(what);
  };
  const act = async () => {
    if (asking === 'remove') return remove.mutateAsync({ totp: code });
    const { recoveryCodes } = await renew.mutateAsync({ totp: code });
    return onCodes(recoveryCodes);
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('accounts.onText')}</Text>
      <Text size="sm">{t('accounts.codesLeft', { count: factor.recoveryCodesLeft })}</Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => ask('codes')}>
          {t('accounts.newCodes')}
        </Button>
        {factor.isRequired ? null : (
          <Button variant="subtle" color="red" onClick={() => ask('remove')}>
            {t('accounts.remove')}
          </Button>
        )}
      </Group>
      {asking ? (
        <ActionDialog
          isOpen
          onClose={() => setAsking(undefined)}
          title={asking === 'remove' ? t('accounts.removeTitle') : t('accounts.newCodesTitle')}
          text={asking === 'remove' ? t('accounts.removeText') : t('accounts.newCodesText')}
          actionLabel={asking === 'remove' ? t('accounts.remove') : t('accounts.newCodes')}
          isDanger={asking === 'remove'}
          isReady={code.trim() !== ''}
          onAction={act}
        >
          <CodeField value={code} onChange={setCode} description={t('accounts.codeOrRecovery')} />
        </ActionDialog>
      ) : null}
    </Stack>
  );
}
