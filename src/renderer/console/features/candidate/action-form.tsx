import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invariant } from '../../../../shared/assert.ts';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { MinutesField } from '../../parts/minutes-field.tsx';
import type { ActionLook, ActionName } from './action-list.ts';

/** Whose reason the candidate is not shown. */
const UNSEEN: ReadonlySet<ActionName> = new Set(['restore_monitoring', 'extend_time', 'resume', 'accept_held']);

/** Asks what an action needs and does it. One id for all tries: a lost answer cannot warn somebody twice. */
export function ActionForm({ attempt, action, onClose }: { attempt: AttemptDetail; action: ActionLook; onClose: () => void }) {
  const { t } = useTranslation('console');
  const { api } = useRoom();
  const cache = useQueryClient();
  const [id] = useState(newRandomId);
  const [text, setText] = useState('');
  const [minutes, setMinutes] = useState<number | string>(10);
  const { name, asks } = action;
  const said = text.trim() === '' ? undefined : text.trim();

  const act = async () => {
    if (name === 'release_seat') {
      invariant(attempt.sessionId, 'a seat is released only while a session holds it');
      await api.call('session_terminate', { id, sessionId: attempt.sessionId, reason: said });
    } else if (name === 'accept_held') {
      await api.call('held_accept', { id, attemptId: attempt.id, reason: said });
    } else {
      await api.call('proctor_action', {
        id,
        attemptId: attempt.id,
        action: name,
        ...(asks === 'message' ? { message: said } : { reason: said }),
        ...(asks === 'minutes' ? { minutes: Number(minutes) } : {}),
      });
    }
    await Promise.all([
      cache.invalidateQueries({ queryKey: keys.attempt(attempt.id) }),
      cache.invalidateQueries({ queryKey: keys.attempts(attempt.examId) }),
      cache.invalidateQueries({ queryKey: keys.results(attempt.examId) }),
    ]);
  };

  const isReady =
    asks === 'message' || asks === 'required_reason' ? said !== undefined : asks === 'minutes' ? Number(minutes) !== 0 : true;

  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t(`candidate.action.${name}.title`, { name: attempt.name })}
      text={t(`candidate.action.${name}.text`)}
      actionLabel={t(`candidate.action.${name}.label`)}
      isDanger={action.isDanger ?? false}
      isReady={isReady}
      onAction={act}
    >
      {asks === 'minutes' ? <MinutesField value={minutes} onChange={setMinutes} /> : null}
      {asks === 'nothing' ? null : (
        <Textarea
          label={
            asks === 'message'
              ? t('candidate.messageLabel')
              : t(asks === 'required_reason' ? 'candidate.reasonLabel' : 'candidate.reasonOptional')
          }
          description={asks === 'message' || UNSEEN.has(name) ? undefined : t('candidate.reasonSeen')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={asks === 'message' ? 1000 : 500}
          required={asks === 'message' || asks === 'required_reason'}
          autosize
          minRows={2}
          data-autofocus={asks === 'minutes' ? undefined : true}
        />
      )}
    </ActionDialog>
  );
}
