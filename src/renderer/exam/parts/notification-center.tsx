import { Button } from '@mantine/core';
import { IconMail, IconMailCheck, IconSend } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText, useReasonText } from '../../i18n/index.ts';
import { CountButton } from '../../ui/count-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { NotificationSign } from '../../ui/notification-looks.tsx';
import { TimeAt } from '../../ui/time.tsx';
import { goTo, NOTIFICATION_TEST_PATH, useHashRoute } from '../hash-route.ts';
import { useSeated } from '../seat/seat-context.tsx';
import { type SeatNotifications, useNotifications } from '../seat/use-notifications.ts';
import { Panel } from './dialog.tsx';
import classes from './notification-center.module.css';

function NotificationList({ list, error, load }: SeatNotifications) {
  const { t } = useTranslation('exam');
  const reasonText = useReasonText();
  if (list === undefined)
    return error === undefined ? <LoadingState compact /> : <ErrorState compact error={error} onRetry={load} />;
  if (list.length === 0)
    return (
      <EmptyState compact title={t('notifications.none')} icon={<IconMailCheck size={20} stroke={1.6} />}>
        {t('notifications.noneText')}
      </EmptyState>
    );
  return (
    <ul className={classes.list}>
      {list.map(({ id, title, message, severity, timestamp, read }) => (
        <li key={id}>
          <NotificationSign severity={severity} />
          <div className={classes.body}>
            <p className={classes.title}>
              {reasonText(title)}
              {read ? null : <span className={classes.new}>{t('notifications.new')}</span>}
            </p>
            <p className={classes.message}>{reasonText(message)}</p>
            <p className={classes.time}>
              <TimeAt at={timestamp} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Sends one to this candidate, to see whether it arrives. */
function TestButton() {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { api } = useSeated().link;
  const [said, setSaid] = useState<string>();
  const send = (): void => {
    api.call('notification_test', {}).then(
      () => setSaid(t('notifications.testSent')),
      (error: unknown) => setSaid(errorText(error)),
    );
  };
  return (
    <div className={classes.test}>
      <Button variant="subtle" color="slate" size="compact-sm" leftSection={<IconSend size={15} aria-hidden />} onClick={send}>
        {t('notifications.test')}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}

/** How much is unread, and on demand what was told: it never opens by itself over the paper. */
export function NotificationCenter() {
  const { t } = useTranslation('exam');
  const { path } = useHashRoute();
  const notifications = useNotifications();
  const { unread, load, markSeen } = notifications;
  const isAddressed = path === NOTIFICATION_TEST_PATH;
  const [isOpened, setOpened] = useState(false);
  const isOpen = isOpened || isAddressed;
  useEffect(() => {
    if (isOpen && unread > 0) markSeen();
  }, [isOpen, unread, markSeen]);
  const close = useCallback(() => {
    setOpened(false);
    load();
    if (isAddressed) goTo('/', 'replace');
  }, [isAddressed, load]);
  return (
    <>
      <CountButton label={t('notifications.button', { count: unread })} count={unread} most={9} onClick={() => setOpened(true)}>
        <IconMail size={19} stroke={1.7} />
      </CountButton>
      <Panel isOpen={isOpen} onClose={close} from="right" title={t('notifications.title')} closeLabel={t('notice.close')}>
        <NotificationList {...notifications} />
        <TestButton />
      </Panel>
    </>
  );
}
