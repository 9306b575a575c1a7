import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { keys } from '../../link/query-keys.ts';
import { useCommandQuery } from '../../link/queries.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable, type Column } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { AddUser } from './add-user.tsx';

type User = CommandOutput<'users_list'>['users'][number];

/** The room's staff accounts. */
export function UsersScreen() {
  const { t } = useTranslation(['console', 'common']);
  const users = useCommandQuery('users_list', {}, keys.users);
  const [isAdding, setIsAdding] = useState(false);
  const columns = useMemo<Column<User>[]>(() => [
    { key: 'name', header: t('users.displayName'), isRowHeader: true, sortBy: ({ displayName }) => displayName, cell: ({ displayName }) => displayName },
    { key: 'username', header: t('users.username'), sortBy: ({ username }) => username, cell: ({ username }) => username },
    { key: 'role', header: t('users.role'), sortBy: ({ role }) => role, cell: ({ role }) => t(`common:role.${role}`) },
    { key: 'active', header: t('users.state'), cell: ({ active }) => (active ? <Chip hue="green" dot>{t('users.active')}</Chip> : <Chip>{t('users.disabled')}</Chip>) },
  ], [t]);
  return (
    <>
      <PageHeader title={t('nav.users')} subtitle={t('users.subtitle')}>
        <Button leftSection={<IconUserPlus size={17} stroke={1.8} aria-hidden />} onClick={() => setIsAdding(true)}>{t('users.add')}</Button>
      </PageHeader>
      <QueryView query={users}>
        {({ users: list }) => <DataTable label={t('nav.users')} columns={columns} rows={list} rowKey={({ id }) => id} />}
      </QueryView>
      {isAdding ? <AddUser onClose={() => setIsAdding(false)} /> : null}
    </>
  );
}
