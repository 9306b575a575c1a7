import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../../../ui/time-text.ts';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { useSeat } from '../../seat/seat-context.tsx';
import classes from './frozen.module.css';
import { FrozenPage } from './frozen-page.tsx';

/** The whole exam stands still, for everyone. */
export function PausedScreen() {
  const { t, i18n } = useTranslation('exam');
  const { attempt } = useSeat();
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
