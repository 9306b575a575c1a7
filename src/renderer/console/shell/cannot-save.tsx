import { IconDeviceFloppy } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationMessage } from '../../../shared/model/notification.ts';
import { useConnectionState } from '../link/room-context.tsx';
import { useNewNotification } from '../notifications/use-unread-notifications.ts';
import classes from './shell.module.css';

/** While the room cannot write to its disk, says so and what to do: its own alert comes only when it can again. */
export function CannotSave() {
  const [cannotSave, setCannotSave] = useState(false);
  const hear = useCallback(({ data }: NotificationMessage) => {
    if (data?.event === 'room_cannot_save') setCannotSave(true);
    if (data?.event === 'room_saves_again') setCannotSave(false);
  }, []);
  useNewNotification(hear);
  // A room that was away may be another start of the program, which never said that it saves again: it says anew that it cannot.
  const { state } = useConnectionState();
  const isAway = state !== 'connected';
  useEffect(() => {
    if (isAway) setCannotSave(false);
  }, [isAway]);
  return cannotSave ? <CannotSaveBanner /> : null;
}

/** What it says; exported for the component page. */
export function CannotSaveBanner() {
  const { t } = useTranslation('console');
  return (
    <div className={classes.lost} role="alert">
      <IconDeviceFloppy size={16} stroke={1.8} aria-hidden />
      <span>{t('top.cannotSave')}</span>
    </div>
  );
}
