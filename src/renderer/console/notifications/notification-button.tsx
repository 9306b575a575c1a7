import { IconMail } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { NotificationMessage } from '../../../shared/model/notification.ts';
import { useReasonText } from '../../i18n/index.ts';
import { CountButton } from '../../ui/count-button.tsx';
import { hashHref } from '../link/hash-location.ts';
import { useRoom } from '../link/room-context.tsx';
import { showToast } from '../parts/toast.ts';
import { useNewNotification, useUnreadNotifications } from './use-unread-notifications.ts';

/** What waited for this person is in the list; only what happens now is shown over the page. */
const NEWS_MS = 30_000;
const COLORS = { info: 'blue', success: 'green', warning: 'orange', error: 'red' } as const;

/** How many notifications are unread; leads to all of them. A new one is shown for a moment. */
export function NotificationButton() {
  const { t } = useTranslation('console');
  const { connection } = useRoom();
  const unread = useUnreadNotifications();
  const words = useReasonText();
  const [location] = useLocation();
  const isInSight = location.startsWith('/notification');
  const show = useCallback(
    ({ type, title, message, severity, timestamp, data }: NotificationMessage) => {
      // Said by the banner under the bar, in the language of the page, for as long as it lasts.
      if (data?.event === 'room_cannot_save') return;
      if (isInSight || connection.serverNow() - Date.parse(timestamp) > NEWS_MS) return;
      if (data?.event === 'room_saves_again') {
        showToast({ id: data.event, title: t('top.savesAgain'), message: t('top.savesAgainText'), color: 'green' });
        return;
      }
      // A similar one takes the place of the one before.
      showToast({ id: `notification-${type}-${title}`, title: words(title), message: words(message), color: COLORS[severity] });
    },
    [connection, isInSight, t, words],
  );
  useNewNotification(show);
  return (
    <CountButton label={t('notifications.button', { count: unread })} count={unread} href={hashHref('/notifications')}>
      <IconMail size={18} stroke={1.7} />
    </CountButton>
  );
}
