import { Button } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyView } from '../../../../shared/model/api-key.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { IssuedKey, IssueKey } from './issue-key.tsx';

/** Keys with which other programs speak to the room. */
export function ApiKeysScreen() {
  const { t } = useTranslation(['console', 'common']);
  const list = useCommandQuery('api_keys_list', {}, keys.apiKeys);
  const revoke = useCommand('api_key_revoke', [keys.apiKeys, keys.sessions]);
  const [isIssuing, setIsIssuing] = useState(false);
  const [issued, setIssued] = useState<string>();
  const [toRevoke, setToRevoke] = useState<ApiKeyView>();
  const columns = useMemo<Column<ApiKeyView>[]>(
    () => [
      { key: 'name', header: t('apiKeys.name'), isRowHeader: true, sortBy: ({ name }) => name, cell: ({ name }) => name },
      { key: 'scopes', header: t('apiKeys.scopes'), cell: ({ scopes }) => scopes.join(', ') },
      {
        key: 'state',
        header: t('apiKeys.state'),
        cell: ({ endedAt, connected }) => {
          if (endedAt) return <Chip>{t('apiKeys.ended')}</Chip>;
          return (
            <Chip hue="green" dot={connected}>
              {connected ? t('common:connection.online') : t('apiKeys.good')}
            </Chip>
          );
        },
      },
      { key: 'issuedBy', header: t('apiKeys.issuedBy'), cell: ({ issuedBy }) => issuedBy ?? t('apiKeys.commandLine') },
      {
        key: 'issuedAt',
        header: t('apiKeys.issuedAt'),
        sortBy: ({ issuedAt }) => issuedAt,
        cell: ({ issuedAt }) => <TimeAt at={issuedAt} />,
      },
      {
        key: 'until',
        header: t('apiKeys.until'),
        sortBy: ({ expiresAt, endedAt }) => endedAt ?? expiresAt,
        cell: ({ expiresAt, endedAt }) => <TimeAt at={endedAt ?? expiresAt} />,
      },
      {
        key: 'revoke',
        header: t('apiKeys.revoke'),
        isAction: true,
        cell: (key) =>
          key.endedAt ? null : (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={t('apiKeys.revokeNamed', { name: key.name })}
              onClick={() => setToRevoke(key)}
            >
              {t('apiKeys.revoke')}
            </Button>
          ),
      },
    ],
    [t],
  );
  return (
    <>
      <PageHeader title={t('nav.apiKeys')} subtitle={t('apiKeys.subtitle')}>
        <Button leftSection={<IconPlus size={17} stroke={1.8} aria-hidden />} onClick={() => setIsIssuing(true)}>
          {t('apiKeys.issue')}
        </Button>
      </PageHeader>
      <QueryView query={list}>
        {({ keys: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('apiKeys.none')} icon={<IconKey size={22} stroke={1.6} />} />
          ) : (
            <DataTable label={t('nav.apiKeys')} columns={columns} rows={all} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
      {isIssuing ? <IssueKey onClose={() => setIsIssuing(false)} onIssued={setIssued} /> : null}
      {issued ? <IssuedKey token={issued} onClose={() => setIssued(undefined)} /> : null}
      {toRevoke ? (
        <ActionDialog
          isOpen
          onClose={() => setToRevoke(undefined)}
          title={t('apiKeys.revokeTitle', { name: toRevoke.name })}
          text={t('apiKeys.revokeText')}
          actionLabel={t('apiKeys.revoke')}
          isDanger
          onAction={() => revoke.mutateAsync({ keyId: toRevoke.id })}
        />
      ) : null}
    </>
  );
}
