import { Alert, Button, Checkbox, Code, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Scope, ServiceName } from '../../../../shared/model/api-key.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';

const MOST_DAYS = 400;

/** What the key is for and how long it is good. */
export function IssueKey({ onClose, onIssued }: { onClose: () => void; onIssued: (token: string) => void }) {
  const { t } = useTranslation('console');
  const issue = useCommand('api_key_issue', [keys.apiKeys, keys.sessions]);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['events:write']);
  const [days, setDays] = useState<number | string>(30);
  const isNamed = ServiceName.safeParse(name).success;
  const isTimed = typeof days === 'number' && days >= 1 && days <= MOST_DAYS;
  const act = async () => {
    const input = { name, scopes: Scope.options.filter((scope) => scopes.includes(scope)), ttlHours: Number(days) * 24 };
    const { token } = await issue.mutateAsync(input);
    onIssued(token);
  };
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('apiKeys.issueTitle')}
      text={t('apiKeys.issueText')}
      actionLabel={t('apiKeys.issue')}
      isReady={isNamed && isTimed && scopes.length > 0}
      onAction={act}
    >
      <TextInput
        label={t('apiKeys.name')}
        description={t('apiKeys.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={name !== '' && !isNamed ? t('apiKeys.nameWrong') : undefined}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        data-autofocus
      />
      <Checkbox.Group label={t('apiKeys.scopes')} value={scopes} onChange={setScopes} required>
        <Stack gap="xs" mt="xs">
          {Scope.options.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={t(`apiKeys.scope.${scope.replace(':', '_') as 'events_write'}`)}
              description={scope}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <NumberInput
        label={t('apiKeys.days')}
        value={days}
        onChange={setDays}
        min={1}
        max={MOST_DAYS}
        allowDecimal={false}
        required
      />
    </ActionDialog>
  );
}

/** Shown this once. */
export function IssuedKey({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  return (
    <Modal opened onClose={onClose} title={t('apiKeys.issued')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <Stack gap="md">
        <Alert color="amber" variant="light" icon={<IconKey size={18} stroke={1.7} aria-hidden />}>
          {t('apiKeys.onceText')}
        </Alert>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {token}
        </Code>
        <Group justify="space-between">
          <CopyButton text={token} label={t('apiKeys.copy')} />
          <Button onClick={onClose}>{t('apiKeys.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
