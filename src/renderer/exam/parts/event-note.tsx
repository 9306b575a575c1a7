import { Button, Textarea } from '@mantine/core';
import { IconMessage2Plus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/index.ts';
import { newRandomId } from '../../link/random-id.ts';
import { useSeated } from '../seat/seat-context.tsx';
import classes from './recorded-panel.module.css';

interface EventNoteProps {
  readonly eventId: string;
  readonly eventName: string;
  /** What the candidate has said about it already. */
  readonly notes: readonly string[];
  readonly onSaved: () => void;
}

/** A candidate's own explanation of an entry, for the proctor to read beside it (LD8). */
export function EventNote({ eventId, eventName, notes, onSaved }: EventNoteProps) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { connection } = useSeated().link;
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await connection.request('note_add', { id: newRandomId(), eventId, text: text.trim() });
      setText('');
      setOpen(false);
      onSaved();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.explain}>
      {notes.map((note) => (
        <p key={note} className={classes.note}>
          {t('help.yourNote', { text: note })}
        </p>
      ))}
      {isOpen ? (
        <form onSubmit={(event) => void save(event)}>
          <Textarea
            label={t('help.noteLabel')}
            description={t('help.noteHint')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            autoFocus
          />
          <Button type="submit" size="sm" mt="xs" loading={isBusy} disabled={text.trim() === ''}>
            {t('help.saveNote')}
          </Button>
          {error === undefined ? null : <p role="alert">{errorText(error)}</p>}
        </form>
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('help.addNoteNamed', { event: eventName })}
          leftSection={<IconMessage2Plus size={15} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('help.addNote')}
        </Button>
      )}
    </div>
  );
}
