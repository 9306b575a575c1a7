import { Button, Textarea } from '@mantine/core';
import { IconHandStop, IconSend2 } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import type { AttemptMessage } from '../../../../shared/model/attempt-message.ts';
import { useErrorText, useEventName } from '../../../i18n/index.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { TimeAgo, TimeAt } from '../../../ui/time.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './conversation.module.css';

/** The room's own words for a hand without a reason. */
const HAND_WORDS: Readonly<Record<string, 'messages.raised' | 'messages.lowered'>> = {
  'Hand raised': 'messages.raised',
  'Hand lowered': 'messages.lowered',
};

function Line({ message }: { message: AttemptMessage }) {
  const { t } = useTranslation('console');
  const eventName = useEventName();
  const handWords = message.kind === 'hand' ? HAND_WORDS[message.text] : undefined;
  const who =
    message.kind === 'reply'
      ? (message.by ?? '')
      : message.kind === 'note'
        ? t('messages.note', { event: message.eventType ? eventName(message.eventType) : '' })
        : message.kind === 'hand' && !handWords
          ? t('messages.hand')
          : t('messages.candidate');
  return (
    <li className={classes.line} data-from={message.kind === 'reply' ? 'room' : 'candidate'} data-kind={message.kind}>
      <span className={classes.meta}>
        {who} · <TimeAt at={message.at} show="clock" />
      </span>
      <p className={classes.text}>{handWords ? t(handWords) : message.text}</p>
    </li>
  );
}

/** What the candidate and the invigilators say to each other, and whether the hand is up (CM1). */
export function Conversation({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const attemptId = attempt.id;
  const query = useCommandQuery('messages_list', { attemptId }, keys.messages(attemptId));
  const touched = [keys.messages(attemptId), keys.allAttempts, keys.attempt(attemptId)];
  const act = useCommand('proctor_action', touched);
  const attend = useCommand('hand_attend', touched);
  const [text, setText] = useState('');
  // One id until it is acknowledged: a lost answer sends nothing twice.
  const [id, setId] = useState(newRandomId);
  const end = useRef<HTMLOListElement>(null);
  const count = query.data?.messages.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new stands at the end
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [count]);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    act.mutate(
      { id, attemptId, action: 'message', message: text.trim() },
      {
        onSuccess: () => {
          setText('');
          setId(newRandomId());
        },
      },
    );
  };
  const failure = act.error ?? attend.error;

  return (
    <Panel title={t('messages.title')} subtitle={t('messages.subtitle')} flush>
      <QueryView query={query} rows={3}>
        {({ hand, messages }) => (
          <>
            {hand ? (
              <div className={classes.hand}>
                <span>
                  <IconHandStop size={16} aria-hidden /> {t('messages.raised')} · <TimeAgo at={hand.raisedAt} />
                  {hand.reason ? ` · ${t('messages.handReason', { reason: hand.reason })}` : ''}
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  title={t('messages.attendHint')}
                  loading={attend.isPending}
                  onClick={() => attend.mutate({ id: newRandomId(), attemptId })}
                >
                  {t('messages.attend')}
                </Button>
              </div>
            ) : null}
            {messages.length === 0 ? (
              <p className={classes.nothing}>{t('messages.none')}</p>
            ) : (
              <ol className={classes.lines} ref={end} aria-label={t('messages.title')} tabIndex={0}>
                {messages.map((message) => (
                  <Line key={`${message.kind} ${message.id}`} message={message} />
                ))}
              </ol>
            )}
          </>
        )}
      </QueryView>
      <form className={classes.form} onSubmit={send}>
        <Textarea
          aria-label={t('messages.write')}
          placeholder={t('messages.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
          }}
          maxLength={1000}
          autosize
          minRows={1}
          maxRows={5}
        />
        <Button
          type="submit"
          loading={act.isPending}
          disabled={text.trim() === ''}
          leftSection={<IconSend2 size={16} stroke={1.8} aria-hidden />}
        >
          {t('messages.send')}
        </Button>
      </form>
      {failure ? (
        <p className={classes.failed} role="alert">
          {errorText(failure)}
        </p>
      ) : null}
    </Panel>
  );
}
