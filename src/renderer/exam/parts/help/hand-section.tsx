import { Button, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeAt } from '../../../ui/time.tsx';
import type { Help } from '../../seat/use-help.ts';
import classes from './help.module.css';

/** Raising and lowering the hand. */
export function HandSection({ help }: { help: Help }) {
  const { t } = useTranslation('exam');
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const hand = help.conversation?.hand;
  const act = async (sending: Promise<boolean>): Promise<void> => {
    setBusy(true);
    if (await sending) setReason('');
    setBusy(false);
  };
  if (hand) {
    return (
      <div className={classes.handUp} role="status">
        <span>
          <IconHandStop size={18} aria-hidden /> {t('help.handUp')} · <TimeAt at={hand.raisedAt} show="clock" />
          {hand.reason ? ` · ${hand.reason}` : ''}
        </span>
        <Button size="compact-md" variant="default" loading={isBusy} onClick={() => void act(help.send('hand_lower', {}))}>
          {t('help.lower')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void act(help.send('hand_raise', reason.trim() === '' ? {} : { reason: reason.trim() }));
      }}
    >
      <TextInput
        label={t('help.handReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
      <Button type="submit" loading={isBusy} leftSection={<IconHandStop size={18} stroke={1.7} aria-hidden />}>
        {t('help.raise')}
      </Button>
    </form>
  );
}
