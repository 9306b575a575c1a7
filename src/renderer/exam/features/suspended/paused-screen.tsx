import { IconPlayerPauseFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { clockText } from '../../../ui/time-text.ts';
import { useSeat } from '../../seat/seat-context.tsx';
import { FrozenPage } from './frozen-page.tsx';
import classes from './frozen.module.css';

/** The whole exam stands still, for everyone. */
export function PausedScreen() {
  const { t, i18n } = useTranslation('exam');
  const { attempt } = useSeat();
  return (
    <FrozenPage
      kind="paused" icon={<IconPlayerPauseFilled size={30} aria-hidden />} title={t('paused.title')}
      since={t('paused.since', { time: clockText(attempt?.stateSince ?? 0, i18n.language) })}
    >
      <p className={classes.text}>{t('paused.text')}</p>
    </FrozenPage>
  );
}
