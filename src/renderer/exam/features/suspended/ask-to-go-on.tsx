import { Button, TextInput } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryStatusEvent } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { useSeated } from '../../seat/seat-context.tsx';
import classes from './frozen.module.css';

/** A suspended candidate asks to go on; people decide (ID6). */
export function AskToGoOn() {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { api, connection } = useSeated().link;
  const [status, setStatus] = useState<RecoveryStatusEvent['type']>();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => connection.on('recovery-status', ({ type }) => setStatus(type)), [connection]);
  // Asked before this page was opened.
  useEffect(() => {
    api
      .call('attempt_recovery', {})
      .then(({ request }) => setStatus((before) => before ?? (request ? 'pending' : undefined)))
      .catch(() => {
        // not known: asking again is harmless
      });
  }, [api]);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const said = reason.trim() === '' ? {} : { reason: reason.trim() };
      const { state } = await connection.request('recovery_request', { id: newRandomId(), method: 'proctor_approval', ...said });
      setStatus(state === 'pending' ? 'pending' : 'approved');
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  if (status === 'pending' || status === 'approved') {
    return (
      <p className={classes.asked} role="status">
        {t('recovery.resumeSent')}
      </p>
    );
  }
  return (
    <form className={classes.ask} onSubmit={(event) => void ask(event)}>
      {status === 'denied' ? <p role="status">{t('recovery.deniedText')}</p> : null}
      <TextInput
        label={t('recovery.why')}
        description={t('recovery.resumeText')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
      <Button type="submit" variant="default" loading={isBusy} leftSection={<IconLifebuoy size={18} stroke={1.7} aria-hidden />}>
        {t('recovery.resume')}
      </Button>
      {error === undefined ? null : <p role="alert">{errorText(error)}</p>}
    </form>
  );
}
