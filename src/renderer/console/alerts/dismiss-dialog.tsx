import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/model/alert.ts';
import { useAlertTitle } from './alert-words.ts';

interface DismissDialogProps {
  readonly alert: Alert | undefined;
  readonly onClose: () => void;
  readonly onDismiss: (alert: Alert, reason: string) => Promise<boolean>;
}

const USUAL_REASONS = ['falseAlarm', 'technical', 'allowed'] as const;

/** Asks why an alert is set aside; the reason goes into the record. */
export function DismissDialog({ alert, onClose, onDismiss }: DismissDialogProps) {
  const { t } = useTranslation(['console', 'common']);
  return (
    <Modal
      opened={alert !== undefined}
      onClose={onClose}
      title={t('alerts.dismissTitle')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {alert ? <Form key={alert.id} alert={alert} onClose={onClose} onDismiss={onDismiss} /> : null}
    </Modal>
  );
}

function Form({ alert, onClose, onDismiss }: DismissDialogProps & { alert: Alert }) {
  const { t } = useTranslation(['console', 'common']);
  const titleOf = useAlertTitle();
  const [reason, setReason] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    setIsBusy(true);
    const isDone = await onDismiss(alert, reason.trim());
    setIsBusy(false);
    if (isDone) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {titleOf(alert)}
        </Text>
        <Group gap="xs">
          {USUAL_REASONS.map((usual) => (
            <Button key={usual} size="compact-sm" variant="default" onClick={() => setReason(t(`alerts.usualReason.${usual}`))}>
              {t(`alerts.usualReason.${usual}`)}
            </Button>
          ))}
        </Group>
        <Textarea
          label={t('alerts.reason')}
          description={t('alerts.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          required
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={reason.trim() === ''}>
            {t('alerts.dismiss')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
