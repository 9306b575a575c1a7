import { Button } from '@mantine/core';
import { IconEye, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../shared/protocol/index.ts';
import { useEventName } from '../../i18n/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { TimeAt } from '../../ui/time.tsx';
import { useSeat, useSeated, useWork } from '../seat/seat-context.tsx';
import { Panel } from './dialog.tsx';
import { EventNote } from './event-note.tsx';
import { OwnTime } from './own-time.tsx';
import classes from './recorded-panel.module.css';
import { WatchList } from './watch-list.tsx';

type Entries = CommandOutput<'attempt_events'>['events'];
/** What the candidate said about each event. */
type Notes = ReadonlyMap<string, readonly string[]>;
type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly entries: Entries; readonly notes: Notes }
  | { readonly state: 'failed'; readonly error: unknown };

function notesOf({ messages }: CommandOutput<'attempt_messages'>): Notes {
  const notes = new Map<string, string[]>();
  for (const { eventId, text } of messages) if (eventId) notes.set(eventId, [...(notes.get(eventId) ?? []), text]);
  return notes;
}

function EntryList({ entries, notes, onNoted }: { entries: Entries; notes: Notes; onNoted: () => void }) {
  const { t } = useTranslation('exam');
  const eventName = useEventName();
  if (entries.length === 0)
    return (
      <EmptyState compact title={t('recorded.empty')}>
        {t('recorded.emptyText')}
      </EmptyState>
    );
  const newestFirst = entries.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <ol className={classes.entries}>
      {newestFirst.map((entry) => (
        <li key={entry.id}>
          <span className={classes.at}>
            <TimeAt at={entry.at} show="clock" />
          </span>
          <span>{eventName(entry.type)}</span>
          <span className={classes.kind} data-counts={entry.violation || undefined}>
            {entry.violation ? <IconEye size={13} aria-hidden /> : <IconInfoCircle size={13} aria-hidden />}
            {entry.violation ? t('recorded.counts') : t('recorded.info')}
          </span>
          {entry.violation || notes.has(entry.id) ? (
            <EventNote eventId={entry.id} eventName={eventName(entry.type)} notes={notes.get(entry.id) ?? []} onSaved={onNoted} />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** The candidate's own events, as the proctor has them (LD8): asked for anew each time it is opened. */
export function RecordedPanel({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('exam');
  const { api, world } = useSeated().link;
  const { view, watchChange } = useSeat();
  const { pending, pendingAnswers } = useWork();
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const unsent = pending - pendingAnswers;

  const load = useCallback(() => {
    Promise.all([api.call('attempt_events', {}), api.call('attempt_messages', {})])
      .then(([{ events }, said]) => setLoaded({ state: 'loaded', entries: events, notes: notesOf(said) }))
      .catch((error: unknown) => setLoaded((before) => (before.state === 'loaded' ? before : { state: 'failed', error })));
  }, [api]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an entry that went out meanwhile means: load again
  useEffect(() => {
    if (isOpen) load();
  }, [isOpen, load, unsent]);

  return (
    <Panel isOpen={isOpen} onClose={onClose} from="right" title={t('recorded.title')} closeLabel={t('notice.close')}>
      <p className={classes.lead}>{t('recorded.lead')}</p>
      {view ? (
        <WatchList
          watch={view.policy}
          place={{ world, isExternal: view.external !== undefined }}
          added={watchChange?.added}
          removed={watchChange?.removed}
          Heading="h3"
        />
      ) : null}
      <OwnTime isOpen={isOpen} />
      <div className={classes.row}>
        <h3 className={classes.heading}>{t('recorded.entries')}</h3>
        <Button variant="subtle" size="compact-sm" mt="sm" leftSection={<IconRefresh size={16} aria-hidden />} onClick={load}>
          {t('recorded.refresh')}
        </Button>
      </div>
      {unsent > 0 ? (
        <p className={classes.unsent} role="status">
          {t('recorded.unsent', { count: unsent })}
        </p>
      ) : null}
      {loaded.state === 'loading' ? <LoadingState compact /> : null}
      {loaded.state === 'failed' ? <ErrorState compact error={loaded.error} onRetry={load} /> : null}
      {loaded.state === 'loaded' ? <EntryList entries={loaded.entries} notes={loaded.notes} onNoted={load} /> : null}
    </Panel>
  );
}
