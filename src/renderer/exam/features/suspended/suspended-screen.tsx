import { ActionIcon } from '@mantine/core';
import { IconClockHour4, IconDeviceFloppy, IconEye, IconHandStop, IconHourglass, IconLock, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReasonText } from '../../../i18n/index.ts';
import { Countdown } from '../../../ui/time.tsx';
import { clockText } from '../../../ui/time-text.ts';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { RecordedPanel } from '../../parts/recorded-panel.tsx';
import { useSeat, useWork } from '../../seat/seat-context.tsx';
import { AskToGoOn } from './ask-to-go-on.tsx';
import classes from './frozen.module.css';
import { FrozenPage } from './frozen-page.tsx';
import { SuspensionNote } from './suspension-note.tsx';

/** This candidate's exam stands still: why, since when, what to do, and that nothing is lost. */
export function SuspendedScreen() {
  const { t, i18n } = useTranslation('exam');
  const { attempt, suspensionReasons, view } = useSeat();
  const held = view?.heldAnswers ?? 0;
  const { pendingAnswers } = useWork();
  const reasonText = useReasonText();
  const own = attempt?.reason ?? '';
  const others = suspensionReasons.filter((reason) => reason !== own && !own.split('; ').includes(reason));
  const [isRecordedOpen, setRecordedOpen] = useState(false);
  return (
    <FrozenPage
      kind="suspended"
      icon={<IconLock size={32} stroke={1.8} aria-hidden />}
      title={t('suspended.title')}
      since={
        attempt?.stateSince === undefined
          ? undefined
          : t('suspended.since', { time: clockText(attempt.stateSince, i18n.language) })
      }
      foot={
        <ActionIcon
          variant="subtle"
          color="slate"
          size="lg"
          aria-label={t('player.recorded')}
          title={t('player.recorded')}
          onClick={() => setRecordedOpen(true)}
        >
          <IconEye size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      }
    >
      <h2 className={classes.heading}>{t('suspended.reason')}</h2>
      <div className={classes.reason}>
        {reasonText(own) || (others.length === 0 ? t('suspended.noReason') : null)}
        {others.length > 0 ? (
          <ul>
            {others.map((reason) => (
              <li key={reason}>{reasonText(reason)}</li>
            ))}
          </ul>
        ) : null}
      </div>
      <h2 className={classes.heading}>{t('suspended.whatNow')}</h2>
      <ul className={classes.list}>
        <li>
          <IconHandStop size={22} stroke={1.7} aria-hidden />
          <strong>{t('suspended.raise')}</strong>
        </li>
        <li>
          <IconHourglass size={22} stroke={1.7} aria-hidden />
          <span>{t('suspended.stay')}</span>
        </li>
        <li>
          <IconClockHour4 size={22} stroke={1.7} aria-hidden />
          {attempt?.endsAt === undefined ? (
            <span>{t('suspended.timeStands')}</span>
          ) : (
            <span>
              {t('suspended.timeGoesOn')}{' '}
              <strong>
                <Countdown until={attempt.endsAt} />
              </strong>
            </span>
          )}
        </li>
        <li>
          <IconDeviceFloppy size={22} stroke={1.7} aria-hidden />
          <span>
            {t('suspended.safe')}
            {held > 0 ? ` ${t('suspended.held', { count: held })}` : ''}
            {pendingAnswers > 0 ? ` ${t('suspended.waiting', { count: pendingAnswers })}` : ''}
          </span>
        </li>
        <li>
          <IconScale size={22} stroke={1.7} aria-hidden />
          <span>{t('suspended.noted')}</span>
        </li>
      </ul>
      <AskToGoOn />
      <SuspensionNote />
      <div className={classes.helpRow}>
        <HelpButton isLarge />
      </div>
      <RecordedPanel isOpen={isRecordedOpen} onClose={() => setRecordedOpen(false)} />
    </FrozenPage>
  );
}
