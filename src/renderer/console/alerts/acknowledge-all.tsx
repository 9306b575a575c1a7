import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/model/alert.ts';
import { useErrorText } from '../../i18n/index.ts';
import { useCommand } from '../link/queries.ts';
import { showFailure } from '../parts/toast.ts';

/** As many as the room takes at once. */
const MOST = 200;

/** Takes all new alerts of the feed in one step; shown when there are several. */
export function AcknowledgeAll({ alerts }: { alerts: readonly Alert[] }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const act = useCommand('alerts_action');
  const waiting = alerts.filter(({ status }) => status === 'new').slice(0, MOST);
  if (waiting.length < 2) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      mx="sm"
      mb="xs"
      leftSection={<IconChecks size={15} aria-hidden />}
      loading={act.isPending}
      onClick={() =>
        act.mutate(
          { alertIds: waiting.map(({ id }) => id), action: 'acknowledge' },
          { onError: (error) => showFailure(errorText(error)) },
        )
      }
    >
      {t('alertDetails.all', { count: waiting.length })}
    </Button>
  );
}
