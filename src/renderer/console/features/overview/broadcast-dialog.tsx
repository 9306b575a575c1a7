import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { Severity } from '../../../../shared/model/severity.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';

/** A message to every candidate of the exam; it goes over the live connection. */
export function BroadcastDialog({ examId, isOpen, onClose }: { examId: ExamId; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const { connection } = useRoom();
  const [title, setTitle] = useState('');
  const [message, setMessage] = useState('');
  const [severity, setSeverity] = useState<Severity>('low');

  const send = async () => {
    await connection.request('exam_broadcast', {
      id: newRandomId(),
      examId,
      title: title.trim(),
      message: message.trim(),
      severity,
    });
    setTitle('');
    setMessage('');
  };

  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('overview.broadcast.title')}
      text={t('overview.broadcast.text')}
      actionLabel={t('overview.broadcast.send')}
      isReady={title.trim() !== '' && message.trim() !== ''}
      onAction={send}
    >
      <TextInput
        label={t('overview.broadcast.subject')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
      <Textarea
        label={t('overview.broadcast.message')}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={3}
        required
      />
      <Select
        label={t('overview.broadcast.severity')}
        value={severity}
        onChange={(value) => setSeverity(Severity.catch('low').parse(value))}
        data={Severity.options.map((value) => ({ value, label: t(`common:severity.${value}`) }))}
        allowDeselect={false}
      />
    </ActionDialog>
  );
}
