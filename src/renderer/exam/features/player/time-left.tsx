import { IconClockHour4, IconHourglassLow, IconPlayerPause } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicking } from '../../../ui/room-clock.tsx';
import { durationText } from '../../../ui/time-text.ts';
import { useAnnounce } from '../../parts/announcer.tsx';
import classes from './player-header.module.css';

const MINUTE = 60_000;
const LAST_MINUTES = 5;
/** Said aloud when they are reached; the seconds are not. */
const SPOKEN_MINUTES = [60, 30, 15, 10, 5, 1] as const;

/** The largest spoken mark that is not above the time left: changes exactly when there is something to say. */
export const spokenMark = (leftMs: number): number => SPOKEN_MINUTES.findLast((minutes) => leftMs <= minutes * MINUTE) ?? 0;

/** Time left by the room's clock; `endsAt` in the room's epoch ms. */
export function TimeLeft({ endsAt, isStopped }: { endsAt: number | undefined; isStopped: boolean }) {
  const { t } = useTranslation('exam');
  const announce = useAnnounce();
  const text = useTicking((now) => (endsAt === undefined ? '' : durationText(endsAt - now)));
  const isLast = useTicking((now) => endsAt !== undefined && endsAt - now <= LAST_MINUTES * MINUTE);
  const isOver = useTicking((now) => endsAt !== undefined && now >= endsAt);
  const mark = useTicking((now) => (endsAt === undefined ? 0 : spokenMark(endsAt - now)));
  const spoken = useRef<number | undefined>(undefined);

  useEffect(() => {
    const isFirst = spoken.current === undefined;
    spoken.current = mark;
    // What the time is at the start is read with the page; only its passing is announced.
    if (isFirst || isStopped || mark === 0 || isOver) return;
    announce(t('time.minutesLeft', { count: mark }), mark <= LAST_MINUTES ? 'assertive' : 'polite');
  }, [mark, isStopped, isOver, announce, t]);
  useEffect(() => {
    if (isOver && !isStopped) announce(t('time.over'), 'assertive');
  }, [isOver, isStopped, announce, t]);

  if (isStopped) {
    return (
      <span className={classes.time}>
        <IconPlayerPause size={18} aria-hidden />
        {t('time.stopped')}
      </span>
    );
  }
  if (endsAt === undefined) return <span className={classes.time}>{t('time.none')}</span>;
  return (
    <span className={classes.time} data-last={isLast || undefined}>
      {isLast ? <IconHourglassLow size={18} aria-hidden /> : <IconClockHour4 size={18} stroke={1.7} aria-hidden />}
      <span className={classes.timeLabel}>{isLast && !isOver ? t('time.last') : t('time.label')}</span>
      <span role="timer" aria-label={t('time.label')} className={classes.clock}>
        {isOver ? t('time.over') : text}
      </span>
    </span>
  );
}
