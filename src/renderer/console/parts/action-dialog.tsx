import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from './refused.tsx';

interface ActionDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly text?: ReactNode;
  /** Fields, if something is asked. */
  readonly children?: ReactNode;
  readonly actionLabel: string;
  /** For many fields beside each other. */
  readonly isWide?: boolean;
  readonly isDanger?: boolean;
  readonly isReady?: boolean;
  /** Does it; the dialog closes when it resolves and says why when it rejects. */
  readonly onAction: () => Promise<unknown>;
}

/** Asks before something is done, waits for the room's word, and stays open with the reason if it refuses. */
export function ActionDialog(props: ActionDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={props.isWide ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {props.isOpen ? <Body {...props} /> : null}
    </Modal>
  );
}

function Body({ onClose, text, children, actionLabel, isDanger = false, isReady = true, onAction }: ActionDialogProps) {
  const { t } = useTranslation('common');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const act = async () => {
    setIsBusy(true);
    setError(undefined);
    try {
      await onAction();
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <Stack gap="md">
        {text ? (
          <Text size="sm" c="dimmed" component="div">
            {text}
          </Text>
        ) : null}
        {children}
        <Refused error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus={children ? undefined : true}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" color={isDanger ? 'red' : 'petrol'} loading={isBusy} disabled={!isReady}>
            {actionLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
