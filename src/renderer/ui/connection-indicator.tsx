import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../shared/client/connection-contract.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import classes from './connection-indicator.module.css';
import { RoomClockProvider, useTicking } from './room-clock.tsx';

interface ConnectionIndicatorProps {
  readonly connection: ConnectionState;
  readonly onRetry?: () => void;
}

function Waiting({ retryAt }: { retryAt: number }) {
  const { t } = useTranslation('common');
  const seconds = useTicking((now) => Math.max(0, Math.ceil((retryAt - now) / 1_000)));
  return <>{seconds > 0 ? t('connection.reconnecting', { seconds }) : t('connection.reconnectingNow')}</>;
}

/** Where the live connection stands, in words, with the seconds to the next try and a way to skip them. Never rosier than it is. */
export function ConnectionIndicator({ connection, onRetry }: ConnectionIndicatorProps) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const isLost = connection.state === 'waiting' || connection.state === 'refused';
  return (
    <div className={classes.indicator} data-state={connection.state}>
      <span className={classes.dot} aria-hidden="true" />
      {/* the countdown is silent; only the change of state is read out */}
      <span className="iv-hidden" role="status">
        {isLost ? t('connection.offline') : connection.state === 'connected' ? t('connection.connected') : ''}
      </span>
      <span className={classes.text}>
        {connection.state === 'connected' && t('connection.connected')}
        {connection.state === 'connecting' && t('connection.connecting')}
        {connection.state === 'stopped' && t('connection.offline')}
        {connection.state === 'refused' && errorText(connection)}
        {/* `retryAt` is by this machine's clock */}
        {connection.state === 'waiting' && (
          <RoomClockProvider now={Date.now}>
            <Waiting retryAt={connection.retryAt} />
          </RoomClockProvider>
        )}
      </span>
      {isLost && onRetry ? (
        <Button size="compact-xs" variant="light" color="red" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      ) : null}
    </div>
  );
}
