import { Button, Textarea } from '@mantine/core';
import { IconMessage2Plus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { useSeated } from '../../seat/seat-context.tsx';
import classes from './frozen.module.css';

/** What happened, in the candidate's own words: staff read it beside the alert (LD8). It decides nothing by itself. */
export function SuspensionNote() {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { connection } = useSeated().link;
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isSent, setSent] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await connection.request('suspension_note', { id: newRandomId(), text: text.trim() });
      setText('');
      setSent(true);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={classes.ask} onSubmit={(event) => void send(event)}>
      <Textarea
        label={t('suspended.noteLabel')}
        description={t('suspended.noteHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={1000}
        autosize
        minRows={2}
      />
      <Button
        type="submit"
        variant="default"
        loading={isBusy}
        disabled={text.trim() === ''}
        leftSection={<IconMessage2Plus size={18} stroke={1.7} aria-hidden />}
      >
        {t('suspended.noteSend')}
      </Button>
      <p role="status">{isSent ? t('suspended.noteSent') : ''}</p>
      {error === undefined ? null : <p role="alert">{errorText(error)}</p>}
    </form>
  );
}
