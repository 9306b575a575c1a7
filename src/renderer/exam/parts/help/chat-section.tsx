import { Button, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnMessage } from '../../../../shared/model/attempt-message.ts';
import { TimeAt } from '../../../ui/time.tsx';
import type { Help } from '../../seat/use-help.ts';
import classes from './help.module.css';

/** The room's own words for a hand without a reason. */
const HAND_WORDS: Readonly<Record<string, 'help.raised' | 'help.lowered'>> = {
  'Hand raised': 'help.raised',
  'Hand lowered': 'help.lowered',
};

function Line({ message }: { message: OwnMessage }) {
  const { t } = useTranslation('exam');
  const handWords = message.kind === 'hand' ? HAND_WORDS[message.text] : undefined;
  const who = { chat: 'help.me', hand: 'help.raised', note: 'help.note', reply: 'help.proctor' } as const;
  return (
    <li className={classes.line} data-kind={message.kind}>
      <span className={classes.meta}>
        {handWords ? t('help.me') : t(who[message.kind])} · <TimeAt at={message.at} show="clock" />
      </span>
      <p className={classes.text}>{handWords ? t(handWords) : message.text}</p>
    </li>
  );
}

/** Short messages between the candidate and the proctor. */
export function ChatSection({ help }: { help: Help }) {
  const { t } = useTranslation('exam');
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const messages = help.conversation?.messages ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new stands at the end
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [messages.length]);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    setBusy(true);
    if (await help.send('chat_send', { text: text.trim() })) setText('');
    setBusy(false);
  };
  return (
    <>
      {messages.length === 0 ? (
        <p className={classes.nothing}>{t('help.noMessages')}</p>
      ) : (
        <ol className={classes.lines} ref={list} aria-label={t('help.chat')} tabIndex={0}>
          {messages.map((message) => (
            <Line key={`${message.kind} ${message.id}`} message={message} />
          ))}
        </ol>
      )}
      <form className={classes.form} onSubmit={(event) => void send(event)}>
        <Textarea
          label={t('help.write')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={6}
        />
        <Button
          type="submit"
          variant="default"
          loading={isBusy}
          disabled={text.trim() === ''}
          leftSection={<IconSend2 size={18} stroke={1.7} aria-hidden />}
        >
          {t('help.send')}
        </Button>
      </form>
    </>
  );
}
