import { SegmentedControl } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../shared/model/ids.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { useAlerts, useIsCaughtUp } from '../link/room-context.tsx';
import { AcknowledgeAll } from './acknowledge-all.tsx';
import classes from './alert-feed.module.css';
import { AlertList } from './alert-list.tsx';
import { type FeedShow, inFeedOrder } from './alert-order.ts';
import { useFeedInSight } from './feed-in-sight.ts';

/**
 * The live feed: of one exam together with what concerns the whole room, or of everything. New and unhandled ones first
 * in time; what somebody has dealt with is under "All".
 */
export function AlertFeed({ examId, isInDialog = false }: { examId?: ExamId | undefined; isInDialog?: boolean }) {
  const { t } = useTranslation('console');
  useFeedInSight(examId);
  const everything = useAlerts();
  const isCaughtUp = useIsCaughtUp();
  const [show, setShow] = useState<FeedShow>('open');
  const ofExam = useMemo(
    () => (examId ? everything.filter((alert) => alert.examId === undefined || alert.examId === examId) : everything),
    [everything, examId],
  );
  const alerts = useMemo(() => inFeedOrder(ofExam, show), [ofExam, show]);
  const unread = useMemo(() => ofExam.filter(({ status }) => status === 'new').length, [ofExam]);
  // a dialog has its own name and heading
  const Frame = isInDialog ? 'div' : 'section';
  const Heading = isInDialog ? 'h3' : 'h2';
  const headingId = useId();

  return (
    <Frame className={classes.feed} aria-labelledby={isInDialog ? undefined : headingId}>
      <div className={classes.head}>
        <Heading id={headingId} className={classes.heading}>
          <span className={isInDialog ? 'iv-hidden' : undefined}>{t('alerts.heading')}</span>{' '}
          {unread > 0 ? <span className={classes.unread}>{t('alerts.unread', { count: unread })}</span> : null}
        </Heading>
        <SegmentedControl
          size="xs"
          value={show}
          onChange={setShow}
          data={(['new', 'open', 'all'] as const).map((value) => ({ value, label: t(`alerts.show.${value}`) }))}
          aria-label={t('alerts.show.label')}
        />
      </div>
      <AcknowledgeAll alerts={ofExam} />
      <div className={classes.scroll}>
        {alerts.length > 0 ? <AlertList key={show} alerts={alerts} label={t('alerts.heading')} /> : null}
        {alerts.length === 0 && !isCaughtUp ? <LoadingState rows={5} /> : null}
        {alerts.length === 0 && isCaughtUp ? (
          <EmptyState title={t('alerts.emptyTitle')} icon={<IconBellCheck size={22} stroke={1.6} />}>
            {t('alerts.emptyText')}
          </EmptyState>
        ) : null}
      </div>
      <p className={classes.keys}>{t('alerts.keys')}</p>
    </Frame>
  );
}
