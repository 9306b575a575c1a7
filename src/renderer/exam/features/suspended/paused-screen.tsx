import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../../../ui/time-text.ts';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { useSeat } from '../../seat/seat-context.tsx';
import { BreakScreen } from './break-screen.tsx';
import classes from './frozen.module.css';
import { FrozenPage } from './frozen-page.tsx';

/** The whole exam stands still, for everyone; or this candidate is on a break they were granted. */
export function PausedScreen() {
  const { t, i18n } = useTranslation('exam');
  const { attempt } = useSeat();
  if (attempt?.breakEndsAt !== undefined) return <BreakScreen endsAt={attempt.breakEndsAt} />;
  return (
    <FrozenPage
      kind="paused"
      icon={<IconPlayerPauseFilled size={30} aria-hidden />}
      title={t('paused.title')}
      since={
        attempt?.stateSince === undefined ? undefined : t('paused.since', { time: clockText(attempt.stateSince, i18n.language) })
      }
    >
      <p className={classes.text}>{t('paused.text')}</p>
      <div className={classes.helpRow}>
        <HelpButton isLarge />
      </div>
    </FrozenPage>
  );
}
