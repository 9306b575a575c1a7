import { Alert, Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import type { EvidenceView } from '../../../../shared/model/evidence.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useAlerts, useRoom } from '../../link/room-context.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './evidence.module.css';

/** Pictures come while the page is open; the room tells nobody of each. */
const LOOK_AGAIN_MS = 15_000;

/** The picture itself, in memory while it is looked at and no longer. */
function Picture({ id }: Pick<EvidenceView, 'id'>) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const { api } = useRoom();
  const { data, error } = useQuery({ queryKey: keys.picture(id), queryFn: () => api.picture(id), gcTime: 0 });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return undefined;
    const made = URL.createObjectURL(new Blob([data]));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (error)
    return (
      <Alert color="red" variant="light" role="alert">
        {errorText(error)}
      </Alert>
    );
  return url ? <img className={classes.picture} src={url} alt={t('evidence.picture')} /> : <LoadingState rows={3} />;
}

/** The pictures kept of one attempt (LD4). Each is fetched when somebody wants to see it: looking is on record. */
export function Evidence({ attemptId }: { attemptId: AttemptDetail['id'] }) {
  const { t } = useTranslation(['console', 'common']);
  const list = useCommandQuery('evidence_list', { attemptId }, keys.evidence(attemptId), { refetchInterval: LOOK_AGAIN_MS });
  const alerts = useAlerts();
  const [shown, setShown] = useState<EvidenceView>();
  const titleOf = ({ alertId }: EvidenceView): string =>
    alertId === undefined ? t('evidence.byInterval') : (alerts.find(({ id }) => id === alertId)?.title ?? t('evidence.toAlert'));
  return (
    <Panel title={t('evidence.title')} subtitle={t('evidence.onRecord')} flush>
      <QueryView query={list} rows={1}>
        {({ evidence }) =>
          evidence.length === 0 ? (
            <p className={classes.nothing}>{t('evidence.none')}</p>
          ) : (
            <ul className={classes.list}>
              {evidence.toReversed().map((one) => (
                <li key={one.id}>
                  <span>
                    <TimeAt at={one.at} />
                    <span className={classes.note}>{titleOf(one)}</span>
                  </span>
                  <Button size="compact-sm" variant="default" onClick={() => setShown(one)}>
                    {t('evidence.show')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {shown ? (
        <Modal
          opened
          size="xl"
          onClose={() => setShown(undefined)}
          title={titleOf(shown)}
          closeButtonProps={{ 'aria-label': t('common:action.close') }}
        >
          <Picture id={shown.id} />
        </Modal>
      ) : null}
    </Panel>
  );
}
