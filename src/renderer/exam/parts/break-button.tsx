import { Button, Text } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/index.ts';
import { useSeat } from '../seat/seat-context.tsx';
import { useBreak } from '../seat/use-break.ts';
import { Dialog } from './dialog.tsx';

/** Where breaks are granted and left: asks, then stops this candidate's clock. */
export function BreakButton({ textClass }: { textClass?: string | undefined }) {
  const { t } = useTranslation(['exam', 'common']);
  const errorText = useErrorText();
  const { attempt, view } = useSeat();
  const [isAsking, setAsking] = useState(false);
  const { take, isBusy, error, isSaved } = useBreak('break_start');
  const left = attempt?.breaksLeft ?? 0;
  if (left === 0 || attempt?.state !== 'in_progress') return null;
  const minutes = view?.accommodations?.breaks?.minutes;
  return (
    <>
      <Button
        variant="subtle"
        color="slate"
        size="sm"
        px={8}
        aria-label={t('break.button', { count: left })}
        title={t('break.button', { count: left })}
        onClick={() => setAsking(true)}
      >
        <IconCoffee size={18} stroke={1.7} aria-hidden />
        <span className={textClass} style={{ marginInlineStart: '0.5rem' }}>
          {t('break.button', { count: left })}
        </span>
      </Button>
      <Dialog isOpen={isAsking} title={t('break.askTitle')} closeLabel={t('notice.close')} onClose={() => setAsking(false)}>
        <Text mb="md">{minutes === undefined ? t('break.askText') : t('break.askMinutes', { count: minutes })}</Text>
        {error === undefined ? null : (
          <Text role="alert" mb="md">
            {errorText(error)}
          </Text>
        )}
        <Button size="md" loading={isBusy} disabled={!isSaved} onClick={() => void take()}>
          {isSaved ? t('break.start') : t('break.saving')}
        </Button>
      </Dialog>
    </>
  );
}
