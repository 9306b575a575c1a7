import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconChecks, IconMailCheck, IconSend } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { NotificationSeverity } from '../../../../shared/model/notification.ts';
import { NOTIFICATION_TEMPLATES } from '../../../../shared/model/notification-templates.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { useNotificationTypeName } from '../../../ui/notification-looks.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { BatchRow } from './batch-row.tsx';
import { inBatches } from './in-batches.ts';
import classes from './notifications.module.css';
import { type Filter, useFilter } from './use-filter.ts';
import { useMarkRead, useNotifications } from './use-notifications.ts';

function Filters({ filter, onChange }: { filter: Filter; onChange: (change: Partial<Filter>) => void }) {
  const { t } = useTranslation(['console', 'common']);
  const typeName = useNotificationTypeName();
  const known = Object.keys(NOTIFICATION_TEMPLATES);
  const types = filter.type !== undefined && !known.includes(filter.type) ? [...known, filter.type] : known;
  return (
    <div className={classes.filters}>
      <SegmentedControl
        size="sm"
        aria-label={t('notifications.show.label')}
        value={filter.unread ? 'unread' : 'all'}
        onChange={(value) => onChange({ unread: value === 'unread' })}
        data={(['all', 'unread'] as const).map((value) => ({ value, label: t(`notifications.show.${value}`) }))}
      />
      <Select
        className={classes.select}
        aria-label={t('notifications.type')}
        placeholder={t('notifications.anyType')}
        value={filter.type ?? null}
        onChange={(value) => onChange({ type: value ?? undefined })}
        data={types.map((value) => ({ value, label: typeName(value) }))}
        clearable
        clearButtonProps={{ 'aria-label': t('notifications.anyType') }}
      />
      <Select
        className={classes.select}
        aria-label={t('notifications.severity')}
        placeholder={t('notifications.anySeverity')}
        value={filter.severity ?? null}
        onChange={(value) => onChange({ severity: NotificationSeverity.safeParse(value).data })}
        data={NotificationSeverity.options.map((value) => ({ value, label: t(`common:notification.severity.${value}`) }))}
        clearable
        clearButtonProps={{ 'aria-label': t('notifications.anySeverity') }}
      />
    </div>
  );
}

/** Everything the room told this person, newest first, with what is still unread (NT1). */
export function NotificationsScreen() {
  const { t } = useTranslation(['console', 'common']);
  const [filter, change] = useFilter();
  const query = useNotifications(filter);
  const markRead = useMarkRead();
  const pages = query.data?.pages;
  const batches = useMemo(() => inBatches(pages?.flatMap(({ notifications }) => notifications) ?? []), [pages]);
  const unread = pages?.[0]?.unread ?? 0;
  const isFiltered = filter.unread || filter.type !== undefined || filter.severity !== undefined;

  return (
    <>
      <PageHeader title={t('nav.notifications')} subtitle={t('notifications.subtitle')}>
        <Button
          component={Link}
          href="/notification-test"
          variant="default"
          leftSection={<IconSend size={17} stroke={1.8} aria-hidden />}
        >
          {t('notifications.test.open')}
        </Button>
        <Button
          leftSection={<IconChecks size={17} stroke={1.8} aria-hidden />}
          disabled={unread === 0}
          loading={markRead.isPending}
          onClick={() => markRead.mutate('all')}
        >
          {t('notifications.markAllRead', { count: unread })}
        </Button>
      </PageHeader>
      <Filters filter={filter} onChange={change} />
      {query.isPending ? <LoadingState /> : null}
      {query.isError && !pages ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {pages && batches.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'notifications.noneFit' : 'notifications.none')}
          icon={<IconMailCheck size={22} stroke={1.6} />}
        >
          {t(isFiltered ? 'notifications.noneFitText' : 'notifications.noneText')}
        </EmptyState>
      ) : null}
      {batches.length > 0 ? (
        <ul className={classes.list} aria-label={t('nav.notifications')}>
          {batches.map((batch) => (
            <BatchRow key={batch[0].id} batch={batch} isBusy={markRead.isPending} onRead={(which) => markRead.mutate(which)} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <Button fullWidth variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('notifications.older')}
        </Button>
      ) : null}
    </>
  );
}
