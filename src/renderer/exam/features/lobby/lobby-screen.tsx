import { Button } from '@mantine/core';
import { IconCheck, IconMaximize, IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConnectionIndicator } from '../../../ui/connection-indicator.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import { goTo, PRACTICE_PATH } from '../../hash-route.ts';
import { Notices } from '../../parts/notices.tsx';
import { NotificationCenter } from '../../parts/notification-center.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useFullscreen } from '../../parts/use-fullscreen.ts';
import { useSeat, useSeated } from '../../seat/seat-context.tsx';
import { CheckList } from './check-list.tsx';
import classes from './lobby.module.css';
import { useSystemCheck } from './use-system-check.ts';
import { useTellReady } from './use-tell-ready.ts';

/** In the room, waiting for the start: who, which exam, and whether this computer is fit. */
export function LobbyScreen() {
  const { t } = useTranslation('exam');
  const { seat, link, leave } = useSeated();
  const { view, connection } = useSeat();
  const check = useSystemCheck();
  const fullscreen = useFullscreen();
  useTellReady(check);
  const isStarting = view?.sitting.state === 'running';
  const identity = view?.attempt.identity ?? 'unchecked';
  return (
    <PageFrame title={t('lobby.title', { name: seat.displayName })} step="lobby" width="40rem" tools={<NotificationCenter />}>
      <Notices />
      <div className={classes.waiting} role="status">
        <span className={classes.pulse} aria-hidden="true" />
        <span>
          <strong>{isStarting ? t('lobby.starting') : t('lobby.waiting')}</strong>
          {view?.sitting.startsAt ? (
            <>
              {t('lobby.plannedAt')} <TimeAt at={view.sitting.startsAt} show="clock" />.{' '}
            </>
          ) : null}
          {t('lobby.waitingText')}
        </span>
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('lobby.exam')}</dt>
          <dd>{seat.examTitle}</dd>
        </div>
        <div>
          <dt>{t('lobby.candidate')}</dt>
          <dd>{seat.candidateNumber}</dd>
        </div>
        <div>
          <dt>{t('lobby.identity')}</dt>
          <dd>{t(`lobby.identityState.${identity}`)}</dd>
        </div>
      </dl>
      {view?.exam.instructions ? (
        <>
          <h2 className={classes.heading}>{t('lobby.instructions')}</h2>
          <div className={classes.instructions}>{view.exam.instructions}</div>
        </>
      ) : null}
      <h2 className={classes.heading}>{t('practice.title')}</h2>
      <p>{t('practice.offer')}</p>
      <Button variant="default" leftSection={<IconSchool size={18} aria-hidden />} onClick={() => goTo(PRACTICE_PATH)}>
        {t('practice.begin')}
      </Button>
      <h2 className={classes.heading}>{t('lobby.checksTitle')}</h2>
      <CheckList check={check} />
      {fullscreen.isPossible ? (
        <div className={classes.fullscreen}>
          <p>{t('lobby.fullscreenWhy')}</p>
          {fullscreen.isOn ? (
            <Button variant="light" color="green" leftSection={<IconCheck size={18} aria-hidden />} disabled>
              {t('lobby.fullscreenOn')}
            </Button>
          ) : (
            <Button variant="light" leftSection={<IconMaximize size={18} aria-hidden />} onClick={fullscreen.enter}>
              {t('lobby.fullscreen')}
            </Button>
          )}
        </div>
      ) : null}
      <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0.5rem', marginTop: '1.25rem' }}>
        <ConnectionIndicator connection={connection} onRetry={() => link.connection.retryNow()} />
        <Button variant="subtle" color="slate" size="compact-sm" onClick={leave}>
          {t('lobby.leave')}
        </Button>
      </div>
    </PageFrame>
  );
}
