import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { RoomCannotSave } from '../../parts/room-cannot-save.tsx';
import { useSeat, useSeated, useWork } from '../../seat/seat-context.tsx';

interface SubmitDialogProps {
  readonly isOpen: boolean;
  /** Questions without an answer. */
  readonly missing: number;
  readonly onClose: () => void;
}

/** The last question before the end, and then the truth about how far the handing in has come. */
export function SubmitDialog({ isOpen, missing, onClose }: SubmitDialogProps) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { session, drafts } = useSeated();
  const { connection } = useSeat();
  const { submit, pendingAnswers } = useWork();
  const isUnderway = submit.state === 'draining' || submit.state === 'submitting' || submit.state === 'submitted';
  const isAway = connection.state !== 'connected';

  const submitNow = (): void => {
    drafts.flush();
    session.submit().catch(() => {
      // the work's own state tells why, below
    });
  };

  return (
    <Dialog
      isOpen={isOpen || isUnderway}
      onClose={onClose}
      title={t('review.dialogTitle')}
      closeLabel={t('notice.close')}
      isLocked={isUnderway}
    >
      {isUnderway ? (
        <div role="status">
          <Group wrap="nowrap" gap="md">
            <Loader size="sm" aria-hidden />
            <Text fw={550}>
              {submit.state === 'draining' && pendingAnswers > 0
                ? t('review.draining', { count: pendingAnswers })
                : t('review.submitting')}
            </Text>
          </Group>
          {isAway ? (
            <Alert color="amber" mt="md">
              {t('review.drainingOffline')}
            </Alert>
          ) : null}
          <RoomCannotSave />
        </div>
      ) : (
        <>
          {missing > 0 ? (
            <Alert color="amber" mb="md">
              {t('review.missing', { count: missing })}
            </Alert>
          ) : null}
          {submit.state === 'failed' ? (
            <Alert color="red" mb="md" title={t('review.failed')} role="alert">
              {errorText(submit)}
            </Alert>
          ) : null}
          <Text>{t('review.dialogText')}</Text>
          <Group justify="flex-end" mt="xl">
            <Button variant="default" size="md" onClick={onClose} data-autofocus>
              {t('review.keepWorking')}
            </Button>
            <Button size="md" onClick={submitNow}>
              {t('review.confirm')}
            </Button>
          </Group>
        </>
      )}
    </Dialog>
  );
}
