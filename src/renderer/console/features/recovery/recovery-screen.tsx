import { TextInput } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryRequestView, RecoveryState } from '../../../../shared/model/recovery.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { Hue } from '../../../ui/palette.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './recovery.module.css';
import { RecoveryPolicyPanel } from './recovery-policy.tsx';
import { RequestCard } from './request-card.tsx';

const HUES: Readonly<Record<RecoveryState, Hue>> = {
  pending: 'orange',
  approved: 'green',
  denied: 'red',
  expired: 'slate',
  used: 'petrol',
};

interface Decision {
  readonly request: RecoveryRequestView;
  readonly action: 'approve' | 'deny';
}

/** Asks once more, with a reason if wanted, and decides; one id for all tries. */
function DecisionDialog({ request, action, onClose }: Decision & { onClose: () => void }) {
  const { t } = useTranslation('console');
  const decide = useCommand('recovery_decide', [keys.allRecovery]);
  const [id] = useState(newRandomId);
  const [reason, setReason] = useState('');
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t(`recovery.${action}Title`, { name: request.name || request.candidateNumber })}
      text={action === 'approve' ? t(`recovery.consequence.${request.kind}`) : t('recovery.denyText')}
      actionLabel={t(`recovery.${action}`)}
      isDanger={action === 'deny'}
      onAction={() =>
        decide.mutateAsync({
          id,
          requestId: request.requestId,
          action,
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        })
      }
    >
      <TextInput
        label={t('recovery.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        data-autofocus
      />
    </ActionDialog>
  );
}

function History() {
  const { t } = useTranslation('console');
  const history = useCommandQuery('recovery_history', { limit: 200 }, keys.recoveryHistory);
  const columns = useMemo<Column<RecoveryRequestView>[]>(
    () => [
      { key: 'when', header: t('recovery.when'), cell: ({ requestedAt }) => <TimeAt at={requestedAt} /> },
      {
        key: 'candidate',
        header: t('recovery.candidate'),
        isRowHeader: true,
        sortBy: ({ name, candidateNumber }) => name || candidateNumber,
        cell: ({ name, candidateNumber }) => name || candidateNumber,
      },
      { key: 'kind', header: t('tools.what'), cell: ({ kind }) => t(`recovery.kind.${kind}`) },
      { key: 'method', header: t('recovery.method'), cell: ({ method }) => t(`recovery.methods.${method}`) },
      {
        key: 'state',
        header: t('recovery.state'),
        sortBy: ({ state }) => state,
        cell: ({ state }) => <Chip hue={HUES[state]}>{t(`recovery.stateName.${state}`)}</Chip>,
      },
      {
        key: 'by',
        header: t('recovery.by'),
        cell: ({ approvals, decidedBy }) =>
          [...new Set([...approvals.map(({ name }) => name), decidedBy])].filter(Boolean).join(', ') || '–',
      },
      { key: 'from', header: t('recovery.from'), cell: ({ device }) => device.ip },
      {
        key: 'why',
        header: t('recovery.why'),
        cell: ({ reason, decisionReason }) => [reason, decisionReason].filter(Boolean).join(' → ') || '–',
      },
    ],
    [t],
  );
  return (
    <Panel title={t('recovery.history')} flush>
      <QueryView query={history}>
        {({ history: entries }) =>
          entries.length === 0 ? (
            <EmptyState compact title={t('recovery.noHistory')} />
          ) : (
            <DataTable
              label={t('recovery.history')}
              columns={columns}
              rows={entries}
              rowKey={({ requestId }) => requestId}
              isBare
              pageSize={50}
            />
          )
        }
      </QueryView>
    </Panel>
  );
}

/** Who asks to be let back in, decided by one or two people (ID6). */
export function RecoveryScreen() {
  const { t } = useTranslation('console');
  const { user } = useRoom();
  const open = useCommandQuery('recovery_open', {}, keys.openRecovery);
  const [decision, setDecision] = useState<Decision>();
  const cards = (requests: readonly RecoveryRequestView[], label: string) => (
    <ul className={classes.list} aria-label={label}>
      {requests.map((request) => (
        <RequestCard key={request.requestId} request={request} onDecide={(action) => setDecision({ request, action })} />
      ))}
    </ul>
  );
  return (
    <>
      <PageHeader title={t('nav.recovery')} subtitle={t('recovery.subtitle')} />
      <div className={classes.sections}>
        <QueryView query={open} rows={4}>
          {({ requests }) => {
            const pending = requests.filter(({ state }) => state === 'pending');
            const approved = requests.filter(({ state }) => state === 'approved');
            return (
              <>
                <section aria-label={t('recovery.pending')}>
                  <h2 className={classes.heading}>{t('recovery.pending')}</h2>
                  {pending.length === 0 ? (
                    <div className={classes.empty}>
                      <EmptyState compact title={t('recovery.none')} icon={<IconLifebuoy size={22} stroke={1.6} />} />
                    </div>
                  ) : (
                    cards(pending, t('recovery.pending'))
                  )}
                </section>
                {approved.length > 0 ? (
                  <section aria-label={t('recovery.approvedTitle')}>
                    <h2 className={classes.heading}>{t('recovery.approvedTitle')}</h2>
                    {cards(approved, t('recovery.approvedTitle'))}
                  </section>
                ) : null}
              </>
            );
          }}
        </QueryView>
        <History />
        {user.role === 'admin' ? <RecoveryPolicyPanel /> : null}
      </div>
      {decision ? <DecisionDialog {...decision} onClose={() => setDecision(undefined)} /> : null}
    </>
  );
}
