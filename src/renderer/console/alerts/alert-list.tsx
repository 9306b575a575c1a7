import { Button } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type Alert, isOpenAlert } from '../../../shared/model/alert.ts';
import { useRoom } from '../link/room-context.tsx';
import { AlertDetails } from './alert-details.tsx';
import { AlertRow } from './alert-row.tsx';
import { useCandidateIndex } from './candidate-index.ts';
import { DismissDialog } from './dismiss-dialog.tsx';
import { useAlertActions } from './use-alert-action.ts';
import { useFeedKeys } from './use-feed-keys.ts';

const PAGE = 60;

interface AlertListProps {
  readonly alerts: readonly Alert[];
  readonly label: string;
  readonly withoutCandidate?: boolean;
}

/** Alerts with everything one can do to them, by mouse and by keyboard; the first sixty, more on demand. */
export function AlertList({ alerts, label, withoutCandidate = false }: AlertListProps) {
  const { t } = useTranslation('console');
  const { feed } = useRoom();
  const [, goTo] = useLocation();
  const { act, busy } = useAlertActions();
  const [shown, setShown] = useState(PAGE);
  const [toDismiss, setToDismiss] = useState<Alert>();
  const [lookedAt, setLookedAt] = useState<Alert>();
  const candidates = useCandidateIndex(alerts);
  const list = useRef<HTMLDivElement>(null);

  const on = useMemo(
    () => ({
      alertOf: (id: string) => feed.get(id),
      onAcknowledge: (alert: Alert) => void (alert.status === 'new' && act(alert, 'acknowledge')),
      onDismiss: (alert: Alert) => {
        if (isOpenAlert(alert)) setToDismiss(alert);
      },
      onReopen: (alert: Alert) => void act(alert, 'reopen'),
      onOpen: (alert: Alert) => {
        if (alert.attemptId) goTo(`/candidates/${alert.attemptId}`);
      },
    }),
    [feed, act, goTo],
  );
  useFeedKeys(list, on);

  return (
    <>
      <div ref={list} role="feed" aria-label={label} aria-busy={busy.size > 0}>
        {alerts.slice(0, shown).map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            candidate={alert.attemptId ? candidates.get(alert.attemptId) : undefined}
            candidates={alert.data.members === undefined ? undefined : candidates}
            isBusy={busy.has(alert.id)}
            withoutCandidate={withoutCandidate}
            onAcknowledge={on.onAcknowledge}
            onDismiss={on.onDismiss}
            onReopen={on.onReopen}
            onDetails={setLookedAt}
          />
        ))}
      </div>
      {alerts.length > shown ? (
        <Button fullWidth variant="subtle" color="slate" my="xs" onClick={() => setShown((count) => count + PAGE)}>
          {t('alerts.showMore', { count: alerts.length - shown })}
        </Button>
      ) : null}
      <AlertDetails alert={lookedAt && (feed.get(lookedAt.id) ?? lookedAt)} onClose={() => setLookedAt(undefined)} act={act} />
      <DismissDialog
        alert={toDismiss}
        onClose={() => setToDismiss(undefined)}
        onDismiss={(alert, reason) => act(alert, 'dismiss', { reason })}
      />
    </>
  );
}
