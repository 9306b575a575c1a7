import { IconCloudCheck, IconCloudOff, IconCloudPause, IconCloudUp, IconCloudX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../../parts/announcer.tsx';
import type { SaveSummary } from '../../seat/save-summary.ts';
import { useKeeping } from '../../seat/seat-context.tsx';
import { useSaveSummary } from '../../seat/use-save-summary.ts';
import classes from './player-header.module.css';

const ICONS = {
  none: IconCloudCheck,
  saving: IconCloudUp,
  saved: IconCloudCheck,
  offline: IconCloudOff,
  offline_nothing: IconCloudOff,
  room_cannot_save: IconCloudOff,
  held: IconCloudPause,
  held_before: IconCloudPause,
  superseded: IconCloudX,
  refused: IconCloudX,
} as const;

/** The sentence for a state of saving. */
export function useSaveText(): (summary: SaveSummary) => string {
  const { t } = useTranslation('exam');
  const keeping = useKeeping();
  return (summary) => {
    switch (summary.state) {
      case 'none':
        return t('save.none');
      case 'saving':
        return t('save.saving');
      case 'saved':
        return t('save.saved');
      case 'offline':
        return t(keeping === 'page' ? 'save.offlinePage' : 'save.offline', { count: summary.waiting });
      case 'offline_nothing':
        return t('save.offlineNothing');
      case 'room_cannot_save':
        return t('save.roomCannotSave', { count: summary.waiting });
      case 'held':
        return t(
          summary.reason === 'paused' ? 'save.heldPaused' : summary.reason === 'late' ? 'save.heldLate' : 'save.heldSuspended',
        );
      case 'held_before':
        return t('save.heldBefore', { count: summary.count });
      case 'superseded':
        return t('save.superseded');
      case 'refused':
        return t('save.refused');
    }
  };
}

/** Whether everything is saved, in words, always in sight. Loss and return of the connection are announced, single saves are not. */
export function SaveStatus() {
  const { t } = useTranslation('exam');
  const summary = useSaveSummary();
  const text = useSaveText()(summary);
  const announce = useAnnounce();
  const wasOffline = useRef(false);
  const isOffline = summary.state === 'offline' || summary.state === 'offline_nothing';
  const isSettled = summary.state === 'saved' || summary.state === 'none';

  useEffect(() => {
    if (isOffline && !wasOffline.current) announce(t('save.announceOffline'), 'assertive');
    if (isSettled && wasOffline.current) announce(t('save.announceSaved'));
    if (isOffline || isSettled) wasOffline.current = isOffline;
  }, [isOffline, isSettled, announce, t]);
  useEffect(() => {
    if (summary.state.startsWith('held') || summary.state === 'refused' || summary.state === 'superseded')
      announce(text, 'assertive');
  }, [summary.state, text, announce]);

  const Icon = ICONS[summary.state];
  return (
    <span className={classes.save} data-state={summary.state} data-testid="save-status">
      <Icon size={18} stroke={1.7} aria-hidden />
      {text}
    </span>
  );
}
