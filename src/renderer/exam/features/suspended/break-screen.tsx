import { Button } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { Countdown } from '../../../ui/time.tsx';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { useBreak } from '../../seat/use-break.ts';
import classes from './frozen.module.css';
import { FrozenPage } from './frozen-page.tsx';

/** The candidate's own break: how long it lasts, and the way back (EX10). */
export function BreakScreen({ endsAt }: { endsAt: number }) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { take, isBusy, error } = useBreak('break_end');
  return (
    <FrozenPage kind="paused" icon={<IconCoffee size={30} aria-hidden />} title={t('break.title')} since={undefined}>
      <p className={classes.text}>
        {t('break.left')} <Countdown until={new Date(endsAt).toISOString()} />
      </p>
      <p className={classes.text}>{t('break.text')}</p>
      {error === undefined ? null : <p role="alert">{errorText(error)}</p>}
      <div className={classes.helpRow}>
        <Button size="md" loading={isBusy} onClick={() => void take()}>
          {t('break.back')}
        </Button>
        <HelpButton isLarge />
      </div>
    </FrozenPage>
  );
}
