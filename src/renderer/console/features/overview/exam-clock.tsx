import { useTranslation } from 'react-i18next';
import type { SittingView } from '../../../../shared/model/exam.ts';
import { useTicking } from '../../../ui/room-clock.tsx';
import { Countdown, TimeAt } from '../../../ui/time.tsx';
import classes from './exam-header.module.css';

const SOON_MS = 10 * 60_000;

/** Time left by the room's clock, large; what it is instead when nothing runs. */
export function ExamClock({ sitting }: { sitting: SittingView }) {
  const { t } = useTranslation('console');
  const endsAt = sitting.state === 'running' && sitting.endsAt ? Date.parse(sitting.endsAt) : undefined;
  const isSoon = useTicking((now) => endsAt !== undefined && endsAt - now < SOON_MS);
  return (
    <div className={classes.clock} data-soon={isSoon || undefined}>
      {endsAt !== undefined ? (
        <>
          <span className={classes.time}>
            <Countdown until={endsAt} />
          </span>
          <span className={classes.clockLabel}>
            {t('overview.clock.endsAt')} <TimeAt at={endsAt} show="clock" />
          </span>
        </>
      ) : (
        <>
          <span className={classes.time} data-idle>
            {t(`overview.clock.${sitting.state}`)}
          </span>
          {sitting.endedAt ? (
            <span className={classes.clockLabel}>
              <TimeAt at={sitting.endedAt} />
            </span>
          ) : null}
          {sitting.state === 'open' && sitting.openedAt ? (
            <span className={classes.clockLabel}>
              {t('overview.clock.openSince')} <TimeAt at={sitting.openedAt} show="clock" />
            </span>
          ) : null}
        </>
      )}
    </div>
  );
}
