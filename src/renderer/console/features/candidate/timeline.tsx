import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../../shared/model/attempt.ts';
import { Panel } from '../../parts/panel.tsx';
import classes from './timeline.module.css';
import { TimelineLine } from './timeline-line.tsx';

const PAGE = 80;
const SHOWS = ['everything', 'violations', 'responses', 'sessions'] as const;
type Show = (typeof SHOWS)[number];

const RULES: Record<Show, (entry: TimelineEntry) => boolean> = {
  everything: () => true,
  violations: (entry) => entry.kind === 'event' && entry.violation,
  responses: (entry) => entry.kind === 'response',
  sessions: (entry) => entry.kind === 'session',
};

/** What happened, newest first: the client's events, the room's and people's responses, alerts, comings and goings. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('console');
  const [show, setShow] = useState<Show>('everything');
  const [count, setCount] = useState(PAGE);
  const lines = useMemo(() => entries.filter(RULES[show]).toReversed(), [entries, show]);
  return (
    <Panel
      title={t('timeline.title')}
      flush
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('timeline.showLabel')}
          value={show}
          onChange={setShow}
          data={SHOWS.map((value) => ({ value, label: t(`timeline.show.${value}`) }))}
        />
      }
    >
      {lines.length === 0 ? <p className={classes.nothing}>{t('timeline.nothing')}</p> : null}
      <ol className={classes.lines} reversed>
        {lines.slice(0, count).map((entry, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a session stands here twice, when it began and when it ended
          <TimelineLine key={`${entry.kind} ${entry.id} ${place}`} entry={entry} />
        ))}
      </ol>
      {lines.length > count ? (
        <Button fullWidth variant="subtle" color="slate" my="xs" onClick={() => setCount((before) => before + PAGE)}>
          {t('timeline.more', { count: lines.length - count })}
        </Button>
      ) : null}
    </Panel>
  );
}
