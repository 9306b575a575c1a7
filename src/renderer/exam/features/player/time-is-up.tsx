import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useTicking } from '../../../ui/room-clock.tsx';
import { useSeat, useSeated } from '../../seat/seat-context.tsx';
import classes from './player-screen.module.css';

/** Typing is handed over this long before the end, so that the last words still count. */
const BEFORE_END_MS = 400;

/** The end by the room's clock: hands over the last typing in time, then says that the room is closing the work. */
export function TimeIsUp() {
  const { t } = useTranslation('exam');
  const { attempt } = useSeat();
  const { drafts } = useSeated();
  const endsAt = attempt?.endsAt;
  const isNear = useTicking((now) => endsAt !== undefined && now >= endsAt - BEFORE_END_MS);
  const isOver = useTicking((now) => endsAt !== undefined && now >= endsAt);
  useEffect(() => {
    if (isNear) drafts.flush();
  }, [isNear, drafts]);
  return isOver ? (
    <div className={classes.over} role="status">
      <strong>{t('time.over')}</strong>
      {t('time.overText')}
    </div>
  ) : null;
}
