import { Alert, Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type NotificationMessage, NotificationSeverity } from '../../../../shared/model/notification.ts';
import { NOTIFICATION_TEMPLATES } from '../../../../shared/model/notification-templates.ts';
import { useNotificationTypeName } from '../../../ui/notification-looks.tsx';
import { useCommand } from '../../link/queries.ts';
import { useNewNotification } from '../../notifications/use-unread-notifications.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Refused } from '../../parts/refused.tsx';
import classes from './notifications.module.css';

/** Sends a notification to oneself and says how long it took to arrive over the live connection. */
export function NotificationTestScreen() {
  const { t } = useTranslation(['console', 'common']);
  const typeName = useNotificationTypeName();
  const send = useCommand('notification_test');
  const [type, setType] = useState('test');
  const [severity, setSeverity] = useState<NotificationSeverity>('info');
  const [title, setTitle] = useState('');
  const [message, setMessage] = useState('');
  const [took, setTook] = useState<number>();
  const sentAt = useRef<number>(undefined);

  useNewNotification(
    useCallback(({ data }: NotificationMessage) => {
      if (data?.test !== true || sentAt.current === undefined) return;
      setTook(performance.now() - sentAt.current);
      sentAt.current = undefined;
    }, []),
  );

  const submit = (): void => {
    setTook(undefined);
    sentAt.current = performance.now();
    send.mutate({
      notification_type: type,
      severity,
      ...(title.trim() ? { title: title.trim() } : {}),
      ...(message.trim() ? { message: message.trim() } : {}),
    });
  };

  return (
    <>
      <PageHeader title={t('notifications.test.title')} subtitle={t('notifications.test.subtitle')}>
        <Button
          component={Link}
          href="/notifications"
          variant="default"
          leftSection={<IconArrowLeft size={17} stroke={1.8} aria-hidden />}
        >
          {t('nav.notifications')}
        </Button>
      </PageHeader>
      <div className={classes.narrow}>
        <Panel title={t('notifications.test.what')}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              submit();
            }}
          >
            <Stack gap="md">
              <Select
                label={t('notifications.type')}
                value={type}
                onChange={(value) => setType(value ?? 'test')}
                data={Object.keys(NOTIFICATION_TEMPLATES).map((value) => ({ value, label: typeName(value) }))}
                allowDeselect={false}
              />
              <Select
                label={t('notifications.severity')}
                value={severity}
                onChange={(value) => setSeverity(NotificationSeverity.safeParse(value).data ?? 'info')}
                data={NotificationSeverity.options.map((value) => ({ value, label: t(`common:notification.severity.${value}`) }))}
                allowDeselect={false}
              />
              <TextInput
                label={t('notifications.test.titleField')}
                description={t('notifications.test.emptyIsTemplate')}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
                maxLength={200}
              />
              <Textarea
                label={t('notifications.test.message')}
                value={message}
                onChange={(event) => setMessage(event.currentTarget.value)}
                maxLength={2000}
                autosize
                minRows={2}
              />
              <Button
                type="submit"
                className={classes.send}
                leftSection={<IconSend size={17} stroke={1.8} aria-hidden />}
                loading={send.isPending}
              >
                {t('notifications.test.send')}
              </Button>
              <div role="status">
                <Refused error={send.error} />
                {send.isSuccess && took === undefined ? (
                  <Alert color="amber" variant="light">
                    {t('notifications.test.waiting')}
                  </Alert>
                ) : null}
                {took !== undefined && !send.error ? (
                  <Alert color="green" variant="light">
                    {t('notifications.test.arrived', { ms: Math.max(1, Math.round(took)) })}
                  </Alert>
                ) : null}
              </div>
            </Stack>
          </form>
        </Panel>
      </div>
    </>
  );
}
