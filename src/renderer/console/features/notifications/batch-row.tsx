import { Button } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationMessage } from '../../../../shared/model/notification.ts';
import { useReasonText } from '../../../i18n/index.ts';
import { NotificationSign, useNotificationTypeName } from '../../../ui/notification-looks.tsx';
import { TimeAgo } from '../../../ui/time.tsx';
import type { Batch } from './in-batches.ts';
import classes from './notifications.module.css';

interface BatchRowProps {
  readonly batch: Batch;
  readonly isBusy: boolean;
  readonly onRead: (which: readonly NotificationMessage[]) => void;
}

/** One notification, or several similar ones as one line that can be unfolded. */
export function BatchRow({ batch, isBusy, onRead }: BatchRowProps) {
  const { t } = useTranslation('console');
  const typeName = useNotificationTypeName();
  const words = useReasonText();
  const [isUnfolded, setUnfolded] = useState(false);
  const othersId = useId();
  const [newest, ...others] = batch;
  const Chevron = isUnfolded ? IconChevronUp : IconChevronDown;
  return (
    <li className={classes.row} data-unread={!newest.read || undefined}>
      <NotificationSign severity={newest.severity} />
      <div className={classes.body}>
        <div className={classes.head}>
          <span className={classes.title}>{words(newest.title)}</span>
          {others.length > 0 ? <span className={classes.count}>×{batch.length}</span> : null}
          {newest.read ? null : <span className={classes.unread}>{t('notifications.new')}</span>}
          <span className={classes.time}>
            <TimeAgo at={newest.timestamp} />
          </span>
        </div>
        <p className={classes.message}>{words(newest.message)}</p>
        {isUnfolded ? (
          <ul id={othersId} className={classes.others}>
            {others.map(({ id, message, timestamp }) => (
              <li key={id}>
                <span>{words(message)}</span>
                <span className={classes.time}>
                  <TimeAgo at={timestamp} />
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        <div className={classes.actions}>
          <span className={classes.type}>{typeName(newest.type)}</span>
          {others.length > 0 ? (
            <Button
              size="compact-xs"
              variant="subtle"
              color="slate"
              rightSection={<Chevron size={13} aria-hidden />}
              aria-expanded={isUnfolded}
              aria-controls={isUnfolded ? othersId : undefined}
              onClick={() => setUnfolded(!isUnfolded)}
            >
              {t('notifications.similar', { count: others.length })}
            </Button>
          ) : null}
          {newest.read ? null : (
            <Button
              size="compact-xs"
              variant="light"
              leftSection={<IconCheck size={13} aria-hidden />}
              aria-label={t('notifications.markReadNamed', { title: newest.title })}
              disabled={isBusy}
              onClick={() => onRead(batch)}
            >
              {t('notifications.markRead')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}
